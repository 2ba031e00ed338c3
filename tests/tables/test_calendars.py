"""Which meetings a calendar that follows us gets, and whose."""

import pytest

from aantafel.core import clock
from municipalities import scope
from tables.meetings import calendar
from tables.meetings import queries as meeting_queries
from tables.models import Table
from tests.factories.ideas import owner_of
from tests.tables.road import meeting, table_at

pytestmark = pytest.mark.django_db


def test_where_there_are_too_many_what_comes_first_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meeting_queries, "MOST_IN_FEED", 3)
    table = table_at(4)
    days = {days: meeting(table, days=days) for days in (-80, -20, -3, 4, 9)}
    with scope.national():
        assert meeting_queries.of_table(table) == [days[-3], days[4], days[9]]
        monkeypatch.setattr(meeting_queries, "MOST_IN_FEED", 1)
        assert meeting_queries.of_table(table) == [days[4]]


def test_who_left_the_table_to_others_has_it_in_their_calendar_no_more() -> None:
    table = table_at(4)
    meeting(table)
    owner = owner_of(table.idea)
    assert len(calendar.of_person(user=owner)) == 1
    Table.everywhere.update(pinner_left_at=clock.now())
    assert calendar.of_person(user=owner) == []
