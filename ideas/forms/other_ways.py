"""Other ways in: being called back, and a problem instead of an idea."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.core.text import shorten
from ideas import problem_help
from ideas.forms.base import LinesField, PlaceMixin, TidyMixin
from ideas.models import SKETCH_LENGTH, TITLE_LENGTH

ANSWER_LENGTH = (SKETCH_LENGTH - len("\n\n")) // 2  # two answers and the empty line between them fit in one field


def clean_phone(value: str) -> str:
    """Digits with an optional plus in front; raises ValidationError when it cannot be a phone number."""
    plus = "+" if value.strip().startswith(("+", "00")) else ""
    digits = re.sub(r"\D", "", value)
    if plus and value.strip().startswith("00"):
        digits = digits[2:]
    if not 9 <= len(digits) <= 15 or re.search(r"[A-Za-z]", value):
        raise forms.ValidationError(_("This is not a whole phone number. It has ten digits, like 06 12 34 56 78."))
    return plus + digits


class CallBackForm(PlaceMixin):
    """A phone number instead of an e-mail address."""

    name = forms.CharField(
        label=_("What is your name?"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name.")},
    )
    phone = forms.CharField(
        label=_("At which phone number can we call you?"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Type your phone number.")},
    )
    place = forms.CharField(
        label=_("What is your postcode or place?"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    when = forms.CharField(
        label=_("When is a good time to call?"),
        help_text=_("For example: on weekdays after four o'clock."),
        max_length=200,
        required=False,
    )
    text = LinesField(
        label=_("Is there something that you want to tell already?"),
        max_length=SKETCH_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean_place(self) -> str:
        text = self.cleaned_data["place"]
        return self.look_up(text).postcode if text.strip() else ""


class ProblemForm(TidyMixin):
    """A problem may come in too; a few friendly questions help to turn it into an idea. Only the first is needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in problem_help.QUESTIONS:
            self.fields[question.key] = LinesField(
                label=str(question.question),
                help_text=str(question.hint),
                max_length=ANSWER_LENGTH,
                required=question.key == "now",
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": _("Tell in a few words what bothers you.")},
            )

    def title(self) -> str:
        """The beginning of an idea: the small step, or else what would be better, or else the problem."""
        data = self.cleaned_data
        return shorten(data["step"] or data["better"] or data["now"], TITLE_LENGTH)

    def story(self) -> str:
        return "\n\n".join(part for part in (self.cleaned_data["now"], self.cleaned_data["better"]) if part)

    def people(self) -> str:
        return "\n\n".join(part for part in (self.cleaned_data["others"], self.cleaned_data["together"]) if part)
