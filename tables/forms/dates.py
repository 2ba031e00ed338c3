"""Looking for a date, and coming in."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.core.widgets import ExplainedCheckboxes, ExplainedRadios
from ideas.forms import TidyMixin
from tables.enums import DateWord
from tables.forms.meetings import WhenMixin, day_field, time_field
from tables.meetings import words as meeting_words
from tables.models import DateAnswer, DateAsk, DateOption

CAPACITY_HINTS: dict[str, str | Promise] = {
    Capacity.RESIDENT: _("You live there."),
    Capacity.PROFESSIONAL: _("You are here because of your work, outside the municipality."),
    Capacity.EMPLOYEE: _("You work for the municipality, or govern it."),
}


class OptionForm(WhenMixin):
    """One more date to choose from."""

    day = day_field()
    at = time_field()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.take_moment(data.get("day"), data.get("at"))
        return data

    def moment(self) -> datetime:
        """Of a valid form."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["at"]))


class DatesForm(TidyMixin):
    """What somebody says of each date; a date that nothing is said about stays open."""

    def __init__(self, *args: Any, options: Sequence[DateOption], ask: DateAsk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        said = dict(DateAnswer.everywhere.filter(ask=ask).values_list("option", "word"))
        for option in options:
            self.fields[f"d{option.pk}"] = forms.ChoiceField(
                label=meeting_words.moment(option.starts_at),
                choices=DateWord.choices,
                required=False,
                initial=said.get(option.pk),
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Choose one of the three.")},
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.values()):
            raise forms.ValidationError(_("Say of at least one date whether you can come."))
        return data

    def words(self) -> dict[int, str]:
        named = {option.pk: self.cleaned_data[f"d{option.pk}"] for option in self.options}
        return {number: word for number, word in named.items() if word}


class AskDatesForm(TidyMixin):
    """Whom to ask when they can come. `shown`: who has not been asked yet, with what stands beside the box, and a hint.
    Who of `seats` was asked meanwhile may be sent along."""

    wie = forms.TypedMultipleChoiceField(
        label=_("Whom do you ask?"),
        coerce=int,
        error_messages={"required": _("Choose at least one person to ask.")},
    )
    asker = forms.CharField(
        label=_("Who asks?"),
        help_text=_("This name stands in the mail. Who is asked by somebody else, by the list, reads that name."),
        max_length=100,
        error_messages={"required": _("Type the name that stands in the mail.")},
    )

    def __init__(
        self, *args: Any, seats: Iterable[int], shown: Sequence[tuple[int, str, str | Promise]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["wie"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(pk), str(pk)) for pk in seats]
        hints = {str(pk): hint for pk, _label, hint in shown if hint}
        field.widget = ExplainedCheckboxes(hints=hints, choices=[(str(pk), label) for pk, label, _hint in shown])


class HereForm(TidyMixin):
    """Somebody is here. Capacity and role are required, a name is not. `key` is of this form, once opened."""

    capacity = forms.ChoiceField(
        label=_("In which capacity are you here?"),
        choices=Capacity.choices,
        widget=ExplainedRadios(hints=CAPACITY_HINTS),
        error_messages={"required": _("Say in which capacity you are here.")},
    )
    role = forms.CharField(
        label=_("What is your role?"),
        help_text=_("For example: neighbour, doctor, council member. Everyone at the table hears it."),
        max_length=100,
        error_messages={"required": _("Say in which role you are here.")},
    )
    interest = forms.CharField(
        label=_("What is your interest?"),
        help_text=_("What do you hope for, or what do you stand to gain or lose?"),
        max_length=300,
        required=False,
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_(
            "You need not give it. When you were invited, it helps who organises the table to find you on the list."
        ),
        max_length=100,
        required=False,
    )
    name_display = forms.ChoiceField(
        label=_("How may your name show in the minutes?"),
        choices=NameDisplay.choices,
        initial=NameDisplay.HIDDEN,
        required=False,
        widget=forms.RadioSelect,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def told(self) -> dict[str, Any]:
        data = self.cleaned_data
        names = ("capacity", "role", "interest", "name", "key")
        return {**{name: data[name] for name in names}, "name_display": data["name_display"] or NameDisplay.HIDDEN}


class GuestForm(HereForm):
    """The same, filled in by who organises."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capacity"].label = _("In which capacity is this person here?")
        self.fields["role"].label = _("In which role?")
        self.fields["interest"].label = _("What is their interest?")
        self.fields["interest"].help_text = ""
        self.fields["name"].label = _("Name")
        self.fields["name"].help_text = _("It may stay empty.")
        self.fields["name_display"].label = _("How may the name show in the minutes?")
