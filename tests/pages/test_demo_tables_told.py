"""What the demo tells of tables, read without a database: it fits, and it could have happened on any day."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from aantafel.pages.demo.local.data import local_sites
from aantafel.pages.demo.tables.data import Told, tables
from aantafel.pages.demo.tables.play import prepare
from aantafel.pages.demo.tables.stage import Stage

NOW = datetime(2026, 11, 18, 14, 30, tzinfo=UTC)  # a Wednesday
# what depends on each other: a choice on its variants, a step on its minutes, an action on its meeting
LOOSE = {"_list", "_tell", "_lay_down", "_reply", "_thank"}


def order(told: Told, now: datetime) -> list[tuple[str, Any]]:
    """What happens, in its order, but for what could as well be before or after the rest."""
    stage = Stage(told, None, now, {}, {})  # type: ignore[arg-type]  # no table is needed to see when things happen
    prepare(stage)
    return [(what.func.__name__, what.args[1:]) for _at, what in stage.in_order() if what.func.__name__ not in LOOSE]


def test_each_table_is_told_once() -> None:
    ideas = [one.idea for one in tables()]
    assert len(ideas) == len(set(ideas)) >= 10


@pytest.mark.parametrize("one", tables(), ids=lambda one: one.idea)
def test_whoever_is_named_exists(one: Told) -> None:
    keys = {person.key for person in one.people} | {"owner"}
    assert {key for meeting in one.meetings for ask in meeting.asks for key in ask.who} <= keys
    assert {key for meeting in one.meetings for key in meeting.came} <= keys
    assert all(not person.name or not person.account for person in one.people)


@pytest.mark.parametrize("one", [one for one in tables() if one.site], ids=lambda one: one.idea)
def test_people_are_wanted_after_the_core_questions_were_answered(one: Told) -> None:
    road = next(local.roads[one.idea] for local in local_sites() if local.site.subdomain == one.site)
    begin = max([person.days for person in one.people], default=0)
    assert all(core.days > begin for core in road.core)
    assert one.coach in {asked.coach for asked in road.asked if asked.answer == "yes" and not asked.ended}


@pytest.mark.parametrize("one", tables(), ids=lambda one: one.idea)
def test_things_happen_in_the_same_order_whenever_the_demo_is_made(one: Told) -> None:
    """Meetings are moved out of the weekend; nothing may come before its cause by that."""
    expected = order(one, NOW)
    assert expected
    for days in range(14):
        for hour in (0, 7, 13, 23):
            now = (NOW + timedelta(days=days)).replace(hour=hour)
            assert order(one, now) == expected, now
