"""Writing a work form: an own version of a national one, or one of the municipality itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.core.text import tidy
from ideas.forms import TidyMixin
from ideas.forms.base import LinesField
from tables.enums_work_forms import Phase
from tables.models import WorkForm
from tables.models.work_forms import (
    CONTENT,
    MOST_MINUTES,
    MOST_PEOPLE,
    MOST_STEPS,
    STEP_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
)

LABELS = {
    "phase": _("For which part of a meeting is it?"),
    "title": _("Name of the work form"),
    "goal": _("What is it good for?"),
    "smallest": _("With how many people at least?"),
    "largest": _("With how many people at most?"),
    "minutes": _("How many minutes does it take?"),
    "materials": _("What do you need?"),
    "steps": _("The steps"),
    "reading_tip": _("Tip for who reads with difficulty"),
    "everyone": _("How can everyone join in?"),
    "stalls": _("What do you do when it does not go well?"),
}
_TOO_LONG = _("Make it a little shorter: at most %(limit_value)d characters.")


def _text(name: str, hint: Any = "", *, missing: Any = "") -> forms.CharField:
    """Required when there is something to say of it that is missing."""
    return LinesField(
        label=LABELS[name],
        help_text=hint,
        max_length=TEXT_LENGTH,
        required=bool(missing),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing, "max_length": _TOO_LONG},
    )


def _number(name: str, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=LABELS[name],
        min_value=1,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 20, "autocomplete": "off"}),
        error_messages={
            "required": _("Type a number."),
            "invalid": _("Type a whole number."),
            "min_value": _("Type 1 or more."),
            "max_value": _("Type at most %(limit_value)d."),
        },
    )


class WorkFormForm(TidyMixin):
    """`seen` tells which line of its history was read last, 0 for none. A version has the phase of what it replaces."""

    phase = forms.ChoiceField(label=LABELS["phase"], choices=Phase.choices)
    title = forms.CharField(
        label=LABELS["title"],
        help_text=_("Short, so that people remember it."),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Give the work form a name."), "max_length": _TOO_LONG},
    )
    goal = _text(
        "goal", _("One or two sentences. Who chooses a work form reads this first."), missing=_("Say what for.")
    )
    smallest = _number("smallest", MOST_PEOPLE)
    largest = _number("largest", MOST_PEOPLE)
    minutes = _number("minutes", MOST_MINUTES)
    materials = _text("materials")
    steps = LinesField(
        label=LABELS["steps"],
        help_text=_(
            "Each step on a line of its own. Begin with a few words, the time and a colon. For example: A round (10 "
            "minutes): Everyone says their name."
        ),
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": _("Type at least one step.")},
    )
    reading_tip = _text(
        "reading_tip",
        _("How does somebody join in who cannot read or write well?"),
        missing=_("Say how somebody joins in who reads with difficulty."),
    )
    everyone = _text("everyone", _("Think of who is quiet, hears or sees badly, or uses a wheelchair."))
    stalls = _text("stalls")
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args: Any, start: WorkForm | None, seen: int, is_version: bool, **kwargs: Any) -> None:
        initial: dict[str, Any] = {name: getattr(start, name) for name in CONTENT} if start else {}
        if start:
            initial["steps"] = "\n".join(start.steps)
        kwargs.setdefault("initial", {**initial, "seen": seen})
        super().__init__(*args, **kwargs)
        if is_version:
            del self.fields["phase"]

    def clean_steps(self) -> list[str]:
        found = [line for line in map(tidy, self.cleaned_data["steps"].split("\n")) if line]
        if len(found) > MOST_STEPS:
            raise forms.ValidationError(
                _("These are %(n)d steps. Use at most %(most)d."), params={"n": len(found), "most": MOST_STEPS}
            )
        too_long = next((number for number, line in enumerate(found, 1) if len(line) > STEP_LENGTH), 0)
        if too_long:
            raise forms.ValidationError(
                _("Step %(n)d is too long. A step has at most %(most)d characters."),
                params={"n": too_long, "most": STEP_LENGTH},
            )
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        least, most = data.get("smallest"), data.get("largest")
        if least and most and most < least:
            self.add_error("largest", _("Type at least as many as in the field above."))
        return data

    def values(self) -> dict[str, Any]:
        """What to write, of a valid form; each text is one paragraph."""
        typed = {name: self.cleaned_data[name] for name in CONTENT if name in self.fields}
        return {name: tidy(value) if isinstance(value, str) else value for name, value in typed.items()}


def said(name: str, value: Any) -> str:
    """A value in words, whole."""
    if name == "phase":
        return str(Phase(value).label)
    return "\n\n".join(value) if name == "steps" else str(value)
