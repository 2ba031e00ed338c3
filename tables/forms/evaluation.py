"""Forms for looking back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aantafel.core.widgets import ExplainedRadios
from ideas.forms import TidyMixin
from ideas.forms.base import LinesField
from tables.enums import Aim, WordKind
from tables.forms.fields import SHORTER, long_text
from tables.models import SurveyPass
from tables.models.evaluation import AIM_LENGTH, TEXT_LENGTH
from tables.models.table import NOTE_LENGTH
from tables.shown.evaluation import QUESTIONS, STATEMENTS, WORDS
from tables.shown.survey import WORDS as ORDER

NUMBER = {"invalid": _("Type a number, for example 12 or 3,5."), "max_digits": _("That number is too large.")}


class SurveyForm(TidyMixin):
    """Six statements with five words each, and two open questions. Nothing but the statements has to be answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for aim in Aim:
            self.fields[aim.value] = forms.ChoiceField(
                label=str(STATEMENTS[aim]),
                choices=[(str(word), WORDS[word]) for word in ORDER],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Choose a word. You can also say that you do not know."),
                    "invalid_choice": _("Choose one of the words."),
                },
            )
        self.fields["went_well"] = long_text(_("What went well?"), most=TEXT_LENGTH)
        self.fields["better"] = long_text(_("What should be better next time?"), most=TEXT_LENGTH)

    def answers(self) -> dict[str, Any]:
        data = self.cleaned_data
        scores = {aim.value: int(data[aim.value]) for aim in Aim}
        return {**scores, "went_well": data["went_well"], "better": data["better"]}


class TypeForm(SurveyForm):
    """A survey on paper, typed over. Whose it is only keeps anybody from being counted twice."""

    def __init__(self, *args: Any, people: Sequence[tuple[SurveyPass, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ChoiceField(
            label=_("Whose paper is it?"),
            help_text=_("Only so that nobody counts twice. It is not kept with the answers."),
            choices=[("", _("Choose somebody")), *((str(one.pk), label) for one, label in people)],
            error_messages={
                "required": _("Choose whose paper it is."),
                "invalid_choice": _("Choose somebody who has not answered yet."),
            },
        )
        self.order_fields(["person"])


class EffectForm(TidyMixin):
    """`seen` is when the effect had been changed last, when the form was opened."""

    text = forms.CharField(
        label=_("What changed?"),
        help_text=_("One thing. For example: more neighbours know each other."),
        max_length=300,
        error_messages={"required": _("Write in one sentence what changed."), **SHORTER},
    )
    whom = forms.CharField(
        label=_("For whom?"),
        help_text=_("For example: the people of the Molenstraat."),
        max_length=200,
        required=False,
        error_messages=SHORTER,
    )
    known_by = forms.CharField(
        label=_("How do you know?"),
        help_text=_("For example: we counted it, or six people told us."),
        max_length=300,
        required=False,
        error_messages=SHORTER,
    )
    before = forms.DecimalField(
        label=_("Figure before"),
        help_text=_("Only if you have a figure."),
        max_digits=12,
        decimal_places=2,
        required=False,
        localize=True,
        error_messages=NUMBER,
    )
    after = forms.DecimalField(
        label=_("Figure after"),
        max_digits=12,
        decimal_places=2,
        required=False,
        localize=True,
        error_messages=NUMBER,
    )
    unit = forms.CharField(
        label=_("Of what is the figure?"),
        help_text=_("For example: visitors a week, or euros a year."),
        max_length=60,
        required=False,
        error_messages=SHORTER,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        has_figure = data.get("before") is not None or data.get("after") is not None
        if has_figure and not data.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("Say of what the figure is, so that everyone understands it."))
        return data

    def values(self) -> dict[str, Any]:
        names = ("text", "whom", "known_by", "unit", "before", "after")
        return {name: self.cleaned_data[name] for name in names}


class AimsForm(TidyMixin):
    """`seen` is when this had been changed last, when the form was opened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for aim in Aim:
            self.fields[aim.value] = long_text(aim.label, QUESTIONS[aim], rows=2, most=AIM_LENGTH)
        hint = _("What would you do the same way, and what not? Others learn from that.")
        self.fields["lessons"] = long_text(_("What did you learn?"), hint, rows=6, most=TEXT_LENGTH)
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False)

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.fields if name != "seen"}


class OutcomeForm(TidyMixin):
    kind = forms.ChoiceField(
        label=_("What happens now?"),
        choices=[
            (one.value, one.label) for one in (WordKind.FINISH, WordKind.UPKEEP, WordKind.END, WordKind.NEW_ROUND)
        ],
        widget=ExplainedRadios(
            hints={
                WordKind.FINISH.value: _("What you made stays. The table has done its work, and is finished."),
                WordKind.UPKEEP.value: _("Other people look after it from now on. Tell who. The table is finished."),
                WordKind.END.value: _("You do not go on with it. Tell why. The table is finished."),
                WordKind.NEW_ROUND.value: _("You ask people again, and go through the steps once more from step 3."),
            }
        ),
        error_messages={"required": _("Choose what happens now.")},
    )
    reason = LinesField(
        label=_("Tell something with it"),
        help_text=_(
            "Needed when others look after it, or when it ends: who does it from now on, or why? Everyone can read it."
        ),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=SHORTER,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if (
            data.get("kind") in (WordKind.UPKEEP, WordKind.END)
            and not data.get("reason")
            and "reason" not in self.errors
        ):
            self.add_error("reason", _("Write in one or two sentences why, or who does it from now on."))
        return data
