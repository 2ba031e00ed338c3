"""Telling an idea: the recording, who tells it, and the answer when it is read back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aantafel.accounts.enums import NameDisplay
from aantafel.accounts.models import normalise_email
from ideas.forms.base import EMAIL_ERRORS, LinesField, PlaceMixin, TidyMixin
from ideas.forms.other_ways import clean_phone
from ideas.models import SKETCH_LENGTH
from municipalities.models import Municipality

ACCEPT = "audio/*,.webm,.ogg,.m4a,.mp4,.mp3,.wav"


class RecordingForm(forms.Form):
    recording = forms.FileField(
        label=_("Your recording"),
        help_text=_("At most three minutes and 15 megabytes. MP3, M4A, OGG, WAV and WEBM are fine."),
        allow_empty_file=True,  # the service says in our own words what is wrong with it
        widget=forms.FileInput(attrs={"accept": ACCEPT, "capture": "user"}),
        error_messages={"required": _("There is no recording yet. Record one, or choose a file.")},
    )


class TellerForm(PlaceMixin):
    """Who tells it and how to reach them: by phone or by mail. On a local site the municipality is known."""

    name = forms.CharField(
        label=_("What is your name?"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name.")},
    )
    phone = forms.CharField(
        label=_("Your phone number"),
        help_text=_("We call you to read back what we heard."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("Or your e-mail address"),
        help_text=_("We mail you what we heard. One of the two is enough."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages=EMAIL_ERRORS,
    )
    place = forms.CharField(
        label=_("What is your postcode or place?"),
        help_text=_("Of a postcode we keep only the four digits."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
        error_messages={"required": _("Type the postcode, or the name of the place.")},
    )
    municipality = forms.ChoiceField(
        label=_("In which municipality is that?"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, at: Municipality | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        if at is not None:
            del self.fields["place"], self.fields["municipality"]

    def clean_phone(self) -> str:
        value: str = self.cleaned_data["phone"]
        return clean_phone(value) if value.strip() else ""

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])

    def clean_place(self) -> str:
        """Finds the municipalities; where there are several, the choice becomes part of the form."""
        found = self.look_up(self.cleaned_data["place"])
        field = self.fields["municipality"]
        if len(found.municipalities) > 1 and isinstance(field, forms.ChoiceField):
            field.choices = [(each.code, each.name) for each in found.municipalities]
        return found.postcode

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not (data.get("phone") or data.get("email") or {"phone", "email"} & set(self.errors)):
            self.add_error("phone", _("Fill in a phone number or an e-mail address, so that we can reach you."))
        if self.asks_municipality and not data.get("municipality") and "municipality" not in self.errors:
            self.add_error("municipality", _("This lies in more than one municipality. Choose one."))
        return data

    @property
    def asks_municipality(self) -> bool:
        return self.found is not None and len(self.found.municipalities) > 1

    def chosen(self) -> Municipality:
        """The municipality of a valid form."""
        if self.at is not None:
            return self.at
        if self.found is None:
            raise ValueError("chosen() needs a valid form")
        code = self.cleaned_data["municipality"]
        return next((one for one in self.found.municipalities if one.code == code), self.found.municipalities[0])

    def who(self) -> dict[str, str]:
        data = self.cleaned_data
        return {**{name: data[name] for name in ("name", "email", "phone")}, "postcode": data.get("place", "")}


class VoiceAnswerForm(TidyMixin):
    """What the teller says when they read what was typed out."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=32_000)
    answer = forms.ChoiceField(
        label=_("Is this what you mean?"),
        choices=[
            ("yes", _("Yes, this may come on the site as my idea")),
            ("change", _("Nearly, but something is not right")),
            ("no", _("No, I would rather not. Throw it all away")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    text = LinesField(
        label=_("What is not right?"),
        help_text=_("Only if something is not right."),
        max_length=SKETCH_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name_display = forms.ChoiceField(
        label=_("May others see your name?"),
        choices=[
            (NameDisplay.HIDDEN, pgettext_lazy("own name", "No, no name")),
            (NameDisplay.FIRST, pgettext_lazy("own name", "Only my first name")),
            (NameDisplay.FULL, pgettext_lazy("own name", "My whole name")),
        ],
        initial=NameDisplay.HIDDEN,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("answer") == "change" and not data.get("text"):
            self.add_error("text", _("Say in a few words what has to be different."))
        return data
