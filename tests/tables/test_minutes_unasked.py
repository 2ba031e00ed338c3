"""Before minutes go to everyone, who checks them reads which names stand in the text without having been given."""

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import NameDisplay
from tables.minutes.draft import gather
from tables.minutes.unasked import unasked
from tables.models import Card, Minutes, MinutesPart, Table
from tests.factories.ideas import owner_of
from tests.factories.minutes import meeting_of, minutes_of, seat_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes() -> Minutes:
    return minutes_of(meeting_of(TableFactory.create()))


def found(minutes: Minutes, text: str) -> list[tuple[str, str]]:
    MinutesPart.objects.filter(minutes=minutes, part="gezegd").delete()
    MinutesPart.objects.create(minutes=minutes, part="gezegd", text=text)
    return [(one.words, one.known_as) for one in unasked(gather(minutes))]


def sits(table: Table, name: str, display: NameDisplay = NameDisplay.HIDDEN, role: str = "klusser") -> None:
    seat = seat_of(table, name)
    seat.name_display, seat.role = display, role
    seat.save()


def test_a_name_that_somebody_did_not_give_is_named(minutes: Minutes) -> None:
    sits(minutes.meeting.table, "Henk Hamer")
    assert found(minutes, "Daar was Henk, en hij vroeg iets.") == [("Henk", "Inwoner, klusser")]
    assert found(minutes, "Henks hamer lag er. De hamer van HAMER.") == [("Henk", "Inwoner, klusser")]
    assert found(minutes, "Er was een hamer, en henkel ook.") == []


def test_who_gave_a_first_name_is_not_named_in_full(minutes: Minutes) -> None:
    sits(minutes.meeting.table, "Henk Hamer", NameDisplay.FIRST)
    assert found(minutes, "Henk vroeg iets.") == []
    assert found(minutes, "Henk Hamer vroeg iets.") == [("Henk Hamer", "Henk")]


def test_whose_whole_name_shows_may_stand_there_and_lends_it_to_a_namesake(minutes: Minutes) -> None:
    sits(minutes.meeting.table, "Henk Hamer", NameDisplay.FULL)
    sits(minutes.meeting.table, "Henk Zaag")
    assert found(minutes, "Henk Hamer vroeg iets, en Henk antwoordde.") == []
    assert found(minutes, "Henk Zaag vroeg iets.") == [("Henk Zaag", "Inwoner, klusser")]


def test_it_is_found_wherever_people_type(minutes: Minutes) -> None:
    sits(minutes.meeting.table, "Henk Hamer")
    Card.objects.create(minutes=minutes, text="een idee van Henk")
    assert found(minutes, "") == [("Henk", "Inwoner, klusser")]


def test_the_page_says_so_before_it_goes_to_everyone(client: Client, minutes: Minutes) -> None:
    table = minutes.meeting.table
    sits(table, "Henk Hamer")
    found(minutes, "Henk vroeg iets.")
    client.force_login(owner_of(table.idea))
    page = reverse("tables:minutes_check", args=[table.pk, minutes.meeting.number])
    assert "‘Henk’, op de site: Inwoner, klusser" in client.get(page).content.decode()
    found(minutes, "Een inwoner vroeg iets.")
    assert "Horen deze namen" not in client.get(page).content.decode()
