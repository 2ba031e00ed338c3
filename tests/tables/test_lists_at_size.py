"""Lists of what happens at tables, where the quick way of asking must give what the plain way gives."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.accounts.enums import Capacity
from aantafel.core import clock
from municipalities import scope
from municipalities.models import Municipality
from tables.enums import Answer, MeetingState
from tables.meetings import queries as meeting_queries
from tables.meetings.queries import Wish
from tables.minutes import public as minutes_public
from tables.models import Meeting, Minutes
from tables.services import places
from tests.factories.instances import InstanceFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


class TestMonths:
    def months(self, **asked: Any) -> list[str]:
        """Whether there is more than stands on the page, or not."""
        wish = Wish(**asked)
        with scope.national():
            page = meeting_queries.find(wish)
            ways = [page, replace(page, next="more")]
            found = [[f"{one:%Y-%m}" for one in meeting_queries.months(wish, way)] for way in ways]
        assert found[0] == found[1]
        return found[0]

    @pytest.mark.parametrize("moment", ["2031-01-01T00:10", "2031-01-31T23:50", "2031-03-30T03:30", "2031-12-31T23:50"])
    def test_the_month_is_that_of_the_clock_on_the_wall(self, moment: str) -> None:
        MeetingFactory.create(starts_at=at(moment))
        assert self.months() == [moment[:7]]

    def test_a_month_of_which_one_meeting_is_public_is_there_and_one_of_which_none_is_not(self) -> None:
        for moment, state in (
            ("2031-01-10T20:00", "withdrawn"),
            ("2031-01-20T20:00", "published"),
            ("2031-02-10T20:00", "withdrawn"),
            ("2031-04-10T20:00", "published"),
            ("2031-04-11T20:00", "published"),
        ):
            idea = MeetingFactory.create(starts_at=at(moment)).table.idea
            idea.state = state
            idea.save(update_fields=["state"])
        MeetingFactory.create(starts_at=at("2031-05-10T20:00"), state=MeetingState.CANCELLED)
        assert self.months() == ["2031-01", "2031-04"]

    def test_of_one_municipality(self) -> None:
        here = MeetingFactory.create(starts_at=at("2031-01-10T20:00")).table.municipality
        MeetingFactory.create(starts_at=at("2031-02-10T20:00"))
        assert self.months(municipality=here) == ["2031-01"]

    def test_what_else_somebody_asks_leaves_them_all(self) -> None:
        MeetingFactory.create(starts_at=at("2031-01-10T20:00"), link="https://praat.example/tafel")
        MeetingFactory.create(starts_at=at("2031-02-10T20:00"))
        assert self.months(online=True) == ["2031-01", "2031-02"]


def test_the_list_shows_who_comes_of_what_stands_on_its_page() -> None:
    for number in range(25):
        meeting = MeetingFactory.create(starts_at=clock.now() + timedelta(days=number + 1))
        InvitationFactory.create_batch(number % 3, meeting=meeting, answer=Answer.COMES)
    with scope.national():
        first = meeting_queries.find(Wish())
        second = meeting_queries.find(Wish(), after=first.next)
    taken = [one.taken for one in (*first.items, *second.items)]  # type: ignore[attr-defined]
    assert taken == [number % 3 + 1 for number in range(25)]  # with who pinned the idea
    assert first.is_first and not second.is_first and not second.next


@pytest.mark.parametrize("said", ["", Answer.COMES, Answer.NOT])
def test_owners_have_a_place_until_they_say_otherwise_wherever_places_are_counted(said: str) -> None:
    meeting = MeetingFactory.create(starts_at=clock.now() + timedelta(days=3), size=4, is_open=True)
    first, second = (
        SeatFactory.create(table=meeting.table, is_owner=True, capacity=capacity) for capacity in list(Capacity)[:2]
    )
    InvitationFactory.create(meeting=meeting, seat=first, answer=Answer.COMES)
    if said:
        InvitationFactory.create(meeting=meeting, seat=second, answer=said)
    InvitationFactory.create(meeting=meeting, seat__capacity=first.capacity, answer=Answer.COMES)
    with scope.national():
        (found,) = meeting_queries.find(Wish()).items
        third = meeting_queries.find(Wish(capacity=list(Capacity)[2])).items
    assert sum(meeting_queries.counts(found).values()) == found.taken == places.taken(meeting)  # type: ignore[attr-defined]
    assert meeting_queries.counts(found)[f"{second.capacity}s"] == (0 if said == Answer.NOT else 1)
    assert third == [meeting]
    meeting.size = found.taken  # type: ignore[attr-defined]
    meeting.save(update_fields=["size"])
    with scope.national():
        assert not meeting_queries.find(Wish(capacity=list(Capacity)[2])).items


@pytest.mark.parametrize(
    ("size", "is_open", "told"),
    [(1, True, "ga op de wachtlijst"), (2, True, "kom ook"), (0, True, "kom ook"), (1, False, "Lees er meer over")],
)
def test_a_card_says_what_one_can_do(size: int, is_open: bool, told: str) -> None:
    MeetingFactory.create(size=size, is_open=is_open)
    assert told in Client().get(reverse("tables:all_meetings")).content.decode()


def test_who_is_missing_is_not_asked_of_what_has_been() -> None:
    MeetingFactory.create(title="Geweest", held=True)
    page = Client().get(reverse("tables:all_meetings") + "?stand=geweest&hoedanigheid=employee")
    assert [card.title for card in page.context["cards"]] == ["Geweest"]


def test_a_calendar_that_is_full_holds_what_is_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meeting_queries, "MOST_IN_FEED", 3)
    been = [MeetingFactory.create(held=True, starts_at=clock.now() - timedelta(days=days)) for days in (9, 3)]
    coming = [MeetingFactory.create(starts_at=clock.now() + timedelta(days=days)) for days in (2, 5)]
    with scope.national():
        assert meeting_queries.of_site(None) == [been[1], *coming]


class TestSearch:
    def found(self, text: str) -> list[str]:
        with scope.national():
            return [one.summary for one in minutes_public.find(minutes_public.Wish(text=text)).items]

    @pytest.fixture
    def written(self) -> None:
        """Ten sets, of which all speak of a pump and the oldest alone of a windmill."""
        for number in range(10):
            meeting = MeetingFactory.create(held=True)
            words = "pomp windmolen" if number == 0 else "pomp"
            day = clock.now() - timedelta(days=20 - number)
            Minutes.everywhere.create(
                meeting=meeting, version=1, state="published", published_at=day, summary=f"Dag {number}", words=words
            )

    @pytest.mark.usefixtures("written")
    @pytest.mark.parametrize("most", [0, 5000])
    def test_rare_and_common_words_find_the_same_in_each_way(self, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(minutes_public, "MOST_LOOKED_UP", most)
        assert self.found("windmolen") == ["Dag 0"]
        assert self.found("pomp") == [f"Dag {number}" for number in reversed(range(10))]
        assert self.found("pomp windmolen") == ["Dag 0"]
        assert self.found("zeppelin") == []

    @pytest.mark.usefixtures("written")
    def test_a_word_that_was_common_once_is_found_where_it_stands(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(minutes_public, "SAMPLE", 2)
        Minutes.everywhere.filter(summary__in=["Dag 8", "Dag 9"]).update(words="")
        assert self.found("pomp") == [f"Dag {number}" for number in reversed(range(8))]


class TestWhoIsMissing:
    """In one municipality it is asked first which meetings are there: that must find what asking the country finds."""

    @pytest.fixture
    def meetings(self) -> list[Meeting]:
        """Of one municipality, the first one first: with a place for a professional; full; and where one comes."""
        town = InstanceFactory.create().municipality
        there = [
            MeetingFactory.create(
                starts_at=clock.now() + timedelta(days=number + 1), size=2, table__idea__municipality=town
            )
            for number in range(3)
        ]
        InvitationFactory.create_batch(2, meeting=there[1], answer=Answer.COMES)
        InvitationFactory.create(meeting=there[2], answer=Answer.COMES, seat__capacity=Capacity.PROFESSIONAL)
        MeetingFactory.create(starts_at=clock.now() + timedelta(days=1), size=2)
        return there

    def found(self, place: Municipality | None) -> list[Meeting]:
        return meeting_queries.find(Wish(municipality=place, capacity=Capacity.PROFESSIONAL)).items

    def test_it_is_the_same_in_each_way(self, meetings: list[Meeting]) -> None:
        town = meetings[0].table.municipality
        with scope.national():
            country = self.found(None)
            here = self.found(town)
        with scope.local(town):
            at_site = self.found(None)
        assert len(country) == 2 and meetings[0] in country
        assert here == at_site == [meetings[0]]

    def test_it_asks_no_more(self, meetings: list[Meeting]) -> None:
        with scope.national(), CaptureQueriesContext(connection) as asked:
            self.found(meetings[0].table.municipality)
        assert len(asked) == 2
