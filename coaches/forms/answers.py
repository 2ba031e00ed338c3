"""What a coach answers to a question of the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coaches.models import MESSAGE_LENGTH
from ideas.forms import TidyMixin
from ideas.forms.base import LinesField


class SayNoForm(TidyMixin):
    reason = LinesField(
        label=_("Do you want to say why?"),
        help_text=_("The coordinator reads it; the idea pinner does not."),
        max_length=MESSAGE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MessageForm(TidyMixin):
    """To the coach, or to the pinner."""

    text = LinesField(
        label=_("Your message"),
        help_text=_("The other reads it here and gets it by mail. Your address is not in it."),
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Type your message.")},
    )


class QuestionBackForm(TidyMixin):
    text = LinesField(
        label=_("What would you like to know first?"),
        help_text=_("The coordinator gets it by mail, and answers you."),
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Type your question.")},
    )
