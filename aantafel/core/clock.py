"""The one clock. Everything that asks what time it is asks here, so that a test (or the demo) can hold time still."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.utils import timezone

_held: ContextVar[datetime | None] = ContextVar("held_clock", default=None)


def now() -> datetime:
    """The present moment, aware."""
    return _held.get() or timezone.now()


def today() -> date:
    """The present day in Amsterdam."""
    return timezone.localdate(now())


def a_moment_ago() -> datetime:
    """Since when the same, sent once more by the same person, is a double click and not something new."""
    return now() - timedelta(minutes=10)


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Hold the clock at an aware moment."""
    token = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(token)


def is_working_day(day: date) -> bool:
    """Monday to Friday."""
    return day.weekday() < 5


def working_days_between(start: datetime, end: datetime) -> int:
    """How many working days (Monday to Friday) have passed since `start`; the day of `start` itself does not count."""
    first, last = timezone.localdate(start), timezone.localdate(end)
    days = (last - first).days
    return sum(1 for offset in range(1, days + 1) if is_working_day(first + timedelta(days=offset)))


def add_working_days(start: datetime, days: int) -> date:
    """The date that lies this many working days (Monday to Friday) after `start`."""
    day = timezone.localdate(start)
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day
