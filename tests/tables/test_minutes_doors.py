"""Who comes to the pages on which minutes are made and looked after."""

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from tables.models import (
    Meeting,
    Minutes,
    Table,
)
from tables.services.minutes import begin, note_takers
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.minutes import meeting_of, minutes_of, published, seat_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


@pytest.fixture
def owner(client: Client, table: Table) -> User:
    client.force_login(owner_of(table.idea))
    return owner_of(table.idea)


@pytest.fixture
def minutes(table: Table, owner: User) -> Minutes:
    return begin(meeting_of(table).pk, actor=owner)


def url(minutes: Minutes | Meeting, name: str = "write", *args: object) -> str:
    meeting = minutes.meeting if isinstance(minutes, Minutes) else minutes
    return reverse(f"tables:{name}", args=[meeting.table_id, meeting.number, *args])


class TestWhose:
    NAMES = ("write", "write_stand", "minutes_check")
    ORGANISING = ("minutes_one", "minutes_requests", "minutes_take_out")

    @pytest.mark.parametrize("name", [*NAMES, *ORGANISING])
    def test_for_others_there_is_nothing_there(self, client: Client, table: Table, name: str) -> None:
        minutes = minutes_of(meeting_of(table))
        published(minutes)
        client.force_login(UserFactory.create())
        assert client.get(url(minutes, name)).status_code == 404
        assert Client().get(url(minutes, name)).status_code == 302

    @pytest.mark.parametrize("name", ORGANISING)
    def test_who_only_writes_does_not_organise(self, client: Client, table: Table, owner: User, name: str) -> None:
        minutes = minutes_of(meeting_of(table))
        published(minutes)
        writer = UserFactory.create()
        note_takers.point_out(minutes.meeting_id, seat_of(table, user=writer).pk, actor=owner)
        client.force_login(writer)
        assert client.get(url(minutes, "write")).status_code == 200
        assert client.get(url(minutes, name)).status_code == 404

    def test_who_writes_does_not_see_names_that_are_hidden(self, client: Client, table: Table, owner: User) -> None:
        minutes = minutes_of(meeting_of(table))
        seat_of(table, "Geheime Greet")
        assert "Geheime Greet" in client.get(url(minutes)).content.decode()
        writer = UserFactory.create()
        note_takers.point_out(minutes.meeting_id, seat_of(table, user=writer).pk, actor=owner)
        client.force_login(writer)
        assert "Geheime Greet" not in client.get(url(minutes)).content.decode()
