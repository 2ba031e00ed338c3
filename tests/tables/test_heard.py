"""What somebody hears and lands on who does not see the screen: menus, messages, headings and the focus."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aantafel.accounts.models import User
from tables.enums import MinutesRequestKind
from tables.models import Meeting, Minutes, MinutesRequest, Table
from tables.services.minutes import begin
from tests.factories.ideas import owner_of
from tests.factories.meetings import MeetingFactory, SeatFactory
from tests.factories.minutes import meeting_of, minutes_of, published
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

    def test_what_was_written_is_read_in_its_own_language(self, client: Client, minutes: Minutes) -> None:
        Meeting.everywhere.filter(pk=minutes.meeting_id).update(language="en")
        for sort, data in (
            ("oogst", {"add": "1", "cards": "bench", "new_group": "Seats"}),
            ("acties", {"text": "Ring"}),
        ):
            client.post(url(minutes.meeting, "write_list", sort), data)
        page = client.get(url(minutes.meeting, "write")).content.decode()
        for words in ("bench", "Seats", "Ring"):
            assert f'lang="en">{words}<' in page
        assert "<a" not in re.findall("<legend.*?</legend>", page, re.DOTALL)[0]

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


def test_a_meeting_is_read_in_its_own_language(client: Client) -> None:
    meeting = MeetingFactory.create(language="en", bring="A laptop", directions="Bus 5")
    page = client.get(reverse("tables:meeting", args=[meeting.pk])).content.decode()
    assert 'lang="en">A laptop<' in page and 'lang="en"><p>Bus 5<' in page


def test_a_list_of_people_says_in_words_what_it_shows(client: Client, table: Table, owner: User) -> None:
    SeatFactory.create(table=table, why="Kent iedereen", talent="Tekenen")
    page = client.get(reverse("tables:seats", args=[table.pk])).content.decode()
    words = re.sub(r"\s+", " ", re.sub("<[^>]*>", "", page))
    assert "Waarom: Kent iedereen" in words and "Kan goed: Tekenen" in words


def test_questions_of_one_kind_are_told_apart(client: Client, table: Table, owner: User) -> None:
    minutes = minutes_of(meeting_of(table))
    published(minutes)
    asked = MinutesRequest.everywhere.create(
        table=minutes.meeting.table, minutes=minutes, kind=MinutesRequestKind.NAME, text="Haal mij weg"
    )
    page = client.get(url(minutes.meeting, "minutes_requests")).content.decode()
    assert page.count(f"{asked.get_kind_display()}, {timezone.localtime(asked.at).day} ") == 2
