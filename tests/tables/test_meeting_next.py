"""What the pages of meetings name as the next thing, for who organises the table and for who leads the meeting."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.core import clock
from tables.enums import ActorRole
from tables.lifecycle import Step
from tables.meetings import next_action as meeting_next
from tables.models import DateAsk, DateOption, Invitation, Meeting
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.factories.tables import TableFactory
from tests.tables.road import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> Meeting:
    return MeetingFactory.create(table=TableFactory.create(step=Step.CREATE), held=True)


@pytest.mark.parametrize(("role", "page"), [(ActorRole.OWNER, "minutes"), (ActorRole.FACILITATOR, "write")])
def test_after_the_meeting_its_minutes_are_made_where_one_may_come(held: Meeting, role: ActorRole, page: str) -> None:
    todo = meeting_next.of(held, clock.now(), role)
    arguments = [held.table_id] if page == "minutes" else [held.table_id, held.number]
    assert (todo.text, todo.url) == (
        "De bijeenkomst is geweest. Maak het verslag af.",
        reverse(f"tables:{page}", args=arguments),
    )


@pytest.mark.parametrize("role", [ActorRole.OWNER, ActorRole.FACILITATOR])
def test_minutes_that_are_on_the_site_are_read(held: Meeting, role: ActorRole) -> None:
    written(held)
    todo = meeting_next.of(held, clock.now(), role)
    assert todo.text == "De bijeenkomst is geweest. Het verslag staat op de site."
    assert todo.url.startswith(f"/tafels/{held.table_id}-")
    assert todo.url.endswith(f"/verslagen/{held.number}/")


def test_minutes_that_were_handed_in_are_checked_by_the_owner(held: Meeting) -> None:
    written(held, version=0, state="to_check", handed_in_at=clock.now())
    todo = meeting_next.of(held, clock.now(), ActorRole.OWNER)
    assert todo.text.startswith("Het verslag ligt voor je klaar.")
    assert todo.url == reverse("tables:minutes_check", args=[held.table_id, held.number])
    for role in (ActorRole.COACH, ActorRole.FACILITATOR):
        waits = meeting_next.of(held, clock.now(), role)
        assert (waits.text, waits.url) == ("De bijeenkomst is geweest. De tafeleigenaar kijkt het verslag na.", "")


def test_what_belongs_at_the_door_is_not_offered_after_the_meeting(client: Client, held: Meeting) -> None:
    client.force_login(owner_of(held.table.idea))
    at = [held.table_id, held.number]
    for state, there in (("planned", True), ("held", False)):
        Meeting.everywhere.filter(pk=held.pk).update(state=state)
        page = client.get(reverse("tables:meeting_work", args=at)).content.decode()
        assert [reverse(f"tables:{name}", args=at) in page for name in ("door_sheet", "meeting_now")] == [there, there]
        assert reverse("tables:attendance", args=at) in page


class TestList:
    def page(self, meeting: Meeting) -> str:
        client = Client()
        client.force_login(owner_of(meeting.table.idea))
        return client.get(reverse("tables:meetings", args=[meeting.table_id])).content.decode()

    def test_it_names_what_is_to_be_done_for_the_meeting_that_comes_first(self) -> None:
        meeting = MeetingFactory.create(table=TableFactory.create(step=Step.ASK), poll=True)
        page = self.page(meeting)
        assert "Zet er minstens twee datums bij om uit te kiezen." in page
        assert reverse("tables:meeting_dates", args=[meeting.table_id, meeting.number]) in page

    def test_a_meeting_that_has_been_is_marked_on_its_own_page(self) -> None:
        meeting = MeetingFactory.create(table=TableFactory.create(step=Step.CREATE), held=True, state="planned")
        page = self.page(meeting)
        assert "Is de bijeenkomst geweest?" in page
        assert "Bekijk de bijeenkomst" in page


class TestOnTheDay:
    @pytest.fixture
    def soon(self) -> Meeting:
        """In twenty minutes, with a place and somebody who leads it."""
        table = TableFactory.create(step=Step.ASK)
        starts = clock.now() + timedelta(minutes=20)
        return MeetingFactory.create(table=table, starts_at=starts, place="De Eik", facilitator=UserFactory.create())

    def text(self, meeting: Meeting, minutes: int = 0) -> str:
        return meeting_next.of(meeting, clock.now() + timedelta(minutes=minutes)).text

    def test_people_are_invited_first(self, soon: Meeting) -> None:
        assert self.text(soon) == "Er is nog niemand uitgenodigd voor deze bijeenkomst."
        InvitationFactory.create(meeting=soon)
        assert self.text(soon) == "Vink aan wie er is."

    def test_who_stands_on_the_list_is_invited_too(self) -> None:
        starts = clock.now() + timedelta(days=3)
        table = TableFactory.create(step=Step.ASK)
        meeting = MeetingFactory.create(table=table, starts_at=starts, facilitator=UserFactory.create())
        asked = InvitationFactory.create(meeting=meeting, seat__capacity="professional")
        assert self.text(meeting) == "1 uitnodiging heeft nog geen antwoord. Er heeft nog geen professional ja gezegd."
        Invitation.everywhere.filter(pk=asked.pk).update(answer="comes")
        assert self.text(meeting).startswith("Alles is klaar.")
        SeatFactory.create(table=table, email="", reach="phone", phone="06-12345678")
        assert self.text(meeting) == "1 persoon moet je nog bellen of opzoeken."
        for _each in range(2):
            SeatFactory.create(table=table)
        SeatFactory.create(table=table, email="", reach="phone")
        assert self.text(meeting) == "2 mensen op de lijst zijn nog niet uitgenodigd voor deze bijeenkomst."

    def test_once_it_has_begun_people_are_checked_in(self, soon: Meeting) -> None:
        assert self.text(soon, minutes=30) == "Vink aan wie er is."

    def test_who_only_leads_it_checks_in(self, soon: Meeting) -> None:
        assert meeting_next.of(soon, clock.now(), ActorRole.FACILITATOR).text == "Vink aan wie er is."


def test_while_a_date_is_looked_for_it_says_how_many_are_silent() -> None:
    meeting = MeetingFactory.create(table=TableFactory.create(step=Step.ASK), poll=True)
    for days in (3, 4):
        DateOption.everywhere.create(meeting=meeting, starts_at=clock.now() + timedelta(days=days))
    asked = DateAsk.everywhere.create(meeting=meeting, seat=SeatFactory.create(table=meeting.table))
    todo = meeting_next.of(meeting, clock.now())
    assert todo.text == "1 persoon heeft nog niet gezegd wanneer die kan. Wacht erop, of bel."
    DateAsk.everywhere.filter(pk=asked.pk).update(answered_at=clock.now())
    assert meeting_next.of(meeting, clock.now()).text == "Bekijk wat mensen zeiden en kies een datum."
