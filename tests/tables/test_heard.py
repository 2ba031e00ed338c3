"""What somebody hears and lands on who does not see the screen: menus, messages, headings and the focus."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from tables.models import Meeting, Minutes, Table
from tables.services.minutes import begin
from tests.factories.ideas import owner_of
from tests.factories.minutes import meeting_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


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


def url(meeting: Meeting, name: str, *args: object) -> str:
    return reverse(f"tables:{name}", args=[meeting.table_id, meeting.number, *args])


def test_the_skip_link_passes_the_menu_of_the_table(client: Client, table: Table, owner: User) -> None:
    before, main = client.get(reverse("tables:seats", args=[table.pk])).content.decode().split("<main", 1)
    assert before.count('class="at-work-menu') == 2 and "at-work-menu" not in main
    assert main.index(table.idea.title) < main.index("<h1")


class TestWritingMinutes:
    @pytest.mark.parametrize(
        ("sort", "data", "words"),
        [
            ("oogst", {"add": "1", "cards": "bankje"}, "Het staat erbij."),
            ("besluiten", {"text": "Het komt er."}, "Het staat erbij."),
            ("acties", {"text": "Bellen"}, "Het staat erbij."),
            ("ontbreekt", {"capacity": "resident", "role": "buur"}, "Het staat erbij."),
        ],
    )
    def test_a_list_says_what_was_done_with_it(
        self, client: Client, minutes: Minutes, sort: str, data: dict[str, str], words: str
    ) -> None:
        path = url(minutes.meeting, "write_list", sort)
        assert f'data-said="{words}"' in client.post(path, data, headers=HTMX).content.decode()
        # what came of somebody else is not told as if it were one's own
        fresh = client.get(f"{url(minutes.meeting, 'write')}?lijst={sort}", headers=HTMX).content.decode()
        assert "data-said" not in fresh
        page = client.get(url(minutes.meeting, "write")).content.decode()
        assert f'id="{sort}-said" role="status"' in page.split(f'id="{sort}"')[0]

    def test_without_a_script_a_message_says_so(self, client: Client, minutes: Minutes) -> None:
        path = url(minutes.meeting, "write_list", "besluiten")
        assert "Het staat erbij." in client.post(path, {"text": "Het komt er."}, follow=True).content.decode()
        gone = client.post(path, {"remove": minutes.decisions.get().pk}, follow=True).content.decode()
        assert "Weggehaald." in gone

    def test_each_text_has_a_heading(self, client: Client, minutes: Minutes) -> None:
        page = client.get(url(minutes.meeting, "write")).content.decode()
        found = [(level, re.sub("<[^>]*>", "", words)) for level, words in re.findall(r"<h([1-6])[^>]*>(.*?)</h", page)]
        for heading in (("2", "De pitch"), ("2", "Wat er is gezegd"), ("2", "In het kort"), ("3", "Wie mist er?")):
            assert heading in found
