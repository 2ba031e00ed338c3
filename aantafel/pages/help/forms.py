"""Asking for help, and writing in the talk about it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core.widgets import ExplainedRadios
from coaches.enums_talk import HelpKind
from coaches.models import HELP_LENGTH
from ideas.forms import TidyMixin
from ideas.forms.base import LinesField

SAY, FINISH, PASS_ON = "say", "finish", "pass_on"
NAME = "name"


class HelpForm(TidyMixin):
    kind = forms.ChoiceField(
        label=_("What do you need?"),
        choices=HelpKind.choices,
        widget=ExplainedRadios(
            hints={
                HelpKind.EXPERT: _("For example somebody who knows about permits, care, building or money."),
                HelpKind.FACILITATOR: _("Somebody from outside who leads the conversation, so that you can take part."),
                HelpKind.OTHER: _("For example a place to meet, a quarrel, or a letter that you do not understand."),
            }
        ),
        error_messages={"required": _("Choose what you need.")},
    )
    text = LinesField(
        label=_("Tell a little more"),
        help_text=_("What goes well, where does it get stuck, and when do you need it?"),
        max_length=HELP_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Tell in a few words what you need help with.")},
    )


class FacilitatorForm(TidyMixin):
    """Whom the desk asks to lead a meeting."""

    person = forms.TypedChoiceField(
        label=_("Who could lead this meeting?"),
        help_text=_("This person gets a mail and says yes or no. The table hears it."),
        coerce=int,
        error_messages={"required": _("Choose somebody."), "invalid_choice": _("Choose somebody from the list.")},
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "---"), *((str(one.pk), one.name or one.email) for one in people)]


class LineForm(TidyMixin):
    """`act` is the button. Only rounding off needs no words."""

    text = LinesField(
        label=_("Your message"), max_length=HELP_LENGTH, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    act = forms.ChoiceField(choices=[(act, act) for act in (SAY, FINISH, PASS_ON)])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("act") in {SAY, PASS_ON} and not data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Type your message."))
        return data
