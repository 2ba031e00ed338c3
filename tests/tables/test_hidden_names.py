"""Who offered help told their name to the idea pinner alone: nobody else reads it before they answer an invitation."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.core import clock
from ideas.services import own
from tables.enums import SeatSource
from tables.minutes import live
from tables.models import DateAsk, Meeting, Minutes, NotedAction, NoteTaker, Seat, Wanted
from tables.services import seats, steps
from tables.shown import team
from tests.factories.accounts import UserFactory
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import IdeaFactory, owner_of
from tests.factories.instances import InstanceFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.factories.tables import TableFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db

NAME = "Sam Steun"
PAGES = ("seats", "attendance", "meeting_dates", "minutes_one", "write", "owners")


@pytest.fixture
def meeting() -> Meeting:
    """Held, with minutes begun; who offered help is asked for a date, has an action, and writes too."""
    idea = IdeaFactory.create(published=True, municipality=InstanceFactory.create().municipality)
    found: Meeting = MeetingFactory.create(table=TableFactory.create(idea=idea, step=6), held=True)
    seat = SeatFactory.create(table=found.table, source=SeatSource.SUPPORT, name=NAME, user=UserFactory.create())
    DateAsk.everywhere.create(meeting=found, seat=seat)
    minutes = Minutes.everywhere.create(meeting=found)
    NotedAction.objects.create(minutes=minutes, text="Bellen", seat=seat)
    NoteTaker.objects.create(
        meeting=found, seat=SeatFactory.create(table=found.table, source=SeatSource.SUPPORT, name=NAME)
    )
    return found


def page(browser: Client, meeting: Meeting, name: str) -> str:
    args = [meeting.table_id] if name in ("seats", "owners") else [meeting.table_id, meeting.number]
    response = browser.get(reverse(f"tables:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_coach_and_co_owner_do_not_read_it(meeting: Meeting, name: str) -> None:
    town = meeting.table.municipality
    coach = MatchFactory.create(idea=meeting.table.idea, accepted=True).coach.user
    other = UserFactory.create()
    SeatFactory.create(table=meeting.table, user=other, is_owner=True)
    for user in (coach, other):
        assert NAME not in page(at_site(town, user), meeting, name)


@pytest.mark.parametrize("name", [one for one in PAGES if one != "owners"])
def test_the_pinner_does(client: Client, meeting: Meeting, name: str) -> None:
    client.force_login(owner_of(meeting.table.idea))
    assert NAME in page(client, meeting, name)


def test_an_answer_to_any_invitation_tells_it(meeting: Meeting) -> None:
    seat = Seat.everywhere.filter(name=NAME).first()
    assert seat
    coach = MatchFactory.create(idea=meeting.table.idea, accepted=True).coach.user
    InvitationFactory.create(meeting=meeting, seat=seat, answer="comes", answered_at=clock.now())
    meeting.table.round = 2
    meeting.table.save()
    assert NAME in page(at_site(meeting.table.municipality, coach), meeting, "seats")


def test_joined_to_a_line_without_a_name_it_stays_hidden(meeting: Meeting) -> None:
    owner = owner_of(meeting.table.idea)
    goes = Seat.everywhere.filter(name=NAME).first()
    assert goes
    stays = SeatFactory.create(table=meeting.table, source=SeatSource.GUEST, name="", email="")
    joined = seats.join(actor=owner, table_id=meeting.table_id, stays_id=stays.pk, goes_id=goes.pk)
    assert (joined.name, joined.source) == (NAME, SeatSource.SUPPORT)


@pytest.mark.parametrize("was_listed", [True, False])
def test_the_pinner_may_hide_their_name_later(meeting: Meeting, was_listed: bool) -> None:
    owner = owner_of(meeting.table.idea)
    own.show_name(actor=owner, idea=meeting.table.idea, display=NameDisplay.FULL)
    owner.refresh_from_db()
    if was_listed:
        SeatFactory.create(table=meeting.table, email=owner.email)
    with transaction.atomic():
        table = steps.lock(meeting.table_id)
        seat = seats.owner_seat(table)
    path = table.get_absolute_url()
    for display, shows in ((NameDisplay.FULL, True), (NameDisplay.HIDDEN, False)):
        own.show_name(actor=owner, idea=table.idea, display=display)
        browser = at_site(table.municipality, UserFactory.create())
        assert (owner.name in browser.get(path).content.decode()) is shows
        assert bool(Seat.everywhere.get(pk=seat.pk).shown_name) is shows
    assert [one.is_pinner for one in team.of(table).owners] == [True]


def test_who_is_missing_is_told_to_who_organises_alone(meeting: Meeting) -> None:
    """The form promises so, and a note taker or a facilitator does not organise."""
    minutes = Minutes.everywhere.get(meeting=meeting)
    Wanted.objects.create(minutes=minutes, capacity=Capacity.EMPLOYEE, name="Wim Wens", why="Drinkt te veel")
    Meeting.everywhere.update(facilitator=UserFactory.create())
    meeting.refresh_from_db()
    writer = UserFactory.create()
    NoteTaker.objects.create(meeting=meeting, seat=SeatFactory.create(table=meeting.table, user=writer))
    assert meeting.facilitator
    for user, reads in ((writer, False), (meeting.facilitator, False), (owner_of(meeting.table.idea), True)):
        html = page(at_site(meeting.table.municipality, user), meeting, "write")
        assert ("Wim Wens" in html, "Drinkt te veel" in html) == (reads, reads)


def test_who_reads_along_reads_no_name_of_the_coach(meeting: Meeting) -> None:
    MatchFactory.create(idea=meeting.table.idea, accepted=True, coach__user__name="Coby Stil")
    minutes = Minutes.everywhere.get(meeting=meeting)
    _draft, mask = live.draft(live.State(minutes.pk, meeting.pk, 0, 0, "", 0))
    assert mask.apply("Coby vroeg door.") == "[AanTafel!coach] vroeg door."
