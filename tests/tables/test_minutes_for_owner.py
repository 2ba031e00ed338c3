"""What the screens of minutes say to who publishes them, and to who only wrote them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.core import clock
from tables.enums import ActorRole, MinutesPartName, MinutesState
from tables.models import Meeting, Minutes, MinutesPart, Table
from tables.services.minutes import begin, note_takers, save
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.minutes import meeting_of, seat_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


@pytest.fixture
def meeting(table: Table) -> Meeting:
    return meeting_of(table)


@pytest.fixture
def minutes(table: Table, meeting: Meeting) -> Minutes:
    """Handed in to the owner."""
    made = begin(meeting.pk, actor=owner_of(table.idea))
    Minutes.everywhere.filter(pk=made.pk).update(state=MinutesState.TO_CHECK, handed_in_at=clock.now())
    return made


def page(user: object, name: str, meeting: Meeting) -> str:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    response = client.get(reverse(f"tables:{name}", args=[meeting.table_id, meeting.number]))
    assert response.status_code == 200
    return response.content.decode()


def test_the_owner_reads_that_they_publish_them(table: Table, meeting: Meeting, minutes: Minutes) -> None:
    owner = owner_of(table.idea)
    one = page(owner, "minutes_one", meeting)
    assert "Het verslag is geschreven. Lees het en plaats het." in one
    assert "De tafeleigenaar leest het" not in one
    write = page(owner, "write", meeting)
    assert "Lees het na en plaats het" in write and "lever in" not in write
    assert "Het verslag ligt bij de tafeleigenaar" not in write


def test_who_wrote_them_reads_with_whom_they_are(table: Table, meeting: Meeting, minutes: Minutes) -> None:
    writer = UserFactory.create()
    note_takers.point_out(meeting.pk, seat_of(table, user=writer, email=writer.email).pk, actor=owner_of(table.idea))
    assert "Lees het in zijn geheel" in page(writer, "write", meeting)
    Minutes.everywhere.filter(pk=minutes.pk).update(state=MinutesState.WRITING)
    assert "Lees na en lever in" in page(writer, "write", meeting)


def test_a_text_of_another_day_says_which(table: Table, meeting: Meeting, minutes: Minutes) -> None:
    owner = owner_of(table.idea)
    who = {"actor": owner, "role": ActorRole.OWNER}
    save(minutes_id=minutes.pk, name=MinutesPartName.SAID, text="Een", seen=0, **who)  # type: ignore[arg-type]
    assert "Bewaard om" in page(owner, "write", meeting)
    MinutesPart.objects.update(changed_at=clock.now() - timedelta(days=3))
    assert "Bewaard op" in page(owner, "write", meeting)
