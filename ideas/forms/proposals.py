"""Yes or no to what a desk proposes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ideas.enums import YesNo


class AnswerForm(forms.Form):
    """Two buttons: each sends its own value."""

    says = forms.ChoiceField(
        choices=YesNo.choices,
        error_messages={
            "required": _("Choose yes or no."),
            "invalid_choice": _("Choose yes or no."),
        },
    )
