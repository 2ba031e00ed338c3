"""Forms with which coordinators and coaches take ideas in. The idea belongs to their municipality, always."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.core.text import tidy_lines
from aantafel.pages.desks.forms import EnterForm
from ideas.enums import Channel, ConsentHow
from ideas.forms import TidyMixin
from ideas.forms.base import LinesField
from movement.models import PhysicalTable
from municipalities import lookup
from municipalities.models import Municipality, Neighbourhood

WAYS = (Channel.PHONE, Channel.MAIL, Channel.TALK, Channel.TABLE, Channel.PAPER, Channel.VISIT)
CONSENTS = (ConsentHow.PHONE, ConsentHow.MAIL, ConsentHow.TALK, ConsentHow.PAPER)
ADDRESS_LINES = 5
# the questions of the paper form, by their numbers and in its words
ON_PAPER = (
    ("title", 1, _("My idea in one sentence")),
    ("origin", 2, _("How did you come to this idea?")),
    ("people", 3, _("Who do you need for it?")),
    ("postcode", 4, _("My postcode")),
    ("name", 5, _("My name")),
    ("phone", 6, _("My phone number")),
    ("email", 6, _("My e-mail address")),
    ("name_display", 7, _("May others see your name?")),
    ("capacity", 8, _("I take part as")),
)


class LocalEnterForm(EnterForm):
    """A whole idea for somebody of this municipality, told in whatever way."""

    where = None  # type: ignore[assignment]  # the municipality is given: Django drops a field that is None
    municipality = None  # type: ignore[assignment]
    postcode = forms.CharField(
        label=_("Postcode of this person"),
        help_text=_("We keep only the four digits."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(), label=_("Neighbourhood"), required=False, empty_label=_("Not chosen")
    )
    table = forms.ModelChoiceField(
        PhysicalTable.everywhere.none(), label=_("At which table?"), required=False, empty_label=_("Not chosen")
    )

    publish = forms.BooleanField(
        label=_("Put it on the site at once"),
        help_text=_("You have read it, and it fits the house rules. Everybody can read it, and it waits for a coach."),
        required=False,
    )

    def __init__(self, *args: Any, at: Municipality, may_publish: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        if not may_publish:
            del self.fields["publish"]
        tables = PhysicalTable.everywhere.filter(municipality=at, ended_at=None).order_by("name", "pk")
        self._choose_from("table", tables)
        self._choose_from("neighbourhood", Neighbourhood.objects.filter(municipality=at, ended_at=None))
        ways = [way for way in WAYS if way is not Channel.TABLE or "table" in self.fields]
        self._choices("channel", [(way.value, way.label) for way in ways])
        self._choices("consent_how", [(how.value, how.label) for how in CONSENTS])

    def _choose_from(self, name: str, rows: Any) -> None:
        """A list to choose from, or no field where there is nothing to choose."""
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows
        if not rows:
            del self.fields[name]

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_postcode(self) -> str:
        typed = self.cleaned_data["postcode"]
        if not typed.strip():
            return ""
        found = lookup.find(typed)
        if not found.postcode:
            raise forms.ValidationError(found.message or _("This is not a postcode. It has four digits, such as 7201."))
        return found.postcode

    def clean(self) -> dict[str, Any]:
        """A table goes with ideas that were told there, or with paper that was handed in there."""
        data = super().clean()
        if data.get("channel") == Channel.TABLE and not data.get("table") and "table" not in self.errors:
            self.add_error("table", _("Choose the table at which this person told it."))
        return data

    def chosen(self) -> Municipality:
        return self.at

    @property
    def told_at(self) -> PhysicalTable | None:
        """The table, of a valid form; none where the idea came in otherwise."""
        if self.cleaned_data["channel"] not in (Channel.TABLE, Channel.PAPER):
            return None
        return self.cleaned_data.get("table")

    def idea_fields(self) -> dict[str, Any]:
        return {**super().idea_fields(), "neighbourhood": self.cleaned_data.get("neighbourhood")}

    def postcode_of_person(self) -> str:
        return str(self.cleaned_data["postcode"])


class StackForm(LocalEnterForm):
    """One sheet of a stack of paper, in the order of the sheet. What the sheets share stands first and is kept."""

    consent = forms.BooleanField(
        label=_("The sheet says yes, with a signature."),
        error_messages={"required": _("Without a yes on the sheet the idea cannot be entered. Put it aside, and ask.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (
            "relation",
            "approach",
            "theme",
            "place",
            "role",
            "interest",
            "language",
            "channel",
            "consent_how",
        ):
            self.fields[name].required = False
        for name in ("title", "origin", "people"):
            self.fields[name].widget.attrs["rows"] = 2
        for name, number, label in ON_PAPER:
            self.fields[name].label = f"{number}. {label}"
        self.fields["email"].help_text = ""
        self.fields["postcode"].help_text = _("Does it say a place? Then leave this empty.")
        if "table" in self.fields:
            self.fields["table"].label = _("Handed in at")

    def clean_channel(self) -> str:
        return Channel.PAPER.value

    def clean_consent_how(self) -> str:
        return ConsentHow.PAPER.value

    def clean_relation(self) -> str:
        return "lives"

    def clean_language(self) -> str:
        return "nl"


class SheetForm(TidyMixin):
    """Which letter it is: one that is asked for twice stays the same letter."""

    sheet = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class AddressForm(SheetForm):
    """Where a letter goes. It is printed, and kept nowhere."""

    address = LinesField(
        label=_("Name and address"),
        help_text=_("As on an envelope, at most five lines. It comes on the letter, and we do not keep it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the name and the address, or print the letter without them.")},
        required=False,
    )

    def clean_address(self) -> str:
        lines = [line for line in tidy_lines(self.cleaned_data["address"]).split("\n") if line]
        if len(lines) > ADDRESS_LINES:
            raise forms.ValidationError(_("Use at most five lines: more does not fit behind the window."))
        return "\n".join(lines)
