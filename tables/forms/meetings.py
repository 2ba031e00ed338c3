"""Planning, changing and calling off a meeting. They validate and normalise; nothing else."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aantafel.core.widgets import ExplainedRadios
from ideas.forms import TidyMixin
from ideas.forms.base import LinesField
from municipalities.models import Municipality
from tables import work_forms
from tables.enums import MeetingPurpose
from tables.meetings import agendas
from tables.models import AgendaPart, Meeting, Table, WorkForm
from tables.models.agenda import NOTE_LENGTH
from tables.models.agenda import TITLE_LENGTH as PART_LENGTH
from tables.models.meetings import BRING_LENGTH, TEXT_LENGTH

DATE, POLL = "date", "poll"
LENGTHS = (30, 45, 60, 90, 120, 150, 180, 240)
MOST_PEOPLE = 999
LANGUAGES = (("nl", _("Dutch")), ("en", _("English")))
KNOWN = (
    ("", pgettext_lazy("of a place", "I do not know")),
    ("yes", pgettext_lazy("of a place", "Yes")),
    ("no", pgettext_lazy("of a place", "No")),
)
AS_KNOWN = {None: "", True: "yes", False: "no"}
FROM_KNOWN = {text: value for value, text in AS_KNOWN.items()}
ACCESS = ("has_step_free", "has_toilet", "has_hearing_loop")
DATE_INVALID = _("This is not a day. Write it like 2026-09-30.")
TIME_INVALID = _("This is not a time. Write it like 19:30.")


def day_field(**more: Any) -> forms.DateField:
    return forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day."), "invalid": DATE_INVALID},
        **more,
    )


def time_field(**more: Any) -> forms.TimeField:
    return forms.TimeField(
        label=_("From what time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Choose a time."), "invalid": TIME_INVALID},
        **more,
    )


class WorkFormMixin(TidyMixin):
    """A work form of the library that the table's municipality has. One that was chosen before stays a choice."""

    work_form = forms.TypedChoiceField(label=_("Work form"), required=False, coerce=int, empty_value=None)

    def offer_forms(self, municipality: Municipality, chosen: WorkForm | None) -> None:
        self._municipality, self._keep = municipality, chosen.pk if chosen else None
        field = self.fields["work_form"]
        if isinstance(field, forms.ChoiceField):
            options = work_forms.as_options(work_forms.choices_for(municipality, keep=self._keep))
            field.choices = [("", _("None")), *options]
        self.initial["work_form"] = self._keep

    def work_form_chosen(self) -> WorkForm | None:
        """Of a valid form."""
        number = self.cleaned_data["work_form"]
        return work_forms.get(self._municipality, number, keep=self._keep) if number else None


def known_field(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=KNOWN, required=False, widget=forms.RadioSelect)


class PlaceMixin(WorkFormMixin):
    """Where it is, how one gets in, and for how many."""

    place = forms.CharField(
        label=_("Name of the place"),
        help_text=_("For example: the library, or at the kitchen table of Fatma. Leave it empty for a meeting online."),
        max_length=150,
        required=False,
    )
    address = forms.CharField(
        label=_("Address"), help_text=_("Street, number and town."), max_length=200, required=False
    )
    directions = LinesField(
        label=_("How do people get there?"),
        help_text=_("The bus stop, where to park a bicycle, which door. Everyone can read this."),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    has_step_free = known_field(_("Can people get in without steps?"))
    has_toilet = known_field(_("Is there a toilet for wheelchair users?"))
    has_hearing_loop = known_field(_("Is there a hearing loop?"))
    link = forms.URLField(
        label=_("Link, for who comes online"),
        help_text=_("The address of the video call. It begins with https://. Everyone can read it."),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Paste the link to the video call. It begins with https://.")},
    )
    size = forms.IntegerField(
        label=_("How many people can come at most?"),
        help_text=_("Leave it empty when there is room for everyone."),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages={
            "invalid": _("Type a whole number, like 20."),
            "min_value": _("Type a number from 1, or leave it empty."),
            "max_value": _("Type a number up to 999, or leave it empty."),
        },
    )
    is_open = forms.BooleanField(
        label=_("Everyone may sign up for it on the site"),
        help_text=_("Without this mark only who was invited comes. The meeting is on the site all the same."),
        required=False,
        initial=True,
    )
    language = forms.ChoiceField(label=_("In which language is it?"), choices=LANGUAGES, initial="nl")
    bring = forms.CharField(
        label=_("What do people bring?"),
        help_text=_("For example: something to write with, a picture of the square. It comes into the reminder."),
        max_length=BRING_LENGTH,
        required=False,
    )
    preparation = LinesField(
        label=_("What has to be prepared?"),
        help_text=_("Only who organises this table reads it, and who leads the meeting."),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def tells_of_place(self) -> bool:
        """Whether there is something to see among what is folded at first."""
        return self._tells(("directions", *ACCESS))

    @property
    def tells_of_preparation(self) -> bool:
        return self._tells(("work_form", "bring", "preparation"))

    def _tells(self, names: Iterable[str]) -> bool:
        return any(self[name].errors or self[name].value() for name in names)

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise forms.ValidationError(_("Paste the link to the video call. It begins with https://."))
        return link

    def details(self) -> dict[str, Any]:
        """What a valid form says, for the service."""
        data = self.cleaned_data
        names = ("place", "address", "directions", "link", "is_open", "language", "bring", "preparation", "title")
        found = {name: data[name] for name in (*names, "minutes") if name in data}
        found["work_form"] = self.work_form_chosen()
        return {**found, "size": data["size"] or 0, **{name: FROM_KNOWN[data[name]] for name in ACCESS}}


class WhenMixin(TidyMixin):
    """A day and a time, which have not been."""

    starts_at: datetime | None = None

    def take_moment(self, day: date | None, at: time | None) -> None:
        if day and at:
            self.starts_at = timezone.make_aware(datetime.combine(day, at))


NO_TITLE = _("Give this meeting a title.")


def minutes_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("How long does it take?"),
        choices=[(n, _("%(n)d minutes") % {"n": n}) for n in LENGTHS],
        coerce=int,
        initial=120,
        error_messages={"invalid_choice": _("Choose how long it takes.")},
    )


class PlanForm(PlaceMixin, WhenMixin):
    purpose = forms.ChoiceField(
        label=_("What is the meeting for?"),
        choices=MeetingPurpose.choices,
        widget=ExplainedRadios(hints=agendas.EXPLAINED),
        error_messages={"required": _("Choose what the meeting is for.")},
    )
    title = forms.CharField(
        label=_("Title"),
        help_text=_("Only another meeting needs one. The rest is named after what it is for."),
        max_length=150,
        required=False,
    )
    how = forms.ChoiceField(
        label=_("Do you know the date?"),
        choices=[(DATE, _("Yes, this is the date")), (POLL, _("No, ask people first when they can come"))],
        initial=DATE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you know the date.")},
    )
    day = day_field(required=False)
    at = time_field(required=False)
    minutes = minutes_field()

    field_order = ("purpose", "title", "how", "day", "at", "minutes")

    def __init__(
        self, *args: Any, table: Table, offered: MeetingPurpose, taken: Iterable[str] = (), **kwargs: Any
    ) -> None:
        """`taken` are the purposes of which there is a meeting already."""
        taken = set(taken)
        first = MeetingPurpose.OTHER if offered.value in taken else offered
        only_other = {one.value for one in MeetingPurpose} - taken == {MeetingPurpose.OTHER.value}
        kwargs["initial"] = {"purpose": first, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.offer_forms(table.municipality, None)
        purpose = self.fields["purpose"]
        if isinstance(purpose, forms.ChoiceField):
            purpose.choices = [(one.value, one.label) for one in MeetingPurpose if one.value not in taken]
        if only_other:
            self.fields["title"].required, self.fields["title"].help_text = True, ""
            self.fields["title"].error_messages["required"] = str(NO_TITLE)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("purpose") == MeetingPurpose.OTHER and not data.get("title") and "title" not in self.errors:
            self.add_error("title", NO_TITLE)
        if data.get("how") == DATE:
            for name, missing in (("day", _("Choose a day.")), ("at", _("Choose a time."))):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, missing)
            self.take_moment(data.get("day"), data.get("at"))
        return data


class ChangeForm(PlaceMixin, WhenMixin):
    """`seen` is the version that stood on the screen. A meeting of which the date is looked for has no day here."""

    title = forms.CharField(label=_("Title"), max_length=150, required=False)
    day = day_field()
    at = time_field()
    minutes = minutes_field()
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    field_order = ("title", "day", "at", "minutes")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        self.meeting = meeting
        kwargs["initial"] = self._now(meeting)
        super().__init__(*args, **kwargs)
        self.offer_forms(meeting.table.municipality, meeting.work_form)
        self.fields["title"].required = meeting.purpose == MeetingPurpose.OTHER
        self.fields["title"].error_messages["required"] = str(NO_TITLE)
        if meeting.starts_at is None:
            del self.fields["day"], self.fields["at"]
        length = self.fields["minutes"]
        if isinstance(length, forms.ChoiceField):
            length.choices = [(n, _("%(n)d minutes") % {"n": n}) for n in sorted({*LENGTHS, meeting.minutes})]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.take_moment(data.get("day"), data.get("at"))
        return data

    def details(self) -> dict[str, Any]:
        moment = {"starts_at": self.starts_at} if self.starts_at else {}
        return {**super().details(), **moment}

    @staticmethod
    def _now(meeting: Meeting) -> dict[str, Any]:
        names = ("title", "minutes", "place", "address", "directions", "link", "is_open", "language", "bring")
        found = {name: getattr(meeting, name) for name in (*names, "preparation")}
        found |= {name: AS_KNOWN[getattr(meeting, name)] for name in ACCESS}
        found |= {"size": meeting.size or None, "seen": meeting.version}
        if meeting.starts_at is not None:
            starts = timezone.localtime(meeting.starts_at)
            found |= {"day": starts.date(), "at": starts.time()}
        return found


class CancelForm(TidyMixin):
    reason = LinesField(
        label=_("Why does it not go on?"),
        help_text=_("Everyone who was asked gets this by mail, and it stands on the site."),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write in one or two sentences why. Everyone who was asked reads it.")},
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class PartForm(WorkFormMixin):
    """One part of an agenda."""

    title = forms.CharField(
        label=_("What happens in this part?"),
        max_length=PART_LENGTH,
        error_messages={"required": _("Say what happens in this part.")},
    )
    minutes = forms.IntegerField(
        label=_("How many minutes?"),
        min_value=1,
        max_value=480,
        error_messages={
            "required": _("Say how many minutes it takes."),
            "invalid": _("Type a whole number, like 20."),
            "min_value": _("A part takes at least one minute."),
            "max_value": _("A part takes at most eight hours."),
        },
    )
    note = LinesField(
        label=_("Explanation"),
        help_text=_("Everyone can read this on the page of the meeting."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ("title", "minutes", "note", "work_form")

    def __init__(self, *args: Any, meeting: Meeting, part: AgendaPart | None = None, **kwargs: Any) -> None:
        if part is not None:
            kwargs["initial"] = {"title": part.title, "minutes": part.minutes, "note": part.note}
        super().__init__(*args, **kwargs)
        self.offer_forms(meeting.table.municipality, part.work_form if part else None)
        self.fields["work_form"].help_text = _("Its steps stand on the page that helps you during the meeting.")

    def told(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in ("title", "minutes", "note")}
        return {**said, "work_form": self.work_form_chosen()}


class FacilitatorRequestForm(TidyMixin):
    text = LinesField(
        label=_("What do you look for?"),
        help_text=_("What is the meeting about, and what should this person be good at? The desk reads it."),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tell in a few words what you look for.")},
    )


class FacilitateForm(TidyMixin):
    yes = forms.ChoiceField(
        label=_("Will you lead this meeting?"),
        choices=[("ja", _("Yes, I lead it")), ("nee", _("No, I cannot"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    said = forms.CharField(
        label=_("Do you want to add something?"),
        help_text=_("Who asked you reads it."),
        max_length=300,
        required=False,
    )
