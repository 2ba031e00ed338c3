"""Who goes next when a place becomes free."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tables.asking.waiting import Waiting, in_line

START = datetime(2026, 5, 1, 12, tzinfo=UTC)


def waits(number: int, capacity: str = "resident", *, was_asked: bool = False, after: int | None = None) -> Waiting:
    return Waiting(number, capacity, was_asked, START + timedelta(minutes=number if after is None else after))


def order(*people: Waiting, there: tuple[str, ...] = ()) -> list[int]:
    return [one.number for one in in_line(people, there)]


def test_who_waits_longest_goes_first() -> None:
    assert order(waits(1, after=9), waits(2, after=3), there=("resident",)) == [2, 1]


def test_a_capacity_that_nobody_has_goes_first() -> None:
    people = (waits(1), waits(2), waits(3, "employee"))
    assert order(*people, there=("resident", "professional")) == [3, 1, 2]


def test_only_the_first_of_that_capacity_goes_ahead() -> None:
    people = (waits(1), waits(2, "employee"), waits(3, "employee"))
    assert order(*people, there=("resident",)) == [2, 1, 3]


def test_who_was_asked_goes_before_who_signed_up() -> None:
    assert order(waits(1), waits(2, was_asked=True), there=("resident",)) == [2, 1]


SIDES = st.sampled_from(("resident", "professional", "employee"))


@given(st.lists(st.tuples(SIDES, st.booleans(), st.integers(0, 99)), max_size=9), st.lists(SIDES, max_size=3))
def test_everyone_stands_in_line_once_and_a_missing_capacity_at_the_head(
    rows: list[tuple[str, bool, int]], there: list[str]
) -> None:
    people = [waits(number, row[0], was_asked=row[1], after=row[2]) for number, row in enumerate(rows)]
    line = in_line(people, there)
    assert sorted(one.number for one in line) == list(range(len(people)))
    missing = {one.capacity for one in people} - set(there)
    assert {one.capacity for one in line[: len(missing)]} == missing
