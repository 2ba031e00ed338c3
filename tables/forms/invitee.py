"""Forms of who is invited, or signs up."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.accounts.models import User, normalise_email
from aantafel.core.widgets import ExplainedRadios
from ideas.forms import TidyMixin
from ideas.forms.base import LinesField
from tables.enums import Answer
from tables.forms.asking import WHOLE_ADDRESS
from tables.models import Invitation
from tables.models.meetings import TEXT_LENGTH
from tables.models.seats import WHY_LENGTH
from tables.services.invitations.answers import Other, Told

ANSWERS = {
    Answer.COMES: _("I come"),
    Answer.MAYBE: _("Perhaps, I do not know yet"),
    Answer.NOT: _("I do not come"),
    Answer.SENDS: _("I send somebody else"),
}
CAPACITY_HINTS = {
    Capacity.RESIDENT.value: _("Because you live there, or notice it every day."),
    Capacity.PROFESSIONAL.value: _("Because of your work, outside the municipality."),
    Capacity.EMPLOYEE.value: _("Because you work for the municipality, or govern it."),
}
TOLD = ("role", "interest")
MISSING = {
    "role": _("Tell what your role is. One or two words are enough."),
    "interest": _("Tell in a few words what your interest is."),
}


class AboutMeForm(TidyMixin):
    """What somebody at a table says about themselves."""

    capacity = forms.ChoiceField(
        label=_("In what capacity do you come?"),
        choices=Capacity.choices,
        widget=ExplainedRadios(hints=CAPACITY_HINTS),
        error_messages={"required": _("Choose in what capacity you come.")},
    )
    role = forms.CharField(
        label=_("What is your role?"),
        help_text=_("For example: neighbour, district nurse, council member, shopkeeper."),
        max_length=100,
        error_messages={"required": MISSING["role"]},
    )
    interest = forms.CharField(
        label=_("What is your interest in it?"),
        help_text=_("For example: I live beside it, or my shop earns from it. Both are fine; we are open about it."),
        max_length=300,
        error_messages={"required": MISSING["interest"]},
    )
    name = forms.CharField(
        label=_("What is your name?"),
        help_text=_("Who organises the table sees it."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    name_display = forms.ChoiceField(
        label=_("How may your name show on the site?"),
        choices=NameDisplay.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how your name may show.")},
    )
    needs = forms.CharField(
        label=_("What should we take into account?"),
        help_text=_("For example: no meat, a wheelchair, an interpreter. Only who organises sees it."),
        max_length=WHY_LENGTH,
        required=False,
    )
    asks_again = forms.BooleanField(
        label=_("Other tables in my municipality may ask me too."),
        help_text=_("They see my role, and never my address. Six months after this table ends it is erased."),
        required=False,
    )

    def told(self) -> Told:
        names = ("capacity", "role", "interest", "name", "name_display", "needs", "asks_again")
        return Told(**{name: self.cleaned_data[name] for name in names}, language=get_language() or "nl")


class AnswerForm(AboutMeForm):
    """The answer to an invitation. Only who comes has to tell the rest."""

    answer = forms.ChoiceField(
        label=_("Do you come?"),
        choices=[(answer.value, label) for answer, label in ANSWERS.items()],
        widget=ExplainedRadios(hints={Answer.SENDS.value: _("Fill in who, at “Do you send somebody else?”.")}),
        error_messages={"required": _("Choose one of the answers.")},
    )
    said = LinesField(
        label=_("Do you want to say something with it?"),
        help_text=_("Only who organises reads it."),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    other_name = forms.CharField(label=_("The name of who you send"), max_length=100, required=False)
    other_email = forms.EmailField(
        label=_("The e-mail address of who you send"),
        help_text=_("They get an invitation, and say yes or no themselves."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages=WHOLE_ADDRESS,
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        seat = invitation.seat
        kwargs["initial"] = {**vars(seat), "answer": invitation.answer, "said": invitation.said}
        if seat.user_id is None and not seat.name_display:
            kwargs["initial"]["name_display"] = NameDisplay.HIDDEN
        super().__init__(*args, **kwargs)
        for name in TOLD:
            self.fields[name].required = False
        first = ["answer", "other_name", "other_email"]
        self.order_fields([*first, *(name for name in self.fields if name not in {*first, "said"}), "said"])

    def clean_other_email(self) -> str:
        return normalise_email(self.cleaned_data["other_email"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        given = data.get("answer")
        if given == Answer.COMES:
            self._demand(MISSING)
        if given == Answer.SENDS:
            self._demand(
                {
                    "other_name": _("Type the name of who you send."),
                    "other_email": _("Type the e-mail address of who you send."),
                }
            )
        return data

    def other(self) -> Other | None:
        if self.cleaned_data["answer"] != Answer.SENDS:
            return None
        return Other(self.cleaned_data["other_name"], self.cleaned_data["other_email"])

    def _demand(self, messages: dict[str, Any]) -> None:
        for name, text in messages.items():
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, text)


class SignUpForm(AboutMeForm):
    """To come to an open meeting. Who is not signed in gives an address, to which the link goes."""

    email = forms.EmailField(
        label=_("What is your e-mail address?"),
        help_text=_("We send a link to it. It is done once you have pressed the button there."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Type your e-mail address. We send a link to it."), **WHOLE_ADDRESS},
    )

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        start: dict[str, Any] = {"name_display": NameDisplay.HIDDEN}
        if user is not None:
            start = {"name": user.name, "name_display": user.name_display, "capacity": user.capacity}
        super().__init__(*args, **{**kwargs, "initial": start})
        if user is not None:
            del self.fields["email"]

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])
