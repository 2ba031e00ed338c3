"""Saying something below an idea, changing it, disagreeing with its hiding, and reporting what others said."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.accounts.models import normalise_email
from ideas.enums import ReportWhy
from ideas.forms.base import EMAIL_ERRORS, LinesField, TidyMixin
from ideas.models import REACTION_LENGTH, REPORT_LENGTH

OBJECTION_LENGTH = 1000


def _said(label: Any) -> LinesField:
    return LinesField(
        label=label,
        max_length=REACTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Type what you want to say."),
            "max_length": _("Make it a little shorter: at most %(limit_value)d characters."),
        },
    )


class ReactionForm(TidyMixin):
    """For somebody we know."""

    text = _said(_("What do you want to say?"))
    capacity = forms.ChoiceField(
        label=_("In what capacity do you say this?"),
        help_text=_("This is your capacity. Everyone sees it."),
        choices=Capacity.choices,
        initial=Capacity.RESIDENT,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )


class VisitorReactionForm(ReactionForm):
    """For somebody who is not signed in. How the name shows counts for a new person; a known one keeps their choice."""

    name = forms.CharField(
        label=_("What is your name?"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": _("Type your name.")},
    )
    name_display = forms.ChoiceField(
        label=_("What may others see of your name?"),
        choices=NameDisplay.choices,
        initial=NameDisplay.HIDDEN,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    email = forms.EmailField(
        label=_("What is your e-mail address?"),
        help_text=_("We send you a code. Nobody else sees your address."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages=EMAIL_ERRORS,
    )
    field_order = ("text", "capacity", "name", "name_display", "email")

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])


class ChangeReactionForm(TidyMixin):
    text = _said(_("What do you want to say?"))


class ObjectionForm(TidyMixin):
    text = LinesField(
        label=_("Why do you see it differently?"),
        max_length=OBJECTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Type why you see it differently.")},
    )


class ReportForm(TidyMixin):
    """Needs no account; the address is only for the decision."""

    why = forms.ChoiceField(
        label=_("What is wrong with this reaction?"),
        choices=ReportWhy.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong with it.")},
    )
    text = LinesField(
        label=_("Do you want to explain it?"),
        max_length=REPORT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    email = forms.EmailField(
        label=_("What is your e-mail address?"),
        help_text=_("Then you hear what we decide. The writer of the reaction does not see who reported it."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages=EMAIL_ERRORS,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("why") == ReportWhy.OTHER and not data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Say in a few words what is wrong with it."))
        return data
