"""Where the table lets others read along, its public pages lead there; a link that opens nothing is not shown."""

import pytest
from django.test import Client
from django.urls import reverse

from tables.enums import Readers
from tables.models import Meeting
from tests.factories.meetings import MeetingFactory
from tests.tables.road import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    made: Meeting = MeetingFactory.create(readers=Readers.EVERYONE)
    return made


def shows_the_way(client: Client, meeting: Meeting) -> list[bool]:
    """On the page of the table, and on that of the meeting."""
    pages = (meeting.table.get_absolute_url(), reverse("tables:meeting", args=[meeting.pk]))
    return [f"/verslagen/{meeting.number}/live/" in client.get(page).content.decode() for page in pages]


def test_from_the_first_word_on(client: Client, meeting: Meeting) -> None:
    assert shows_the_way(client, MeetingFactory.create(readers=Readers.EVERYONE)) == [False, False]
    written(meeting, version=0)
    assert shows_the_way(client, meeting) == [True, True]


@pytest.mark.parametrize(("readers", "shown"), [(Readers.SIGNED, True), (Readers.TABLE, False)])
def test_not_when_only_the_table_reads_along(client: Client, readers: Readers, shown: bool) -> None:
    meeting = MeetingFactory.create(readers=readers)
    written(meeting, version=0)
    assert shows_the_way(client, meeting) == [shown, shown]


def test_not_once_they_are_public(client: Client, meeting: Meeting) -> None:
    written(meeting)
    assert shows_the_way(client, meeting) == [False, False]
