"""Forms for the action plan and for telling how it goes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock
from ideas.forms import TidyMixin
from ideas.forms.base import LinesField
from tables.forms.choice import PictureMixin
from tables.forms.fields import SHORTER
from tables.models import Seat
from tables.models.plan import TEXT_LENGTH, WHO_LENGTH

DAY_ERRORS = {"invalid": _("Choose a day, for example 31-12-2027."), "required": _("Choose a day.")}
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ActionForm(TidyMixin):
    """`seen` is when the action had been changed last, when the form was opened."""

    text = forms.CharField(
        label=_("What is to be done?"),
        help_text=_("One thing, so that everyone sees when it is done."),
        max_length=500,
        error_messages={"required": _("Write down what is to be done."), **SHORTER},
    )
    seat = forms.ChoiceField(
        label=_("Who does it?"),
        help_text=_(
            "Whoever is on the list of your table gets a mail with a link to say how it goes. They need no account."
        ),
        required=False,
        error_messages={"invalid_choice": _("Choose somebody of your list.")},
    )
    who = forms.CharField(
        label=_("Or who, in words"),
        help_text=_("For example: the football club. Everyone can read this."),
        max_length=WHO_LENGTH,
        required=False,
        error_messages=SHORTER,
    )
    due_on = forms.DateField(label=_("When is it done?"), required=False, widget=DAY, error_messages=DAY_ERRORS)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, seats: Sequence[tuple[Seat, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.pk): seat for seat, _label in seats}
        choices = [("", _("Nobody yet, or somebody else")), *((str(seat.pk), label) for seat, label in seats)]
        self.fields["seat"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        seat = self.seats.get(data["seat"])
        return {"text": data["text"], "seat": seat, "who": data["who"], "due_on": data["due_on"]}


class LaterForm(TidyMixin):
    due_on = forms.DateField(label=_("When will it be done?"), widget=DAY, error_messages=DAY_ERRORS)
    said = LinesField(
        label=_("What is the matter?"),
        help_text=_("You need not say it."),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=SHORTER,
    )

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day < clock.today():
            raise forms.ValidationError(_("Choose a day from today on."))
        return day


class HelpForm(TidyMixin):
    needed = LinesField(
        label=_("What do you need?"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tell in a few words what would help you."), **SHORTER},
    )


class NewsForm(PictureMixin):
    text = LinesField(
        label=_("How does it go?"),
        help_text=_("Also when it does not go well. Everyone can read it."),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Tell in a few sentences how it goes."), **SHORTER},
    )

    field_order = ("text", "picture", "picture_description")
