"""Forms of the desk of a municipality. They validate and normalise; nothing else."""

import re
from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock
from ideas.enums import TalkWay
from ideas.forms import PlaceMixin, TidyMixin
from ideas.models import NOTE_LENGTH, REASON_LENGTH, Idea, Talk
from municipalities.models import Municipality

_SUBJECT = re.compile(r"([a-z]{1,12}):(\d{1,18})", re.ASCII)
_AS_READ = re.compile(r"(\d{1,18})-(\d{1,18})", re.ASCII)
NOTHING_CHOSEN = _("Choose at least one line first.")
MINUTES = (15, 30, 45, 60, 90)


class ManyField(forms.Field):
    """Several values of one name, each of which matches a pattern with a word or number and a number."""

    widget = forms.MultipleHiddenInput

    def __init__(self, pattern: re.Pattern[str], **kwargs: Any) -> None:
        super().__init__(error_messages={"required": NOTHING_CHOSEN}, **kwargs)
        self.pattern = pattern

    def to_python(self, value: Any) -> list[tuple[Any, int]]:
        matches = [self.pattern.fullmatch(text) for text in value or []]
        return [(_number(match[1]), int(match[2])) for match in matches if match]


def _number(text: str) -> str | int:
    return int(text) if text.isdigit() else text


class ChosenForm(forms.Form):
    """Lines of the inbox, and what to do with them."""

    TAKE, GIVE_BACK, READ, PUBLISH = "pak", "leg-terug", "gelezen", "plaats"

    regel = ManyField(_SUBJECT)
    doe = forms.ChoiceField(
        choices=[(value, value) for value in (TAKE, GIVE_BACK, READ, PUBLISH)],
        error_messages={
            "required": _("Choose what has to happen with these lines."),
            "invalid_choice": _("Choose what has to happen with these lines."),
        },
    )


class PublishManyForm(forms.Form):
    """The ideas that were confirmed, each with how far somebody had read."""

    idee = ManyField(_AS_READ)


class NoteForm(TidyMixin):
    text = forms.CharField(
        label=_("Note"),
        help_text=_("Only the desk reads this. The idea pinner finds it when they download their data."),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first.")},
    )


class TalkForm(TidyMixin):
    """When and where to talk with a pinner. `mark` says how often it had been changed when this was opened."""

    way = forms.ChoiceField(
        label=_("How do you talk?"),
        choices=TalkWay.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you talk.")},
    )
    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("This is not a day. Write it like 2026-09-30."),
        },
    )
    at = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Choose a time."), "invalid": _("This is not a time. Write it like 14:30.")},
    )
    minutes = forms.TypedChoiceField(
        label=_("How many minutes?"), choices=[(n, str(n)) for n in MINUTES], coerce=int, initial=45
    )
    where = forms.CharField(
        label=_("Where?"),
        help_text=_("The address, or the link to the video call. When you ring, you may leave it empty."),
        max_length=300,
        required=False,
    )
    note = forms.CharField(
        label=_("A word to the idea pinner"),
        help_text=_("It comes into the mail."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    mark = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(self, *args: Any, talk: Talk | None = None, **kwargs: Any) -> None:
        if talk is not None:
            starts = timezone.localtime(talk.starts_at)
            names = ("way", "minutes", "where", "note")
            told = {name: getattr(talk, name) for name in names}
            kwargs["initial"] = {**told, "day": starts.date(), "at": starts.time(), "mark": talk.changes}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        way, where = data.get("way"), data.get("where", "")
        if way == TalkWay.PLACE and not where:
            self.add_error("where", _("Say where you meet."))
        if way == TalkWay.LINK and not where.startswith("https://"):
            self.add_error("where", _("Paste the link to the video call. It begins with https://."))
        if data.get("day") and data.get("at"):
            self._check_moment(data["day"], data["at"])
        return data

    def _check_moment(self, day: Any, at: time) -> None:
        self.starts_at = timezone.make_aware(datetime.combine(day, at))
        if self.starts_at < clock.now() - timedelta(hours=1):
            self.add_error("day", _("This moment has been. Choose one to come."))

    def when(self) -> dict[str, Any]:
        """What a valid form says, for the service."""
        names = ("way", "minutes", "where", "note")
        return {**{name: self.cleaned_data[name] for name in names}, "starts_at": self.starts_at}


class MarkForm(TidyMixin):
    """How often a conversation had been changed when the form was opened."""

    mark = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class TalkOffForm(MarkForm):
    text = forms.CharField(
        label=_("Why does it not go on?"),
        help_text=_("The idea pinner gets this by mail."),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write it in words: the person reads exactly this.")},
    )


class TalkHeldForm(MarkForm):
    text = forms.CharField(
        label=_("What came of it?"),
        help_text=_("Only the desk reads this. The idea pinner finds it when they download their data."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ReasonField(forms.CharField):
    """Why something is proposed, for the people who have to say yes."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Why do you propose this?"),
            help_text=_("The idea pinner reads this. Write it in plain words, without names."),
            max_length=REASON_LENGTH,
            widget=forms.Textarea(attrs={"rows": 5}),
            error_messages={"required": _("Say why: without a reason nobody can say yes.")},
        )


class MergeForm(TidyMixin):
    """Which of two ideas goes on, and why."""

    stays = forms.TypedChoiceField(
        label=_("Which idea stays?"),
        help_text=_("Its pinner stays the owner. The other idea becomes part of it."),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which idea stays.")},
    )
    reason = ReasonField()

    def __init__(self, *args: Any, pair: tuple[Idea, Idea], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair = sorted(pair, key=lambda idea: (not idea.is_public, idea.submitted_at or clock.now(), idea.pk))
        field = self.fields["stays"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(idea.pk, idea.title) for idea in self.pair]
            field.initial = self.pair[0].pk

    def numbers(self) -> dict[str, int]:
        """Of a valid form: which one stays, and which one goes."""
        stays = self.cleaned_data["stays"]
        goes = next(idea.pk for idea in self.pair if idea.pk != stays)
        return {"stays_id": stays, "goes_id": goes}


class PassOnForm(PlaceMixin):
    """Where an idea belongs, and why. A place that lies in several municipalities asks which one."""

    where = forms.CharField(
        label=_("Postcode, place or municipality"),
        help_text=_("Where does the idea belong?"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the postcode, or the name of the place.")},
    )
    municipality = forms.ChoiceField(
        label=_("In which municipality is that?"), required=False, widget=forms.RadioSelect
    )
    reason = ReasonField()

    _own: ClassVar[Any] = _("The idea lies in this municipality already. Choose another one.")

    def __init__(self, *args: Any, source: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source

    def clean_where(self) -> str:
        text: str = self.cleaned_data["where"]
        found = self.look_up(text).municipalities
        field = self.fields["municipality"]
        if len(found) > 1 and isinstance(field, forms.ChoiceField):
            field.choices = [(each.code, each.name) for each in found]
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.asks_municipality and not data.get("municipality") and "municipality" not in self.errors:
            self.add_error("municipality", _("This lies in more than one municipality. Choose one."))
        elif self.found is not None and "municipality" not in self.errors and self.target() == self.source:
            self.add_error("where", self._own)
        return data

    @property
    def asks_municipality(self) -> bool:
        return self.found is not None and len(self.found.municipalities) > 1

    def target(self) -> Municipality:
        """The municipality of a form in which a place was found."""
        if self.found is None:
            raise ValueError("target() needs a place")
        code = self.cleaned_data.get("municipality")
        return next((one for one in self.found.municipalities if one.code == code), self.found.municipalities[0])
