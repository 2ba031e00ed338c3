"""When a table in the neighbourhood is open: every week, but for holidays and for days that go otherwise. Pure Python.

All times are of the clock on the wall: what begins at ten begins at ten, in summer and in winter.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from movement import holidays
from movement.holidays import Holiday

LOOK_AHEAD = 366  # days: further away nothing is promised


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From and until, on one day."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """One time that people can come."""

    day: date
    span: Span

    @property
    def begins(self) -> datetime:
        """By the clock on the wall, without a time zone."""
        return datetime.combine(self.day, self.span.opens)

    @property
    def ends(self) -> datetime:
        return datetime.combine(self.day, self.span.closes)


@dataclass(frozen=True, slots=True)
class Schedule:
    """`weekly` by weekday (Monday is 0); `special` what holds on a date instead, None for closed."""

    weekly: dict[int, tuple[Span, ...]] = field(default_factory=dict)
    special: dict[date, Span | None] = field(default_factory=dict)
    closed_on_holidays: bool = True

    def on(self, day: date) -> list[Span]:
        """A day that was set by hand wins over a holiday: who opens at Christmas says so."""
        if day in self.special:
            span = self.special[day]
            return [span] if span else []
        if self.holiday(day):
            return []
        return sorted(self.weekly.get(day.weekday(), ()))

    def holiday(self, day: date) -> Holiday | None:
        """Why it is closed on a day on which it would be open."""
        if not self.closed_on_holidays or day in self.special or day.weekday() not in self.weekly:
            return None
        return holidays.on(day)

    def openings(self, first: date, days: int) -> Iterator[Opening]:
        """In order, on `days` days from `first` on."""
        for offset in range(days):
            day = first + timedelta(days=offset)
            yield from (Opening(day, span) for span in self.on(day))

    def next(self, now: datetime) -> Opening | None:
        """The one that is going on at this moment of the wall clock, or the first to come; None within a year."""
        later = (opening for opening in self.openings(now.date(), LOOK_AHEAD) if opening.ends > now)
        return next(later, None)


def overlapping(spans: list[Span]) -> bool:
    ordered = sorted(spans)
    return any(later.opens < earlier.closes for earlier, later in pairwise(ordered))
