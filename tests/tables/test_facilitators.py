"""Somebody to lead a meeting: the coach, or who the desk names and says yes."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from coaches.enums_talk import HelpKind, HelpSide, HelpState
from coaches.models import HelpRequest
from coaches.services import matches
from municipalities.models import Municipality
from tables.enums import ActorRole, FacilitatorState
from tables.models import FacilitatorAsk, Meeting
from tables.permissions import LEADS_AFTER
from tables.services import facilitators, meetings
from tables.services.meeting_privacy import erase_meetings, export_meetings
from tests.factories.accounts import UserFactory
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import IdeaFactory, owner_of
from tests.factories.instances import InstanceFactory, somebody
from tests.factories.meetings import MeetingFactory
from tests.factories.tables import TableFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Municipality:
    return InstanceFactory.create(municipality__name="Tafeldam").municipality


@pytest.fixture
def meeting(town: Municipality) -> Meeting:
    table = TableFactory.create(idea=IdeaFactory.create(published=True, municipality=town))
    return MeetingFactory.create(table=table, number=1)


@pytest.fixture
def owner(meeting: Meeting) -> User:
    return owner_of(meeting.table.idea)


@pytest.fixture
def leader(town: Municipality) -> User:
    return somebody(Role.INITIATIVE, town, name="Lies Leidt")


def asked(meeting: Meeting, owner: User) -> FacilitatorAsk:
    facilitators.ask(actor=owner, meeting_id=meeting.pk, text="Wie leidt onze eerste avond?")
    return FacilitatorAsk.everywhere.get(meeting=meeting, state=FacilitatorState.OPEN)


def named(ask: FacilitatorAsk, person: User, actor: User) -> FacilitatorAsk:
    facilitators.name(actor=actor, side=HelpSide.DESK, ask_id=ask.pk, person_id=person.pk)
    ask.refresh_from_db()
    return ask


def told(kind: str) -> list[str]:
    return list(OutgoingMail.objects.filter(kind=kind).order_by("pk").values_list("to_address", flat=True))


def test_from_request_to_yes(meeting: Meeting, owner: User, leader: User) -> None:
    coordinator = somebody(Role.COORDINATOR, meeting.table.municipality)
    ask = named(asked(meeting, owner), leader, coordinator)
    assert told("tables/facilitator_asked") == [leader.email]
    client = at_site(meeting.table.municipality, leader)
    address = reverse("tables:facilitate", args=[ask.key])
    assert "Wie leidt onze eerste avond?" in client.get(address).content.decode()
    response = client.post(address, {"yes": "ja", "said": "Graag."})
    assert response["Location"] == reverse("tables:meeting_work", args=[meeting.table_id, 1])
    meeting.refresh_from_db()
    assert meeting.facilitator == leader
    assert HelpRequest.everywhere.get().state == HelpState.DONE
    assert client.get(response["Location"]).status_code == 200


def test_after_a_no_the_desk_looks_on(meeting: Meeting, owner: User, leader: User) -> None:
    ask = named(asked(meeting, owner), leader, owner)
    facilitators.answer(actor=leader, key=ask.key, yes=False, said="Ik ben op vakantie.")
    request = HelpRequest.everywhere.get()
    last = request.entries.last()
    assert last is not None
    assert (request.state, "vakantie" in last.text) == (HelpState.OPEN, True)
    other = somebody(Role.COACH, meeting.table.municipality)
    again = named(ask, other, owner)
    with pytest.raises(facilitators.NotAsked):
        facilitators.answer(actor=leader, key=ask.key, yes=True)
    facilitators.answer(actor=other, key=again.key, yes=True)
    meeting.refresh_from_db()
    assert meeting.facilitator == other


def test_an_erased_account_leads_nothing_and_its_words_go(meeting: Meeting, owner: User, leader: User) -> None:
    ask = named(asked(meeting, owner), leader, owner)
    facilitators.answer(actor=leader, key=ask.key, yes=True, said="Ik woon op nummer 3.")
    assert export_meetings(user=leader)["asked_to_lead"][0]["said"] == "Ik woon op nummer 3."
    erase_meetings(user=leader)
    meeting.refresh_from_db()
    ask.refresh_from_db()
    assert (meeting.facilitator, ask.person, ask.said) == (None, None, "")


def test_only_people_of_the_movement_are_named(meeting: Meeting, owner: User) -> None:
    with pytest.raises(facilitators.NotPossible):
        named(asked(meeting, owner), UserFactory.create(), owner)


def test_only_the_person_who_was_asked_answers(meeting: Meeting, owner: User, leader: User) -> None:
    ask = named(asked(meeting, owner), leader, owner)
    client = at_site(meeting.table.municipality, UserFactory.create())
    assert client.post(reverse("tables:facilitate", args=[ask.key]), {"yes": "ja"}).status_code == 404


def test_asking_twice_asks_once(meeting: Meeting, owner: User) -> None:
    asked(meeting, owner)
    asked(meeting, owner)
    coach: Any = MatchFactory.create(idea=meeting.table.idea, accepted=True).coach.user
    with pytest.raises(facilitators.AskedAlready):
        facilitators.ask(actor=coach, meeting_id=meeting.pk, text="Iemand anders graag.")
    assert FacilitatorAsk.everywhere.count() == 1


def test_a_coach_who_leads_ends_the_search(meeting: Meeting, owner: User) -> None:
    coach = MatchFactory.create(idea=meeting.table.idea, accepted=True).coach.user
    ask = asked(meeting, owner)
    client = at_site(meeting.table.municipality, owner)
    choose = reverse("tables:meeting_facilitator_choose", args=[meeting.table_id, 1])
    client.post(choose, {"wie": str(coach.pk)})
    meeting.refresh_from_db()
    ask.refresh_from_db()
    assert (meeting.facilitator, ask.state) == (coach, FacilitatorState.OFF)
    client.post(choose, {"wie": "niemand"})
    meeting.refresh_from_db()
    assert meeting.facilitator is None


def test_a_coach_who_stops_leads_nothing_that_is_to_come(meeting: Meeting, owner: User) -> None:
    match = MatchFactory.create(idea=meeting.table.idea, accepted=True)
    coach = match.coach.user
    held = MeetingFactory.create(table=meeting.table, number=2, held=True, facilitator=coach)
    facilitators.choose(actor=owner, meeting_id=meeting.pk, person_id=coach.pk)
    matches.end(actor=coach, match_id=match.pk, reason="Ik verhuis.")
    meeting.refresh_from_db()
    held.refresh_from_db()
    assert (meeting.facilitator, held.facilitator) == (None, coach)
    browser = at_site(meeting.table.municipality, coach)
    assert browser.get(reverse("tables:attendance", args=[meeting.table_id, 1])).status_code == 404


def test_some_weeks_after_the_meeting_its_pages_are_closed_to_who_led_it(meeting: Meeting, leader: User) -> None:
    held = MeetingFactory.create(table=meeting.table, number=2, held=True, facilitator=leader)
    browser = at_site(meeting.table.municipality, leader)
    paths = [reverse(f"tables:{name}", args=[held.table_id, 2]) for name in ("attendance", "door_sheet", "write")]
    assert [browser.get(path).status_code for path in paths] == [200, 200, 200]
    Meeting.everywhere.filter(pk=held.pk).update(starts_at=clock.now() - LEADS_AFTER - timedelta(days=1))
    assert [browser.get(path).status_code for path in paths] == [404, 404, 404]


def test_calling_off_ends_the_search(meeting: Meeting, owner: User, leader: User) -> None:
    ask = named(asked(meeting, owner), leader, owner)
    meetings.cancel(actor=owner, role=ActorRole.OWNER, meeting_id=meeting.pk, seen=None, reason="Te koud.")
    ask.refresh_from_db()
    assert (ask.state, HelpRequest.everywhere.get().state) == (FacilitatorState.OFF, HelpState.DONE)
    page = at_site(meeting.table.municipality, leader).get(reverse("tables:facilitate", args=[ask.key]))
    assert "Je hoeft niets te doen." in page.content.decode()


def test_the_desk_names_somebody_on_its_own_screen(meeting: Meeting, owner: User, leader: User) -> None:
    coordinator = somebody(Role.COORDINATOR, meeting.table.municipality)
    request = asked(meeting, owner).request
    assert request.kind == HelpKind.FACILITATOR
    client = at_site(meeting.table.municipality, coordinator)
    address = reverse("coordinator:help_request", args=[request.pk])
    assert "Lies Leidt" in client.get(address).content.decode()
    assert client.post(address, {"act": "name"}).status_code == 422
    assert client.post(address, {"act": "name", "person": leader.pk}).status_code == 302
    assert told("tables/facilitator_asked") == [leader.email]
    assert "heeft nog niet geantwoord" in client.get(address).content.decode()


def test_a_request_on_the_screen_of_the_table(meeting: Meeting, owner: User) -> None:
    client = at_site(meeting.table.municipality, owner)
    address = reverse("tables:meeting_facilitator", args=[meeting.table_id, 1])
    assert client.post(address, {"text": ""}).status_code in (200, 422)
    assert client.post(address, {"text": "Wie leidt dit?"}).status_code == 302
    assert "Er wordt iemand gezocht" in client.get(address).content.decode()
