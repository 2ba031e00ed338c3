"""A name out of minutes, and what somebody said out of everything, however they are forgotten; and nothing more."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from aantafel.accounts.enums import NameDisplay
from aantafel.accounts.models import User
from aantafel.accounts.services import privacy
from aantafel.core import clock
from ideas.models import Idea
from tables.enums import ActorRole, ChoiceWay, MinutesPartName
from tables.minutes.text import path_of
from tables.models import (
    Action,
    Ballot,
    Card,
    CardGroup,
    Choice,
    Decision,
    Evaluation,
    Invitation,
    Meeting,
    Minutes,
    MinutesPart,
    MinutesPartVersion,
    MinutesVersion,
    NameRemoval,
    NotedAction,
    SurveyAnswer,
    SurveyPass,
    Table,
    Wanted,
)
from tables.services import seat_privacy, seats, survey
from tables.services.minutes import notes, save
from tests.factories.accounts import UserFactory
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import owner_of
from tests.factories.minutes import came, meeting_of, minutes_of, published, seat_of
from tests.factories.plans import variant_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db
OF_MINUTES = (MinutesPart, CardGroup, Card, Decision, NotedAction, Wanted)


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


class TestWhatNobodyPublished:
    """Names go out of it, and in time all of it goes."""

    NAME = "Fatima Yilmaz"

    @staticmethod
    def long_over(table: Table) -> None:
        long_ago = clock.now() - timedelta(days=184)
        Table.everywhere.filter(pk=table.pk).update(state="stopped", moved_at=long_ago)
        Minutes.everywhere.filter(meeting__table=table).update(changed_at=long_ago)

    def everywhere(self, owner: User, minutes: Minutes) -> None:
        """Somebody types the name wherever one can."""
        who: dict[str, Any] = {"actor": owner, "minutes_id": minutes.pk}
        notes.add_cards(**who, texts=[f"{self.NAME}: een bankje"], new_group=f"Van {self.NAME}")
        notes.add_decision(**who, text=f"{self.NAME} is aan zet")
        notes.add_action(**who, text=f"Vraag {self.NAME}", who=self.NAME)
        notes.add_wanted(**who, capacity="resident", role="buur", name=self.NAME, why=f"{self.NAME} weet het")
        name, said = MinutesPartName.SAID, minutes.parts.get(part=MinutesPartName.SAID)
        for text in (f"{self.NAME} kookt.", "Er wordt gekookt."):
            save(**who, name=name, text=text, seen=said.version, role=ActorRole.OWNER)
            said.refresh_from_db()

    @staticmethod
    def typed(table: Table) -> str:
        """All that is kept of the minutes of this table."""
        found: list[object] = []
        for model, way in ((MinutesPartVersion, "part__minutes"), *((one, "minutes") for one in OF_MINUTES)):
            rows = getattr(model, "everywhere", model.objects)
            found += rows.filter(**{f"{way}__meeting__table": table}).values()
        return str(found)

    @pytest.mark.parametrize("way", ["link", "list", "account"])
    def test_a_draft_loses_the_name_of_who_is_forgotten(self, table: Table, minutes: Minutes, way: str) -> None:
        owner = owner_of(table.idea)
        person = UserFactory.create(name=self.NAME)
        seat = seat_of(table, self.NAME, email=person.email)
        asked = came(meeting_of(table, 2), seat)
        self.everywhere(owner, minutes)
        assert "Fatima" in self.typed(table)
        forget(way, owner, asked, person)
        assert "Fatima" not in self.typed(table) and "Yilmaz" not in self.typed(table)

    @pytest.mark.parametrize("does", ["pins", "guides", "leads", "writes"])
    def test_so_it_does_of_who_has_no_seat(self, table: Table, minutes: Minutes, does: str) -> None:
        person = UserFactory.create(name=self.NAME)
        self.everywhere(owner_of(table.idea), minutes)
        match does:
            case "pins":
                Idea.everywhere.filter(pk=table.idea_id).update(owner=person)
            case "guides":
                MatchFactory.create(idea=table.idea, accepted=True, coach__user=person)
            case "leads":
                Meeting.everywhere.filter(pk=minutes.meeting_id).update(facilitator=person)
            case _:
                Minutes.everywhere.update(begun_by=person)
        privacy.erase(actor=person, ideas_too=False)
        assert "Fatima" not in self.typed(table) and "Yilmaz" not in self.typed(table)

    def test_nor_does_a_stranger_take_words_out_of_it(self, table: Table, minutes: Minutes) -> None:
        self.everywhere(owner_of(table.idea), minutes)
        before = self.typed(table)
        privacy.erase(actor=UserFactory.create(name=self.NAME), ideas_too=False)
        assert self.typed(table) == before

    def test_of_public_minutes_what_no_version_shows_loses_it_too(self, table: Table, minutes: Minutes) -> None:
        """Everyone read the decision, of a meeting where they were not; nobody an earlier text, or who was missed."""
        owner = owner_of(table.idea)
        self.everywhere(owner, minutes)
        published(minutes)
        asked = came(meeting_of(table, 2), seat_of(table, self.NAME, email="fatima@buurt.example"))
        seat_privacy.erase_by_key(key=str(asked.key))
        assert f"{self.NAME} is aan zet" in str(MinutesVersion.everywhere.get().content)
        assert minutes.decisions.get().text == f"{self.NAME} is aan zet"
        wanted = minutes.wanted.get()
        assert "Fatima" not in f"{wanted.name} {wanted.why}"
        assert not MinutesPartVersion.objects.filter(text__contains="Fatima").exists()
        assert not NameRemoval.objects.exists()

    def test_so_does_what_was_changed_since_the_newest_version(self, table: Table, minutes: Minutes) -> None:
        owner = owner_of(table.idea)
        published(minutes)
        notes.add_decision(actor=owner, minutes_id=minutes.pk, text=f"{self.NAME} is aan zet")
        asked = came(meeting_of(table, 2), seat_of(table, self.NAME, email="fatima@buurt.example"))
        seat_privacy.erase_by_key(key=str(asked.key))
        assert minutes.decisions.get().text == "[…] is aan zet"

    def test_who_was_missed_and_then_asked_is_forgotten_there(self, table: Table, minutes: Minutes) -> None:
        """Under another name than the one on the list, too."""
        owner = owner_of(table.idea)
        notes.add_wanted(actor=owner, minutes_id=minutes.pk, capacity="resident", name="De buuv", why="Kent iedereen")
        published(minutes)
        wanted = minutes.wanted.get()
        assert wanted.seat
        seats.remove(actor=owner, table_id=table.pk, seat_id=wanted.seat.pk)
        wanted.refresh_from_db()
        assert (wanted.name, wanted.why) == ("", "")

    def test_six_months_after_the_table_ended_a_draft_goes_whole(self, table: Table, minutes: Minutes) -> None:
        self.everywhere(owner_of(table.idea), minutes)
        self.long_over(table)
        seat_privacy.erase_old()
        seat_privacy.erase_old()
        assert not Minutes.everywhere.exists()
        assert self.typed(table) == "[]"

    @pytest.mark.parametrize("fresh", ["the table runs", "somebody wrote in it", "everyone read it"])
    def test_not_sooner(self, table: Table, minutes: Minutes, fresh: str) -> None:
        if fresh == "everyone read it":
            published(minutes)
        self.long_over(table)
        if fresh == "the table runs":
            Table.everywhere.update(state="running")
        elif fresh == "somebody wrote in it":
            Minutes.everywhere.update(changed_at=clock.now())
        seat_privacy.erase_old()
        assert Minutes.everywhere.exists()

    def test_then_a_draft_that_is_worked_on_and_earlier_texts_name_nobody_of_the_list(
        self, table: Table, owner: User, minutes: Minutes
    ) -> None:
        self.everywhere(owner, minutes)
        seat_of(table, self.NAME, email="fatima@buurt.example")
        self.long_over(table)
        Minutes.everywhere.update(changed_at=clock.now())
        seat_privacy.erase_old()
        assert "Fatima" not in self.typed(table)
        assert "een bankje" in self.typed(table)

    @pytest.mark.parametrize("way", ["in time", "account"])
    def test_to_forget_somebody_makes_a_draft_no_fresher(
        self, table: Table, owner: User, minutes: Minutes, way: str
    ) -> None:
        """Somebody wrote ten days after the end: six months from that day it goes, whoever is forgotten meanwhile."""
        self.everywhere(owner, minutes)
        person = UserFactory.create(name=self.NAME, email="fatima@buurt.example")
        asked = came(meeting_of(table, 2), seat_of(table, self.NAME, email=person.email))
        self.long_over(table)
        wrote = clock.now() - timedelta(days=174)
        Minutes.everywhere.update(changed_at=wrote)
        if way == "in time":
            seat_privacy.erase_old()
        else:
            forget(way, owner, asked, person)
        assert "Fatima" not in self.typed(table)
        assert Minutes.everywhere.get(pk=minutes.pk).changed_at == wrote
        with clock.frozen(clock.now() + timedelta(days=10)):
            seat_privacy.erase_old()
        assert not Minutes.everywhere.exists()
