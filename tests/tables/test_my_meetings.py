"""Who leads a meeting, writes its minutes, or owns a table with others finds on their own page what to do next."""

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.core import clock
from coaches.enums_talk import HelpKind
from coaches.models import HelpRequest
from tables.enums import FacilitatorState
from tables.lifecycle import Step
from tables.models import FacilitatorAsk, Meeting, NoteTaker
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, owner_of
from tests.factories.meetings import MeetingFactory, SeatFactory
from tests.factories.tables import TableFactory
from tests.tables.road import own_by, table_at, written

pytestmark = pytest.mark.django_db

LEADS, NOTES = "Je begeleidt een bijeenkomst over", "Je maakt het verslag van een bijeenkomst over"


@pytest.fixture
def meeting() -> Meeting:
    idea = IdeaFactory.create(published=True, title="Een bankje")
    return MeetingFactory.create(table=TableFactory.create(step=Step.CREATE, idea=idea))


@pytest.fixture
def person() -> User:
    return UserFactory.create()


def own_page(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.get("/mijn/").content.decode()


def led_by(meeting: Meeting, person: User) -> None:
    Meeting.everywhere.filter(pk=meeting.pk).update(facilitator=person)


def noted_by(meeting: Meeting, person: User) -> None:
    NoteTaker.objects.create(meeting=meeting, seat=SeatFactory.create(table=meeting.table, email=person.email))


def test_the_way_to_all_meetings_stands_there_once(person: User) -> None:
    assert own_page(person).count(f'href="{reverse("tables:my_meetings")}"') == 1


def test_what_there_is_to_do_is_not_called_where_one_sits(meeting: Meeting, person: User) -> None:
    led_by(meeting, person)
    page = own_page(person)
    assert "Wat er bij tafels voor jou te doen is</h2>" in page
    assert "Aan tafel</h2>" not in page


def test_who_leads_a_meeting_reads_what_to_do_now(meeting: Meeting, person: User) -> None:
    assert LEADS not in own_page(person)
    led_by(meeting, person)
    page = own_page(person)
    assert f"{LEADS} “Een bankje”. Bekijk de agenda en bereid de bijeenkomst voor." in page
    assert reverse("tables:meeting_work", args=[meeting.table_id, meeting.number]) in page


def test_who_is_asked_to_lead_one_can_answer(meeting: Meeting, person: User) -> None:
    request = HelpRequest.everywhere.create(
        municipality=meeting.table.municipality,
        asker=owner_of(meeting.table.idea),
        kind=HelpKind.FACILITATOR,
        text="Wie?",
    )
    ask = FacilitatorAsk.everywhere.create(
        meeting=meeting, request=request, person=person, state=FacilitatorState.ASKED, asked_at=clock.now()
    )
    page = own_page(person)
    assert "Je bent gevraagd om een bijeenkomst over “Een bankje” te begeleiden. Zeg ja of nee." in page
    assert reverse("tables:facilitate", args=[ask.key]) in page


def test_who_takes_notes_comes_to_the_minutes_until_they_are_handed_in(meeting: Meeting, person: User) -> None:
    noted_by(meeting, person)
    page = own_page(person)
    assert f"{NOTES} “Een bankje”." in page
    assert reverse("tables:write", args=[meeting.table_id, meeting.number]) in page
    written(meeting, version=0, state="to_check")
    assert NOTES not in own_page(person)


def test_what_is_published_or_called_off_asks_nothing_more(meeting: Meeting, person: User) -> None:
    led_by(meeting, person)
    noted_by(meeting, person)
    MeetingFactory.create(table=meeting.table, facilitator=person, state="cancelled")
    written(meeting)
    page = own_page(person)
    assert LEADS not in page
    assert NOTES not in page


def test_who_owns_a_table_with_others_reads_what_to_do_there(person: User) -> None:
    table = table_at(Step.DO)
    own_by(table, person)
    page = own_page(person)
    assert "De tafel voert het plan uit. Vertel hoe het gaat" in page
    assert reverse("tables:plan", args=[table.pk]) in page


def test_an_owner_who_leads_it_reads_it_at_the_table(meeting: Meeting) -> None:
    owner = owner_of(meeting.table.idea)
    led_by(meeting, owner)
    assert LEADS not in own_page(owner)
