"""A name out of minutes, and what somebody said out of everything, however they are forgotten; and nothing more."""

import pytest
from django.test import Client

from aantafel.accounts.enums import NameDisplay
from aantafel.accounts.models import User
from aantafel.accounts.services import privacy
from tables.enums import ActorRole, ChoiceWay, MinutesPartName
from tables.minutes.text import path_of
from tables.models import (
    Action,
    Ballot,
    Choice,
    Evaluation,
    Invitation,
    Minutes,
    MinutesVersion,
    NameRemoval,
    SurveyAnswer,
    SurveyPass,
    Table,
)
from tables.services import seat_privacy, seats, survey
from tables.services.minutes import notes
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.minutes import came, meeting_of, minutes_of, published, seat_of
from tests.factories.plans import variant_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


@pytest.fixture
def owner(table: Table) -> User:
    return owner_of(table.idea)


@pytest.fixture
def minutes(table: Table) -> Minutes:
    return minutes_of(meeting_of(table))


def forget(way: str, owner: User, asked: Invitation, person: User) -> None:
    """By the link in the mail, by who makes the list, or with the account that has the address."""
    match way:
        case "link":
            seat_privacy.erase_by_key(key=str(asked.key))
        case "list":
            seats.remove(actor=owner, table_id=asked.seat.table_id, seat_id=asked.seat_id)
        case _:
            privacy.erase(actor=person, ideas_too=False)


def test_a_word_of_every_day_is_no_name(table: Table, minutes: Minutes) -> None:
    said = "Na de pauze doen we het niet. Niet dit jaar, zei Niet. De Vries gaf de sleutel, en Vries vertrok."
    minutes.parts.filter(part=MinutesPartName.SAID).update(text=said)
    shown = {"name_display": NameDisplay.FULL}
    made = [seat_of(table, name, user=UserFactory.create(name=name), **shown) for name in ("niet", "De Vries")]
    for seat in made:
        came(minutes.meeting, seat)
    published(minutes)
    for seat in made:
        assert seat.user
        privacy.erase(actor=seat.user, ideas_too=False)
    words = str(MinutesVersion.everywhere.get().content)
    assert "Na de pauze doen we het niet. Niet dit jaar" in words
    assert "[…] gaf de sleutel, en […] vertrok." in words
    assert "'niet'" not in words and "Vries" not in words
    assert NameRemoval.objects.filter(minutes=minutes, by=None, role=ActorRole.SITE).count() == 2


def test_a_name_typed_without_capitals_goes_too(table: Table, owner: User, minutes: Minutes) -> None:
    minutes.parts.filter(part=MinutesPartName.SAID).update(text="Fatima kookt. Mevrouw Yilmaz ook.")
    seat = seat_of(table, "fatima yilmaz", name_display=NameDisplay.FULL)
    asked = came(minutes.meeting, seat)
    notes.add_action(actor=owner, minutes_id=minutes.pk, text="Soep", seat_id=seat.pk)
    published(minutes)
    seat_privacy.erase_by_key(key=str(asked.key))
    words = str(MinutesVersion.everywhere.get().content).lower()
    assert "fatima" not in words and "yilmaz" not in words


def test_nothing_goes_from_a_meeting_where_that_person_was_not(table: Table, minutes: Minutes) -> None:
    minutes.parts.filter(part=MinutesPartName.SAID).update(text="Ans Bakker vroeg naar stoelen.")
    published(minutes)
    person = UserFactory.create(name="Ans Bakker")
    seat_of(table, "Ans Bakker", user=person, email=person.email)
    privacy.erase(actor=person, ideas_too=False)
    assert "Ans Bakker vroeg" in str(MinutesVersion.everywhere.get().content)
    assert not NameRemoval.objects.exists()


@pytest.mark.parametrize("way", ["link", "list", "account"])
def test_the_name_goes_however_somebody_is_forgotten(table: Table, owner: User, minutes: Minutes, way: str) -> None:
    person = UserFactory.create(name="Ans Bakker")
    seat = seat_of(table, "Ans Bakker", email=person.email, name_display=NameDisplay.FULL)
    asked = came(minutes.meeting, seat)
    notes.add_action(actor=owner, minutes_id=minutes.pk, text="Stoelen halen", seat_id=seat.pk)
    published(minutes)
    forget(way, owner, asked, person)
    words = str(MinutesVersion.everywhere.get().content)
    assert "Bakker" not in words and "Ans" not in words
    assert NameRemoval.objects.count() == 1


def test_who_kept_the_page_gets_it_anew(client: Client, table: Table, minutes: Minutes) -> None:
    person = UserFactory.create(name="Ans Bakker")
    came(minutes.meeting, seat_of(table, "Ans Bakker", user=person, name_display=NameDisplay.FULL))
    published(minutes)
    here = path_of(minutes.meeting)
    again = {"If-None-Match": client.get(here)["ETag"]}
    assert client.get(here, headers=again).status_code == 304
    privacy.erase(actor=person, ideas_too=False)
    assert client.get(here, headers=again).status_code == 200


@pytest.mark.parametrize("way", ["link", "list", "account"])
def test_what_they_said_goes_with_it(table: Table, owner: User, minutes: Minutes, way: str) -> None:
    person = UserFactory.create()
    seat = seat_of(table, "Ans Bakker", email=person.email)
    asked = came(minutes.meeting, seat)
    choice = Choice.everywhere.create(table=table, way=ChoiceWay.CONSENT)
    variant = variant_of(table)
    ballot = Ballot.objects.create(choice=choice, seat=seat, variant=variant, number=0, reason="Mijn buurman")
    action = Action.everywhere.create(table=table, number=1, text="Bellen", seat=seat, said="Ik ben ziek")
    evaluation = Evaluation.everywhere.create(table=table, round=1)
    found = SurveyPass.objects.create(evaluation=evaluation, seat=seat, has_answered=True)
    said = SurveyAnswer.objects.create(
        evaluation=evaluation, code=survey.code_of(found), capacity=seat.capacity, went_well="Leuk", better="Ik"
    )
    forget(way, owner, asked, person)
    for row in (ballot, action, said):
        row.refresh_from_db()
    assert (ballot.reason, action.said, said.went_well, said.better) == ("", "", "", "")


def test_nobody_is_unmasked_while_it_is_written(table: Table, owner: User, minutes: Minutes) -> None:
    minutes.parts.filter(part=MinutesPartName.SAID).update(text="Fatima Yilmaz kookt Fatimas soep. Mevrouw Yilmaz ook.")
    asked = came(minutes.meeting, seat_of(table, "Fatima Yilmaz"), checked_in_at=None, sat_as="")
    seat_privacy.erase_by_key(key=str(asked.key))
    assert minutes.parts.get(part=MinutesPartName.SAID).text == "[…] kookt […] soep. Mevrouw […] ook."
