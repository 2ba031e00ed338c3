"""What a coach writes: notes, why they stop, subjects and replies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coaches.models import MESSAGE_LENGTH, NOTE_LENGTH, TALK_LENGTH, TITLE_LENGTH
from ideas.forms import TidyMixin
from ideas.forms.base import LinesField

HERE, COUNTRY = "here", "country"


def lines(label: Any, length: int, missing: Any, *, help_text: Any = "", rows: int = 5) -> LinesField:
    """A text that has to be there; `missing` is the sentence for whoever leaves it empty."""
    return LinesField(
        label=label,
        help_text=help_text,
        max_length=length,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": missing,
            "max_length": _("Make it a little shorter: at most %(limit_value)d characters."),
        },
    )


class NoteForm(TidyMixin):
    text = lines(
        _("A note for yourself"),
        NOTE_LENGTH,
        _("Type what you want to remember."),
        help_text=_("Only you read this. Write no more about people than you need."),
        rows=4,
    )


class EndForm(TidyMixin):
    text = lines(
        _("Why do you stop?"),
        MESSAGE_LENGTH,
        _("Say in a few words why you stop. Then the coordinator can look for somebody else."),
        help_text=_("The coordinator reads this, and looks for another coach."),
    )


class TopicForm(TidyMixin):
    title = forms.CharField(
        label=_("What is it about?"),
        help_text=_("One sentence. For example: how do you begin a first talk?"),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Type in one sentence what it is about.")},
    )
    text = lines(
        _("What do you want to ask or share?"),
        TALK_LENGTH,
        _("Type your question, or what you want to share."),
        help_text=_("Do not name people who come to your tables."),
        rows=6,
    )
    reach = forms.ChoiceField(
        label=_("Who may read this?"),
        help_text=_("You cannot change this afterwards."),
        choices=((HERE, _("Coaches and coordinators of my municipality")), (COUNTRY, _("Those of the whole country"))),
        initial=HERE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read this.")},
    )


class ReplyForm(TidyMixin):
    text = lines(_("Your answer"), TALK_LENGTH, _("Type your answer."))


class HidingForm(TidyMixin):
    text = lines(
        _("The reason"),
        1000,
        _("Say why you hide this. The writer gets your reason by mail."),
        help_text=_("It stands in the place of the text, and the writer gets it by mail."),
    )
