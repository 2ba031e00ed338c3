"""The own page of who sits at a table begins with that table, before an idea that they have not pinned."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aantafel.accounts.models import User
from aantafel.core import clock
from tables.asking import my_tables
from tables.enums import Answer, TableState
from tables.models import Meeting, NoteTaker, Seat, Table
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.factories.plans import action_of

pytestmark = pytest.mark.django_db

NONE_YET = "Je hebt nog geen idee geprikt"


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory.create(starts_at=clock.now() + timedelta(days=3))


@pytest.fixture
def user() -> User:
    return UserFactory.create()


def seat_for(user: User, table: Table, **more: Any) -> Seat:
    seat: Seat = SeatFactory.create(table=table, user=user, email=user.email, **more)
    return seat


def texts(user: User) -> list[str]:
    return [one.text for one in my_tables.of(user)]


def test_it_stands_above_the_idea_that_is_not_there(meeting: Meeting, user: User) -> None:
    InvitationFactory.create(meeting=meeting, seat=seat_for(user, meeting.table), answer=Answer.COMES)
    client = Client()
    client.force_login(user)
    page = client.get("/mijn/").content.decode()
    assert page.index("Tafels waar ik aan zit") < page.index(meeting.table.idea.title) < page.index(NONE_YET)
    assert "De volgende bijeenkomst is op " in page


def test_who_was_only_asked_does_not_sit_there(meeting: Meeting, user: User) -> None:
    invitation = InvitationFactory.create(meeting=meeting, seat=seat_for(user, meeting.table))
    assert texts(user) == []
    invitation.answer = Answer.NOT
    invitation.save()
    assert texts(user) == []


def test_who_writes_leads_or_does_something_sits_there(meeting: Meeting, user: User) -> None:
    writer, doer = UserFactory.create(), UserFactory.create()
    NoteTaker.objects.create(meeting=meeting, seat=seat_for(writer, meeting.table))
    action_of(meeting.table, seat_for(doer, meeting.table))
    Meeting.everywhere.filter(pk=meeting.pk).update(facilitator=user)
    assert len(texts(user)) == len(texts(writer)) == 1
    assert "1 actie staat open" in texts(doer)[0]


def test_not_for_who_organises_it_nor_when_it_has_ended(meeting: Meeting, user: User) -> None:
    assert texts(owner_of(meeting.table.idea)) == []
    seat = seat_for(user, meeting.table)
    InvitationFactory.create(meeting=meeting, seat=seat, answer=Answer.COMES)
    Seat.everywhere.filter(pk=seat.pk).update(is_owner=True)
    assert texts(user) == []
    Seat.everywhere.filter(pk=seat.pk).update(is_owner=False)
    assert len(texts(user)) == 1
    Table.everywhere.filter(pk=meeting.table_id).update(state=TableState.FINISHED)
    assert texts(user) == []


def test_one_query(meeting: Meeting, user: User) -> None:
    for one in (meeting, MeetingFactory.create()):
        InvitationFactory.create(meeting=one, seat=seat_for(user, one.table), answer=Answer.COMES)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(my_tables.of(user)) == 2
    assert len(asked) <= 2, "and one for the hosts of local sites, which are kept"
