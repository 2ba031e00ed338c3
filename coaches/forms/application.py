"""Becoming a coach, in plain language."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User, normalise_email
from coaches.forms.moments import MomentsMixin
from coaches.models import APPLICATION_LENGTH
from ideas.enums import Theme
from ideas.forms import EMAIL_ERRORS, clean_phone
from ideas.forms.base import LinesField


class ApplyForm(MomentsMixin):
    """The address is asked of whoever is not signed in."""

    name = forms.CharField(
        label=_("What is your name?"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name.")},
    )
    email = forms.EmailField(
        label=_("What is your e-mail address?"),
        help_text=_("We send a code to it, and later the answer."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages=EMAIL_ERRORS,
    )
    phone = forms.CharField(
        label=_("What is your phone number?"),
        help_text=_("Only if you like to be called."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    why = LinesField(
        label=_("Why do you want to become a coach?"),
        help_text=_("A few sentences are enough. Tell who you are, and what you like to do with people."),
        max_length=APPLICATION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Tell in a few sentences why you want to become a coach.")},
    )
    themes = forms.MultipleChoiceField(
        label=_("Which themes suit you?"), choices=Theme.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user is not None:
            del self.fields["email"]
        self.order_fields(["name", "email", "phone", "why", "themes", "moments"])

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])

    def clean_phone(self) -> str:
        text = self.cleaned_data["phone"]
        return clean_phone(text) if text.strip() else ""

    def typed(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "phone", "why", "themes", "moments")}
