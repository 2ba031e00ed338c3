"""Before minutes go to everyone, who checks them reads which names stand in the text without having been given."""

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Capacity, NameDisplay
from tables.minutes.draft import gather
from tables.minutes.unasked import unasked
from tables.models import Card, Minutes, MinutesPart, Table, Wanted
from tests.factories.accounts import UserFactory
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import owner_of
from tests.factories.minutes import came, meeting_of, minutes_of, seat_of
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


@pytest.mark.parametrize("name", ["mevrouw Jansen", "van Dijk", "de heer Bakker"])
def test_a_name_that_begins_without_a_capital_is_one_too(minutes: Minutes, name: str) -> None:
    sits(minutes.meeting.table, name)
    assert found(minutes, f"Hij zei dat {name} niet komt.") == [(name, "Inwoner, klusser")]
    assert found(minutes, f"Dat zei {name.split()[-1]}.") == [(name.split()[-1], "Inwoner, klusser")]
    assert found(minutes, "Mevrouw de voorzitter kwam van ver, en een heer ook.") == []


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


def test_who_is_missing_is_named_too_though_on_no_list_yet(minutes: Minutes) -> None:
    Wanted.objects.create(minutes=minutes, capacity=Capacity.EMPLOYEE, role="groen", name="Ans Bakker")
    assert found(minutes, "Ans weet dit.") == [("Ans", "Medewerker van de gemeente, groen")]


@pytest.mark.parametrize(
    ("who", "known_as"), [("coach", "AanTafel!coach"), ("leads", "Begeleider"), ("owns", "Inwoner")]
)
def test_so_is_who_guides_leads_or_owns(minutes: Minutes, who: str, known_as: str) -> None:
    meeting = minutes.meeting
    person = UserFactory.create(name="Bram Voorbeeld", name_display=NameDisplay.HIDDEN)
    if who == "coach":
        MatchFactory.create(idea=meeting.table.idea, accepted=True, coach__user=person)
    elif who == "leads":
        meeting.facilitator = person
        meeting.save()
    else:
        meeting.table.idea.owner = person
        meeting.table.idea.save()
    assert found(minutes, "Voorbeeld leidde het gesprek.") == [("Voorbeeld", known_as)]
    sits(meeting.table, "Bram Voorbeeld", NameDisplay.FULL)
    assert found(minutes, "Voorbeeld leidde het gesprek.") == []


def test_somebody_in_several_ways_stands_there_once(minutes: Minutes) -> None:
    meeting = minutes.meeting
    match = MatchFactory.create(idea=meeting.table.idea, accepted=True, coach__user__name="Bram Voorbeeld")
    meeting.facilitator = match.coach.user
    meeting.save()
    Wanted.objects.create(
        minutes=minutes, capacity=Capacity.RESIDENT, name="Fatima", seat=seat_of(meeting.table, "Fatima")
    )
    assert [words for words, _known_as in found(minutes, "Bram Voorbeeld zag Fatima.")] == ["Fatima", "Bram Voorbeeld"]


@pytest.mark.parametrize("field", ["sat_role", "sat_interest"])
def test_it_looks_in_what_people_say_of_themselves(minutes: Minutes, field: str) -> None:
    sits(minutes.meeting.table, "Henk Hamer")
    came(minutes.meeting, seat_of(minutes.meeting.table), **{field: "buurvrouw van Henk"})
    assert found(minutes, "") == [("Henk", "Inwoner, klusser")]
    (one,) = unasked(gather(minutes))
    assert (one.place.anchor, str(one.place.heading)) == ("erbij", "Wie erbij is")


@pytest.fixture
def page(client: Client, minutes: Minutes) -> str:
    """Where the owner reads it, with a name in it that somebody did not give."""
    table = minutes.meeting.table
    sits(table, "Henk Hamer")
    found(minutes, "Henk vroeg iets.")
    client.force_login(owner_of(table.idea))
    return reverse("tables:minutes_check", args=[table.pk, minutes.meeting.number])


def test_the_page_says_so_and_where_before_it_goes_to_everyone(client: Client, minutes: Minutes, page: str) -> None:
    html = client.get(page).content.decode()
    assert "‘Henk’, op de site: Inwoner, klusser" in html
    assert 'schrijven/#deel-gezegd">Kijk bij ‘Wat er is gezegd’</a>' in html
    found(minutes, "Een inwoner vroeg iets.")
    html = client.get(page).content.decode()
    assert "Horen deze namen" not in html and 'name="asked"' not in html


def test_names_go_to_everyone_only_after_somebody_said_that_they_may(
    client: Client, minutes: Minutes, page: str
) -> None:
    sent = {"publish": "1", "seen": str(minutes.stamp)}
    response = client.post(page, sent)
    assert response.status_code == 422
    assert "Haal de namen uit de tekst. Of vraag het deze mensen eerst" in response.content.decode()
    assert Minutes.everywhere.get().version == 0
    client.post(page, {**sent, "asked": "on"})
    assert Minutes.everywhere.get().version == 1


def test_without_such_names_nothing_is_asked(client: Client, minutes: Minutes, page: str) -> None:
    found(minutes, "Een inwoner vroeg iets.")
    client.post(page, {"publish": "1", "seen": str(minutes.stamp)})
    assert Minutes.everywhere.get().version == 1
