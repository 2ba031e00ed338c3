"""Forms of the settings, one for each topic. They validate and normalise; nothing else."""

from typing import Any, ClassVar

from django import forms
from django.core.files.base import ContentFile
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from aantafel.core import pictures
from aantafel.core.text import tidy
from ideas.enums import Theme
from ideas.forms import TidyMixin, clean_phone
from ideas.forms.base import LinesField
from municipalities import switches
from municipalities.branding import derive
from municipalities.models import Instance
from municipalities.models.instance import NAME_LENGTH
from municipalities.switches import LABELS, Switch

MOST_LIKES = 1000
MOST_NEIGHBOURHOODS = 200
NEIGHBOURHOOD_LENGTH = 80


class SettingsForm(TidyMixin):
    """`names` are the fields of the site that it changes; `seen` tells which line of its history was read last."""

    names: ClassVar[tuple[str, ...]] = ()

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, instance: Instance, seen: int, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"seen": seen, **self.initial_of(instance)})
        super().__init__(*args, **kwargs)
        self.instance = instance

    def initial_of(self, instance: Instance) -> dict[str, Any]:
        return {name: getattr(instance, name) for name in self.names}

    def values(self) -> dict[str, Any]:
        """What to set, of a valid form."""
        return {name: self.cleaned_data[name] for name in self.names}


class TextsForm(SettingsForm):
    names = ("name", "welcome_title", "welcome_text")

    name = forms.CharField(
        label=_("Name of the site"),
        help_text=_("It stands at the top of each page, and above your mails."),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Give the site a name.")},
    )
    welcome_title = forms.CharField(
        label=_("Welcome"),
        help_text=_("The large line on the home page. Leave it empty for: Put your idea on the table."),
        max_length=120,
        required=False,
    )
    welcome_text = LinesField(
        label=_("Text below the welcome"),
        help_text=_("Two or three short sentences. Say what people can do here."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


def _https(label: Any, help_text: Any) -> forms.URLField:
    sentence = _("This is not a whole web address. It begins with https://.")
    field = forms.URLField(
        label=label,
        help_text=help_text,
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": sentence},
    )
    field.validators = [URLValidator(schemes=["https"], message=sentence), *field.validators[1:]]
    return field


class ContactForm(SettingsForm):
    names = (
        *("contact_name", "contact_email", "contact_phone", "contact_text"),
        *("sender_name", "reply_to", "privacy_url", "accessibility_url"),
    )

    contact_name = forms.CharField(
        label=_("Who do people reach?"),
        help_text=_("A person or a group, for example: Corrie of AanTafel."),
        max_length=100,
        required=False,
    )
    contact_email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": _("This is not a whole e-mail address. It looks like name@example.com.")},
    )
    contact_phone = forms.CharField(
        label=_("Phone number"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    contact_text = LinesField(
        label=_("Where and when can people find you?"),
        help_text=_("For example: every Tuesday from 10 to 12 in the library."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    sender_name = forms.CharField(
        label=_("Sender of the mails"),
        help_text=_("The name that people see. Leave it empty for the name of the site."),
        max_length=100,
        required=False,
    )
    reply_to = forms.EmailField(
        label=_("Where do answers to mails go?"),
        help_text=_("Leave it empty for the e-mail address above."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": _("This is not a whole e-mail address. It looks like name@example.com.")},
    )
    privacy_url = _https(_("Your own privacy statement"), _("A web address. It comes beside our own explanation."))
    accessibility_url = _https(
        _("Your own accessibility statement"), _("A web address. It comes beside our own explanation.")
    )

    def clean_contact_phone(self) -> str:
        """As people write it, with spaces; but it has to be a number."""
        value: str = self.cleaned_data["contact_phone"]
        if value.strip():
            clean_phone(value)
        return tidy(value)

    def clean_sender_name(self) -> str:
        value: str = self.cleaned_data["sender_name"]
        if set(value) & set('<>@"'):
            raise forms.ValidationError(_("A name without < > @ and quotes, please: mail programs trip over those."))
        return value


class LogoForm(SettingsForm):
    names = ("logo", "logo_description")

    logo = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG, JPG or WEBP, at most 5 megabytes. We make it fit."),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        error_messages={"max_length": _("The name of this file is too long. Give it a shorter name.")},
    )
    logo_description = forms.CharField(
        label=_("What does the logo show?"),
        help_text=_("For people who cannot see it. For example: the tower of Tafeldam."),
        max_length=200,
        required=False,
    )
    remove = forms.BooleanField(label=_("Remove the logo"), required=False)

    def __init__(self, *args: Any, instance: Instance, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        if not instance.logo:
            del self.fields["remove"]

    def initial_of(self, instance: Instance) -> dict[str, Any]:
        return {"logo_description": instance.logo_description}

    def clean_logo(self) -> "ContentFile[bytes] | None":
        return pictures.cleaned(self.cleaned_data["logo"], pictures.rewrite_logo)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        comes = bool(data.get("logo")) or bool(self.instance.logo and not data.get("remove"))
        if comes and not data.get("logo_description") and "logo_description" not in self.errors:
            self.add_error("logo_description", _("Say in a few words what the logo shows."))
        if not comes and not data.get("remove") and "logo" not in self.errors:
            self.add_error("logo", _("Choose a file with the logo."))
        return data

    def values(self) -> dict[str, Any]:
        if self.cleaned_data["logo"]:
            return super().values()
        if self.cleaned_data.get("remove"):
            return {"logo": "", "logo_description": ""}
        return {"logo_description": self.cleaned_data["logo_description"]}


class ThemesForm(SettingsForm):
    names = ("themes",)

    themes = forms.MultipleChoiceField(
        label=_("Which themes can people choose?"),
        help_text=_("Choose none to offer all of them. An idea that has another theme already keeps it."),
        choices=Theme.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def initial_of(self, instance: Instance) -> dict[str, Any]:
        return {"themes": instance.themes or Theme.values}

    def clean_themes(self) -> list[str]:
        """In the fixed order; all of them is the same as none chosen."""
        chosen = [key for key in Theme.values if key in self.cleaned_data["themes"]]
        return [] if chosen == Theme.values else chosen


class ThresholdForm(SettingsForm):
    names = ("likes_threshold",)

    likes_threshold = forms.IntegerField(
        label=_("From how many likes do you want to hear of an idea?"),
        help_text=_("The idea then stands at your desk. Type 0 if you do not want that."),
        min_value=0,
        max_value=MOST_LIKES,
        error_messages={
            "required": _("Type a number. 0 is fine too."),
            "invalid": _("Type a whole number."),
            "min_value": _("Type 0 or more."),
            "max_value": _("Type at most %(limit_value)d."),
        },
    )

    def clean_likes_threshold(self) -> int:
        number: int = self.cleaned_data["likes_threshold"]
        if number and not switches.is_on(self.instance, Switch.LIKES):
            raise forms.ValidationError(
                _("Without likes the number of likes means nothing: make it 0, or turn likes on.")
            )
        return number


class LanguagesForm(SettingsForm):
    names = ("languages",)

    english = forms.BooleanField(
        label=_("The site is in English too"),
        help_text=_("Your own texts stay in Dutch. Dutch is always there."),
        required=False,
    )

    def initial_of(self, instance: Instance) -> dict[str, Any]:
        return {"english": "en" in instance.languages}

    def values(self) -> dict[str, Any]:
        return {"languages": ["nl", "en"] if self.cleaned_data["english"] else ["nl"]}


class PartsForm(SettingsForm):
    names = ("switches",)

    parts = forms.MultipleChoiceField(
        label=_("What can people do on the site?"),
        help_text=_("What is off has no links, and its pages say that it is not possible here."),
        choices=[(switch.value, label) for switch, label in LABELS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def initial_of(self, instance: Instance) -> dict[str, Any]:
        return {"parts": [switch.value for switch in switches.on(instance)]}

    def clean_parts(self) -> list[Switch]:
        chosen = [Switch(name) for name in self.cleaned_data["parts"]]
        found = switches.faults(chosen, likes_threshold=self.instance.likes_threshold)
        if found:
            raise forms.ValidationError([str(sentence) for sentence in found])
        return chosen

    def values(self) -> dict[str, Any]:
        return {"switches": switches.to_keep(self.cleaned_data["parts"])}


class NeighbourhoodsForm(TidyMixin):
    """Many at once, a line each."""

    names = LinesField(
        label=_("Which neighbourhoods do you want to add?"),
        help_text=_("One on each line, by the name that people use."),
        max_length=MOST_NEIGHBOURHOODS * (NEIGHBOURHOOD_LENGTH + 1),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Type at least one neighbourhood.")},
    )

    def clean_names(self) -> list[str]:
        lines = [tidy(line) for line in self.cleaned_data["names"].split("\n")]
        found = list({line.lower(): line for line in reversed(lines) if line}.values())[::-1]
        too_long = next((line for line in found if len(line) > NEIGHBOURHOOD_LENGTH), "")
        if too_long:
            raise forms.ValidationError(
                _("“%(name)s…” is too long. A name has at most %(most)d characters."),
                params={"name": too_long[:30], "most": NEIGHBOURHOOD_LENGTH},
            )
        if len(found) > MOST_NEIGHBOURHOODS:
            raise forms.ValidationError(
                _("These are more than %(most)d. Add them in two goes."), params={"most": MOST_NEIGHBOURHOODS}
            )
        return found


class RenameForm(TidyMixin):
    name = forms.CharField(
        label=_("Name of the neighbourhood"),
        max_length=NEIGHBOURHOOD_LENGTH,
        error_messages={"required": _("Type the name of the neighbourhood.")},
    )
    was = forms.CharField(widget=forms.HiddenInput, max_length=NEIGHBOURHOOD_LENGTH)


class AccentForm(forms.Form):
    """One colour: chosen, or typed when that is easier. What was typed wins."""

    typed = forms.CharField(
        label=_("Type the colour"),
        help_text=_("A number sign and six characters, for example #0b4a9e. Ask who made your house style."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    chosen = forms.CharField(
        label=_("Or choose it"),
        required=False,
        widget=forms.TextInput(attrs={"type": "color", "class": "at-color"}),
    )
    accent = ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        text = tidy(data.get("typed") or data.get("chosen") or "").lower()
        text = text if text.startswith("#") else f"#{text}"
        if len(text) == 4:
            text = "#" + "".join(digit * 2 for digit in text[1:])
        if derive.is_accent(text):
            self.accent = text
        elif "typed" not in self.errors:
            self.add_error("typed", _("This is not a colour as we know it. It looks like #0b4a9e."))
        return data


class TokensForm(forms.Form):
    file = forms.FileField(
        label=_("File with design tokens"),
        help_text=_("CSS or JSON, at most 300 kilobytes. Ask who made your house style."),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".css,.json,text/css,application/json"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty."),
            "max_length": _("The name of this file is too long. Give it a shorter name."),
        },
    )


class PublishForm(forms.Form):
    """Which draft was looked at, and which line of the history was read last."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=16)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
