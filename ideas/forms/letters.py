"""Taking over an idea with the code of a letter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import normalise_email
from ideas.forms.base import EMAIL_ERRORS, TidyMixin


class LetterCodeForm(TidyMixin):
    """Eight letters and figures; capitals, spaces and dashes do not matter."""

    code = forms.CharField(
        label=_("The code from the letter"),
        help_text=_("It has eight letters and figures, like CDFG 3467. Capitals and spaces do not matter."),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "at-code-input",
            }
        ),
        error_messages={"required": _("Type the code that is in the letter.")},
    )


class LetterEmailForm(TidyMixin):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a code of six digits to it. After that the idea is yours."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages=EMAIL_ERRORS,
    )

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])
