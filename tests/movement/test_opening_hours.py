"""Holidays and opening times: pure, against another library and against themselves."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.easter import easter  # type: ignore[import-untyped]  # it has no types
from hypothesis import given
from hypothesis import strategies as st

from movement import holidays, opening_hours
from movement.holidays import Holiday
from movement.opening_hours import Opening, Schedule, Span

YEARS = st.integers(1990, 2200)
DAYS = st.dates(date(1990, 1, 1), date(2200, 12, 31))
TIMES = st.times().map(lambda value: value.replace(second=0, microsecond=0))
SPANS = st.tuples(TIMES, TIMES).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Span(*pair))
WEEKS = st.dictionaries(st.integers(0, 6), st.lists(SPANS, min_size=1, max_size=2).map(tuple), max_size=7)


def schedules(first: date) -> st.SearchStrategy[Schedule]:
    near = st.dates(first - timedelta(days=5), first + timedelta(days=60))
    special = st.dictionaries(near, st.none() | SPANS, max_size=5)
    return st.builds(Schedule, weekly=WEEKS, special=special, closed_on_holidays=st.booleans())


@given(YEARS)
def test_easter_is_when_another_library_says(year: int) -> None:
    assert holidays.easter(year) == easter(year)


@given(YEARS)
def test_what_follows_easter_falls_on_its_day_of_the_week(year: int) -> None:
    days = {holiday: day.weekday() for day, holiday in holidays.in_year(year).items()}
    assert days[Holiday.EASTER] == days[Holiday.WHIT_SUNDAY] == 6
    assert days[Holiday.EASTER_MONDAY] == days[Holiday.WHIT_MONDAY] == 0
    assert days.get(Holiday.ASCENSION_DAY) == 3
    assert days[Holiday.KINGS_DAY] != 6


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2026, 4, 6), Holiday.EASTER_MONDAY),
        (date(2026, 5, 14), Holiday.ASCENSION_DAY),
        (date(2025, 4, 26), Holiday.KINGS_DAY),  # the 27th was a Sunday
        (date(2025, 4, 27), None),
        (date(2026, 4, 3), None),  # Good Friday
        (date(2026, 12, 26), Holiday.SECOND_CHRISTMAS_DAY),
        (date(2016, 5, 5), Holiday.ASCENSION_DAY),  # and Liberation Day
    ],
)
def test_days_that_everybody_knows(day: date, holiday: Holiday | None) -> None:
    assert holidays.on(day) is holiday


@given(DAYS, st.data())
def test_a_day_set_by_hand_wins_and_holidays_are_closed(first: date, data: st.DataObject) -> None:
    schedule = data.draw(schedules(first))
    for offset in range(30):
        day = first + timedelta(days=offset)
        spans = schedule.on(day)
        assert spans == sorted(spans)
        if day in schedule.special:
            assert spans == ([schedule.special[day]] if schedule.special[day] else [])
            assert schedule.holiday(day) is None
        elif schedule.closed_on_holidays and holidays.on(day):
            assert spans == []
        else:
            assert spans == sorted(schedule.weekly.get(day.weekday(), ()))


@given(st.datetimes(datetime.combine(date(2000, 1, 1), time()), datetime.combine(date(2100, 1, 1), time())), st.data())
def test_the_next_time_is_the_first_that_is_not_over(now: datetime, data: st.DataObject) -> None:
    schedule = data.draw(schedules(now.date()))
    coming = schedule.next(now)
    later = [one for one in schedule.openings(now.date(), 60) if one.ends > now]
    if coming is None:
        assert later == []
    elif later:
        assert coming == later[0]
        assert coming.ends > now


@given(st.lists(SPANS, max_size=5))
def test_overlapping_means_a_minute_that_is_in_two(spans: list[Span]) -> None:
    pairs = [(one, other) for place, one in enumerate(spans) for other in spans[place + 1 :]]
    shared = any(max(one.opens, other.opens) < min(one.closes, other.closes) for one, other in pairs)
    assert opening_hours.overlapping(spans) is shared


def test_what_begins_at_ten_begins_at_ten_in_summer_and_in_winter() -> None:
    """The clock goes forward on 29 March 2026 and back on 25 October."""
    schedule = Schedule({6: (Span(time(10), time(12)),)})
    for sunday in (date(2026, 3, 29), date(2026, 10, 18), date(2026, 10, 25)):
        assert schedule.next(datetime.combine(sunday, time(9))) == Opening(sunday, Span(time(10), time(12)))
        assert schedule.next(datetime.combine(sunday, time(12))) != Opening(sunday, Span(time(10), time(12)))
