"""Forms of the desk about coaches. They validate and normalise; nothing else."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock
from coaches.enums import Daypart, Language
from coaches.matching import MOST_WEIGHT, Part
from coaches.models import APPLICATION_LENGTH, MESSAGE_LENGTH, CoachProfile
from coaches.services import weights as service
from coaches.services.matches import BadDay, usual_answer_day
from coaches.services.profiles import TRAINING
from coaches.words import HELP, NAMES
from ideas.forms import TidyMixin
from ideas.forms.base import LinesField

BAD_DAY = {"invalid": _("Choose a whole date, like 31-12-2027."), "required": _("Choose a day.")}


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget, error_messages=BAD_DAY)


def lines_field(label: Any, *, missing: Any = "", help_text: Any = "", rows: int = 4) -> LinesField:
    """Required when there is a sentence for whoever leaves it empty."""
    return LinesField(
        label=label,
        help_text=help_text,
        max_length=min(MESSAGE_LENGTH, APPLICATION_LENGTH),
        required=bool(missing),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing} if missing else None,
    )


class WishForm(forms.Form):
    """What the desk asks of a coach besides what the idea says; in the address."""

    taal = forms.ChoiceField(
        label=_("Which language?"), choices=[("", _("As the idea says")), *Language.choices], required=False
    )
    wanneer = forms.MultipleChoiceField(
        label=_("When has the pinner time?"),
        choices=Daypart.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def language(self) -> str:
        return self.cleaned_data.get("taal", "") if self.is_valid() else ""

    def dayparts(self) -> frozenset[str]:
        return frozenset(self.cleaned_data.get("wanneer", ())) if self.is_valid() else frozenset()


class AskForm(TidyMixin):
    """The question to a coach. `note` is asked when the desk does not take who comes first."""

    message = lines_field(_("What do you write to the coach?"), missing=_("Write a few words to the coach."), rows=6)
    answer_by = day_field(_("Answer on or before"), help_text=_("A reminder goes out halfway, and on the last day."))
    note = lines_field(
        _("Why this coach, and not who comes first?"),
        help_text=_("Only the desk reads this."),
        missing=_("Say in a few words why you choose this coach."),
        rows=2,
    )

    def __init__(self, *args: Any, asks_note: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer_by"].initial = usual_answer_day
        if not asks_note:
            del self.fields["note"]

    def clean_answer_by(self) -> date:
        day: date = self.cleaned_data["answer_by"]
        if day <= clock.today():
            raise forms.ValidationError(str(BadDay.default))
        return day


class WordsForm(TidyMixin):
    text = lines_field(_("What do you write to the coach?"), missing=_("Write a few words to the coach."), rows=3)


class TakeBackForm(TidyMixin):
    reason = lines_field(_("Why do you take it back?"), help_text=_("The coach gets this by mail."), rows=2)


class EndForm(TidyMixin):
    reason = lines_field(
        _("Why does it end?"),
        help_text=_("The coach and the idea pinner get this by mail."),
        missing=_("Say in a few words why it ends."),
        rows=2,
    )


class TrainingForm(TidyMixin):
    first_day_on = day_field(_("First day of the training"), required=False)
    first_day_trainer = forms.CharField(label=_("With which trainer?"), max_length=100, required=False)
    second_day_on = day_field(_("Second day of the training"), required=False)
    second_day_trainer = forms.CharField(label=_("With which trainer?"), max_length=100, required=False)

    def __init__(self, data: Any = None, *, profile: CoachProfile) -> None:
        super().__init__(data, initial={name: getattr(profile, name) for name in TRAINING})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, second = data.get("first_day_on"), data.get("second_day_on")
        if first is not None and second is not None and second <= first:
            self.add_error("second_day_on", _("The second day comes after the first."))
        return data


class WeightsForm(forms.Form):
    """A number for each part of a score."""

    def __init__(self, data: Any = None, *, weights: dict[Part, int]) -> None:
        super().__init__(data)
        bounds = {"min_value": str(service.OutOfBounds.default), "max_value": str(service.OutOfBounds.default)}
        missing = {"required": str(service.OutOfBounds.default), "invalid": str(service.OutOfBounds.default)}
        for part in Part:
            self.fields[part.value] = forms.IntegerField(
                label=str(NAMES[part]),
                help_text=str(HELP[part]),
                min_value=0,
                max_value=MOST_WEIGHT,
                initial=weights[part],
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages=bounds | missing,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if len(data) == len(Part) and not any(data.values()):
            raise forms.ValidationError(str(service.NothingCounts.default))
        return data

    def chosen(self) -> dict[Part, int]:
        return {part: self.cleaned_data[part.value] for part in Part}


class TalkForm(TidyMixin):
    day = day_field(_("Which day?"))
    at = forms.TimeField(
        label=_("What time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Choose a time."), "invalid": _("Choose a whole time, like 19:30.")},
    )
    where = forms.CharField(
        label=_("Where, or how?"),
        help_text=_("For example: in the library, or by phone."),
        max_length=200,
        error_messages={"required": _("Say where it is, or how.")},
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < clock.today():
            raise forms.ValidationError(_("This day has passed. Choose another."))
        return day

    def talk_at(self) -> datetime:
        at: time = self.cleaned_data["at"]
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], at))


class NoteForm(TidyMixin):
    note = lines_field(
        _("Note"), help_text=_("Only the desk reads this. The person gets it when they ask what we keep about them.")
    )


class RefuseForm(TidyMixin):
    reason = lines_field(
        _("Why not?"),
        help_text=_("The person gets this by mail, just as you write it."),
        missing=_("Write it in words: the person reads exactly this."),
    )
