"""Forms for tables in the neighbourhood."""

from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import Membership, User
from aantafel.accounts.permissions import running_shares
from aantafel.core import clock
from aantafel.pages.local.visit_forms import PersonField
from ideas.forms import TidyMixin
from movement import opening_hours
from movement.enums import Weekday
from movement.models import OpeningHours, PhysicalTable
from movement.services.physical_tables import Hours
from municipalities.models import Municipality, Neighbourhood

EMPTY_LINES = 3
AHEAD = timedelta(days=731)
KEPT = ("name", "address", "accessibility", "closed_on_holidays")


def _times(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("This is not a time. Write it like 13:30.")},
    )


class PhysicalTableForm(TidyMixin):
    name = forms.CharField(
        label=_("What do people call this table?"),
        help_text=_("For example: table in the library."),
        max_length=80,
        error_messages={"required": _("Give the table a name.")},
    )
    address = forms.CharField(
        label=_("Where is it?"),
        help_text=_("Building, street and number, and how to find the table there."),
        max_length=300,
        error_messages={"required": _("Say where people have to go.")},
    )
    accessibility = forms.CharField(
        label=_("How do people get in?"),
        help_text=_("Steps, a lift, a toilet for wheelchairs, a bus stop: in plain words."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(), label=_("Neighbourhood"), required=False, empty_label=_("Not chosen")
    )
    host = PersonField(
        User.objects.none(),
        label=_("Who sits there?"),
        help_text=_("The name shows as this person wants their name to show."),
        required=False,
        empty_label=_("Different people"),
    )
    closed_on_holidays = forms.BooleanField(label=_("Closed on public holidays"), required=False, initial=True)

    def __init__(self, *args: Any, at: Municipality, table: PhysicalTable | None = None, **kwargs: Any) -> None:
        if table is not None:
            known = {name: getattr(table, name) for name in KEPT}
            kwargs["initial"] = {**known, "neighbourhood": table.neighbourhood_id, "host": table.host_id}
        super().__init__(*args, **kwargs)
        self._choose("host", _people_of(at))
        here = Neighbourhood.objects.filter(municipality=at, ended_at=None)
        self._choose("neighbourhood", here)
        if not here:
            del self.fields["neighbourhood"]

    def _choose(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows


class HoursForm(forms.Form):
    """One line of the week; a line without times is no line."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**62)
    weekday = forms.TypedChoiceField(label=_("Day"), choices=Weekday.choices, coerce=int, required=False)
    opens = _times(_("From"))
    closes = _times(_("Until"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        _check_times(self, data, both=True)
        return data

    @property
    def line(self) -> Hours | None:
        data = self.cleaned_data
        if not (data.get("opens") and data.get("closes")):
            return None
        return Hours(data["weekday"] or 0, data["opens"], data["closes"], data.get("pk"))


class BaseWeek(BaseFormSet[HoursForm]):
    """The whole week; two lines of one day do not overlap."""

    def clean(self) -> None:
        if any(self.errors):
            return
        for day in Weekday:
            spans = [opening_hours.Span(line.opens, line.closes) for line in self.lines if line.weekday == day]
            if opening_hours.overlapping(spans):
                message = _("Two lines of %(day)s overlap. Make one of them, or change a time.")
                raise forms.ValidationError(message, params={"day": day.label})

    @property
    def lines(self) -> list[Hours]:
        return [form.line for form in self.forms if form.line is not None]


WeekForms: type[BaseWeek] = formset_factory(  # type: ignore[assignment]  # the stubs forget which formset was given
    HoursForm, formset=BaseWeek, extra=EMPTY_LINES, max_num=40, absolute_max=50
)


def week(table: PhysicalTable, data: Any = None) -> BaseWeek:
    rows = OpeningHours.objects.filter(table=table).order_by("weekday", "opens")
    initial = [{"pk": row.pk, "weekday": row.weekday, "opens": row.opens, "closes": row.closes} for row in rows]
    return WeekForms(data, initial=initial, prefix="week")


class SpecialDayForm(TidyMixin):
    """A date that goes otherwise: closed, or other hours."""

    day = forms.DateField(
        label=_("Which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Say on which day."),
            "invalid": _("This is not a day. Write it like 2026-09-30."),
        },
    )
    how = forms.ChoiceField(
        label=_("What is different?"),
        choices=[("closed", _("The table is closed")), ("open", _("The table is open at these times"))],
        initial="closed",
        widget=forms.RadioSelect,
    )
    opens = _times(_("From"))
    closes = _times(_("Until"))
    note = forms.CharField(
        label=_("Why, in a few words"),
        help_text=_("Everybody can read this. For example: the library is being painted."),
        max_length=120,
        required=False,
    )

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not timedelta(0) <= day - clock.today() <= AHEAD:
            raise forms.ValidationError(_("Choose a day from today on, within two years."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("how") == "closed":
            return {**data, "opens": None, "closes": None}
        _check_times(self, data, both=False)
        return data

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("day", "opens", "closes", "note")}


def _check_times(form: forms.Form, data: dict[str, Any], *, both: bool) -> None:
    """Two times, the second after the first; with `both`, none at all is fine too."""
    opens, closes = data.get("opens"), data.get("closes")
    if form.errors or (both and not opens and not closes):
        return
    if not isinstance(opens, time):
        form.add_error("opens", _("Say from when."))
    elif not isinstance(closes, time):
        form.add_error("closes", _("Say until when."))
    elif closes <= opens:
        form.add_error("closes", _("This is before it begins. Choose a later time."))


def _people_of(municipality: Municipality) -> Any:
    """Whoever has a role here, or works at the desk."""
    held = Membership.objects.filter(municipality=municipality, ended_at=None).values("user")
    shared = running_shares().filter(municipality=municipality).values("user")
    return User.objects.filter(Q(pk__in=held) | Q(pk__in=shared), is_active=True).order_by("name", "pk")
