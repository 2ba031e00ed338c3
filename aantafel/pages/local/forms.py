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

    def __init__(self, *args: Any, at: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
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
        for name in ("relation", "approach", "theme", "place", "role", "interest", "language", "channel"):
            self.fields[name].required = False
        for number, name in enumerate(("title", "origin", "people"), start=1):
            self.fields[name].label = f"{number}. {self.fields[name].label}"
            self.fields[name].widget.attrs["rows"] = 2
        self.fields["email"].help_text = self.fields["postcode"].help_text = ""
        if "table" in self.fields:
            self.fields["table"].label = _("Handed in at")

    def clean_channel(self) -> str:
        return Channel.PAPER.value

    def clean_relation(self) -> str:
        return "lives"

    def clean_language(self) -> str:
        return "nl"


class AddressForm(TidyMixin):
    """Where a letter goes. It is printed, and kept nowhere."""

    sheet = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
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
