"""From the rows of a table in the neighbourhood to its schedule, to words, and to a calendar."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aantafel.core import clock
from aantafel.core.icalendar import Event
from movement.holidays import Holiday
from movement.models import OpeningHours, PhysicalTable, SpecialDay
from movement.opening_hours import Opening, Schedule, Span

AHEAD = timedelta(days=731)  # how far a calendar knows of days that go otherwise
SOON = 42  # days in which a visitor wants to know of them

HOLIDAYS: dict[Holiday, str | Promise] = {
    Holiday.NEW_YEAR: gettext_lazy("New Year's Day"),
    Holiday.EASTER: gettext_lazy("Easter Sunday"),
    Holiday.EASTER_MONDAY: gettext_lazy("Easter Monday"),
    Holiday.KINGS_DAY: gettext_lazy("King's Day"),
    Holiday.LIBERATION_DAY: gettext_lazy("Liberation Day"),
    Holiday.ASCENSION_DAY: gettext_lazy("Ascension Day"),
    Holiday.WHIT_SUNDAY: gettext_lazy("Whit Sunday"),
    Holiday.WHIT_MONDAY: gettext_lazy("Whit Monday"),
    Holiday.CHRISTMAS: gettext_lazy("Christmas Day"),
    Holiday.SECOND_CHRISTMAS_DAY: gettext_lazy("Boxing Day"),
}


@dataclass(frozen=True)
class Shown:
    """A table as a visitor sees it. `now` says that somebody sits there at this moment, `hours` is the whole week."""

    table: PhysicalTable
    when: str
    now: bool
    hours: str
    facts: list[tuple[str, str]]


def of(table: PhysicalTable) -> Schedule:
    """From rows that were fetched along (`with_hours`)."""
    weekly: dict[int, list[Span]] = defaultdict(list)
    for hours in table.hours.all():
        weekly[hours.weekday].append(Span(hours.opens, hours.closes))
    special = {day.day: _span(day) for day in table.special_days.all()}
    return Schedule({day: tuple(spans) for day, spans in weekly.items()}, special, table.closed_on_holidays)


def shown(table: PhysicalTable) -> Shown:
    schedule, now = of(table), wall()
    coming = schedule.next(now)
    is_now = coming is not None and coming.begins <= now
    weekly = ", ".join(f"{WEEKDAYS[day]} {_spans(spans)}" for day, spans in sorted(schedule.weekly.items()))
    return Shown(table, when(coming, now), is_now, weekly, _facts(table, schedule, weekly, now.date()))


def _facts(table: PhysicalTable, schedule: Schedule, weekly: str, today: date) -> list[tuple[str, str]]:
    otherwise = [f"{day}: {how}" for day, how in _otherwise(table, schedule, today)]
    where = f"{table.address} ({table.neighbourhood.name})" if table.neighbourhood else table.address
    facts = [
        (_("Where"), where),
        (_("Every week"), weekly),
        (_("Otherwise soon"), "; ".join(otherwise)),
        (_("Who sits there"), table.host_name),
        (_("How to get in"), table.accessibility),
    ]
    return [(label, value) for label, value in facts if value]


def when(coming: Opening | None, now: datetime) -> str:
    """When people can come, as one sentence."""
    if coming is None:
        return _("No next time is planned.")
    times = {"opens": clock_time(coming.span.opens), "closes": clock_time(coming.span.closes)}
    if coming.begins <= now:
        return _("Open now, until %(closes)s.") % times
    if coming.day == now.date():
        return _("Open today, from %(opens)s until %(closes)s.") % times
    return _("Next time: %(day)s, from %(opens)s until %(closes)s.") % {"day": written(coming.day, "l j F"), **times}


def wall() -> datetime:
    """What the clock on the wall in Amsterdam says now."""
    return timezone.localtime(clock.now()).replace(tzinfo=None)


def clock_time(value: time) -> str:
    return f"{value:%H:%M}"


def events(table: PhysicalTable, url: str) -> Iterator[Event]:
    """What comes back every week, without the days that go otherwise; and those days themselves."""
    schedule = of(table)
    for hours in table.hours.all():
        event = _weekly(table, hours, schedule, url)
        if event is not None:
            yield event
    for special in table.special_days.all():
        span = _span(special)
        if span is not None:
            yield _event(table, f"day-{special.pk}", Opening(special.day, span), url, note=special.note)


def _weekly(table: PhysicalTable, hours: OpeningHours, schedule: Schedule, url: str) -> Event | None:
    """None for hours that never are: closed on each such day that we can oversee."""
    span = Span(hours.opens, hours.closes)
    first = hours.since + timedelta(days=(hours.weekday - hours.since.weekday()) % 7)
    until = clock.today() + AHEAD
    days = [first + timedelta(weeks=week) for week in range(max((until - first).days // 7, 0) + 1)]
    otherwise = {day for day in days if day in schedule.special or schedule.holiday(day)}
    begin = next((day for day in days if day not in otherwise), None)
    if begin is None:
        return None
    without = [Opening(day, span).begins for day in days if day in otherwise and day > begin]
    return _event(table, f"hours-{hours.pk}", Opening(begin, span), url, weekly=True, without=tuple(without))


def _event(
    table: PhysicalTable,
    name: str,
    opening: Opening,
    url: str,
    *,
    note: str = "",
    weekly: bool = False,
    without: tuple[datetime, ...] = (),
) -> Event:
    words = _("Drop in with an idea, or to talk about one. You need no appointment.")
    return Event(
        uid=f"table-{name}@{settings.BASE_DOMAIN}",
        changed_at=table.changed_at,
        starts_at=timezone.make_aware(opening.begins),
        ends_at=timezone.make_aware(opening.ends),
        title=table.name,
        place=table.address,
        text="\n".join(part for part in (note, words, table.accessibility) if part),
        url=url,
        is_busy=False,
        weekly=weekly,
        without=[timezone.make_aware(moment) for moment in without],
    )


def _otherwise(table: PhysicalTable, schedule: Schedule, today: date) -> Iterator[tuple[str, str]]:
    """The days of the coming weeks that go otherwise: which, and how."""
    notes = {special.day: special.note for special in table.special_days.all()}
    for offset in range(SOON):
        day = today + timedelta(days=offset)
        holiday = schedule.holiday(day)
        if holiday is not None:
            yield written(day, "l j F"), _("closed: %(holiday)s") % {"holiday": HOLIDAYS[holiday]}
        elif day in schedule.special:
            how = _spans(tuple(schedule.on(day))) or _("closed")
            yield written(day, "l j F"), f"{how} ({notes[day]})" if notes[day] else how


def _spans(spans: tuple[Span, ...]) -> str:
    words = _("%(opens)s to %(closes)s")
    pairs = [{"opens": clock_time(one.opens), "closes": clock_time(one.closes)} for one in sorted(spans)]
    return _(" and ").join(words % pair for pair in pairs)


def _span(special: SpecialDay) -> Span | None:
    return Span(special.opens, special.closes) if special.opens and special.closes else None
