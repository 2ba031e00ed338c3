"""Forms about people."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.accounts import places
from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.accounts.models import User, normalise_email
from aantafel.core.text import tidy
from municipalities.models import Municipality


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("This is not a whole e-mail address. It looks like name@example.com."),
        },
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])


class CodeForm(forms.Form):
    """Six digits; spaces, dashes and other signs that come along with copying are ignored."""

    code = forms.CharField(
        label=_("The six digits from the mail"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}),
        error_messages={"required": _("Type the six digits from the mail.")},
    )

    def clean_code(self) -> str:
        digits = re.sub(r"\D", "", self.cleaned_data["code"])
        if len(digits) != 6:
            raise forms.ValidationError(_("The code has six digits. Look at the mail again."))
        return digits


class EraseForm(forms.Form):
    """What is to happen with ideas on the site, and a tick so that nobody erases by mistake."""

    ideas = forms.ChoiceField(
        label=_("What happens with your ideas that are on the site?"),
        choices=[
            ("keep", _("They stay, without my name, role and interest")),
            ("erase", _("They go off the site too, with their tables")),
        ],
        initial="keep",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens with your ideas.")},
    )
    sure = forms.BooleanField(
        label=_("I am sure. This cannot be undone."),
        error_messages={"required": _("Tick this if you are sure.")},
    )


class DetailsForm(forms.Form):
    """What somebody tells about themselves; only the four digits of a postcode are kept."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name. You choose below who may see it.")},
    )
    name_display = forms.ChoiceField(
        label=_("What may others see of your name?"), choices=NameDisplay.choices, widget=forms.RadioSelect
    )
    capacity = forms.ChoiceField(
        label=_("In which capacity do you usually take part?"),
        choices=Capacity.choices,
        widget=forms.RadioSelect,
    )
    home = forms.CharField(
        label=_("Your postcode or place"),
        help_text=_("Of a postcode we keep only the four digits."),
        max_length=100,
        error_messages={"required": _("Type the postcode or place where you live.")},
    )
    work = forms.CharField(
        label=_("Where do you work?"),
        help_text=_("A municipality or place. Leave it empty if you would rather not say."),
        max_length=100,
        required=False,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _details_of(user))
        super().__init__(*args, **kwargs)
        self.user, self.home_postcode = user, user.home_postcode

    def clean_name(self) -> str:
        return tidy(self.cleaned_data["name"])

    def clean_home(self) -> Municipality:
        municipality, found = places.one(self.cleaned_data["home"], usual=self.user.home_municipality)
        self.home_postcode = found.postcode
        return municipality

    def clean_work(self) -> Municipality | None:
        if not self.cleaned_data["work"].strip():
            return None
        return places.one(self.cleaned_data["work"], usual=self.user.work_municipality)[0]


def _details_of(user: User) -> dict[str, Any]:
    return {
        "name": user.name,
        "name_display": user.name_display,
        "capacity": user.capacity,
        "home": user.home_postcode or (user.home_municipality.name if user.home_municipality else ""),
        "work": user.work_municipality.name if user.work_municipality else "",
    }
