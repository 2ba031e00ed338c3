"""Liking: who you are, for somebody who is not signed in; and where you live, when we do not know."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.accounts import places
from aantafel.accounts.models import normalise_email
from ideas.forms.base import EMAIL_ERRORS, TidyMixin
from municipalities.lookup import Lookup
from municipalities.models import Municipality


class WherePlaceMixin(TidyMixin):
    """A postcode or place that leads to one municipality: `municipality` and `postcode` of a valid form.

    In doubt, the idea's own (`usual`) is taken when it is among those that are meant.
    """

    usual: Municipality | None = None
    municipality: Municipality | None = None
    looked_up: Lookup | None = None

    def clean_place(self) -> str:
        text: str = self.cleaned_data["place"]
        self.municipality, self.looked_up = places.one(text, usual=self.usual)
        return self.looked_up.postcode or text

    @property
    def postcode(self) -> str:
        return self.looked_up.postcode if self.looked_up else ""


def place_field() -> forms.CharField:
    return forms.CharField(
        label=_("What is your postcode or place?"),
        help_text=_("Then we know whether you live in this municipality. Of a postcode we keep only the four digits."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "spellcheck": "false"}),
        error_messages={"required": _("Type your postcode, or the name of your place.")},
    )


def email_field() -> forms.EmailField:
    return forms.EmailField(
        label=_("What is your e-mail address?"),
        help_text=_("We send you a code. So we know that you count once."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages=EMAIL_ERRORS,
    )


class UpdatesMixin(forms.Form):
    updates = forms.BooleanField(label=_("Mail me what becomes of this idea, at most once a week."), required=False)


class LikeForm(WherePlaceMixin, UpdatesMixin):
    """For somebody who is not signed in."""

    email = email_field()
    place = place_field()
    field_order = ("email", "place", "updates")

    def __init__(self, *args: Any, usual: Municipality | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual = usual

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])


class SignedInLikeForm(WherePlaceMixin, UpdatesMixin):
    """For somebody we know; the place only when we do not know where they live."""

    place = place_field()
    field_order = ("place", "updates")

    def __init__(self, *args: Any, usual: Municipality | None, knows_place: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual = usual
        if knows_place:
            del self.fields["place"]
