"""Writing minutes: nobody's words are overwritten unread, lines never conflict, and only who may writes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aantafel.accounts.models import User
from aantafel.core import clock
from tables.enums import ActorRole, MeetingState, MinutesPartName
from tables.models import (
    Card,
    CardGroup,
    Decision,
    Meeting,
    Minutes,
    MinutesPart,
    MinutesPartVersion,
    NotedAction,
    Seat,
    Table,
)
from tables.permissions import noted_meeting, role_in
from tables.services.minutes import Overtaken, begin, give_way, note_takers, notes, save
from tables.services.minutes.writing import MinutesClosed, NoMeetingYet
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.minutes import meeting_of, minutes_of, published, seat_of
from tests.factories.tables import TableFactory
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db

SAID = MinutesPartName.SAID


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


@pytest.fixture
def owner(table: Table) -> User:
    return owner_of(table.idea)


@pytest.fixture
def minutes(table: Table, owner: User) -> Minutes:
    return begin(meeting_of(table).pk, actor=owner)


def write(minutes: Minutes, actor: User, text: str, seen: int, role: ActorRole = ActorRole.OWNER) -> MinutesPart | None:
    return save(actor=actor, minutes_id=minutes.pk, name=SAID, text=text, seen=seen, role=role)


def texts(minutes: Minutes) -> list[str]:
    """Oldest first."""
    rows = MinutesPartVersion.objects.filter(part__minutes=minutes, part__part=SAID)
    return list(rows.order_by("number").values_list("text", flat=True))


class TestBeginning:
    def test_a_second_time_gives_the_same_minutes(self, minutes: Minutes, owner: User) -> None:
        assert begin(minutes.meeting_id, actor=owner) == minutes

    @pytest.mark.parametrize("state", [MeetingState.CANCELLED, MeetingState.POLL])
    def test_a_meeting_that_is_not_there_has_none(self, table: Table, owner: User, state: MeetingState) -> None:
        with pytest.raises(NoMeetingYet):
            begin(meeting_of(table, state=state).pk, actor=owner)


class TestTexts:
    def test_each_text_is_kept_with_who_wrote_it_and_as_what(self, minutes: Minutes, owner: User) -> None:
        other = UserFactory.create()
        write(minutes, owner, "Een", 0)
        write(minutes, other, "Twee", 1, ActorRole.NOTE_TAKER)
        kept = MinutesPartVersion.objects.order_by("number").values_list("number", "text", "by", "role")
        assert list(kept) == [(1, "Een", owner.pk, "owner"), (2, "Twee", other.pk, "notes")]

    def test_every_change_raises_the_stamp_and_the_same_text_does_not(self, minutes: Minutes, owner: User) -> None:
        write(minutes, owner, "Een", 0)
        write(minutes, owner, "Een", 0)
        minutes.refresh_from_db()
        assert (minutes.stamp, texts(minutes)) == (1, ["Een"])

    def test_nothing_typed_makes_nothing(self, minutes: Minutes, owner: User) -> None:
        assert write(minutes, owner, "", 0) is None
        assert not MinutesPart.objects.exists()

    def test_who_has_not_read_the_words_of_the_other_overwrites_nothing(self, minutes: Minutes, owner: User) -> None:
        write(minutes, owner, "Een", 0)
        write(minutes, UserFactory.create(), "Twee", 1)
        with pytest.raises(Overtaken) as caught:
            write(minutes, owner, "Drie", 1)
        assert caught.value.part.text == "Twee"
        assert texts(minutes) == ["Een", "Twee"]

    def test_letting_the_other_text_stand_keeps_ones_own(self, minutes: Minutes, owner: User) -> None:
        write(minutes, UserFactory.create(), "Van hen", 0)
        give_way(actor=owner, minutes_id=minutes.pk, name=SAID, text="Van mij", role=ActorRole.OWNER)
        assert texts(minutes) == ["Van hen", "Van mij", "Van hen"]

    @pytest.mark.parametrize("state", [{"idea__taken_off": True, "idea__published": False}])
    def test_at_a_table_that_is_gone_nothing_is_written(self, state: dict[str, Any]) -> None:
        table = TableFactory.create(**state)
        minutes = minutes_of(meeting_of(table))
        with pytest.raises(MinutesClosed):
            write(minutes, owner_of(table.idea), "Nog iets", 1)


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_of_two_first_texts_one_stands_and_the_other_is_told(self) -> None:
        table = TableFactory.create()
        one, other = owner_of(table.idea), UserFactory.create()
        minutes = begin(meeting_of(table).pk, actor=one)

        def tried(actor: User, text: str) -> str:
            try:
                write(minutes, actor, text, 0)
            except Overtaken as error:
                return f"verloor van {error.part.text}"
            return "bewaard"

        outcomes = at_once(lambda: tried(one, "Een"), lambda: tried(other, "Twee"))
        part = MinutesPart.objects.get()
        assert sorted(outcomes) == ["bewaard", f"verloor van {part.text}"]
        assert texts(minutes) == [part.text]

    def test_cards_of_two_note_takers_all_stand_there(self) -> None:
        table = TableFactory.create()
        one, other = owner_of(table.idea), UserFactory.create()
        minutes = begin(meeting_of(table).pk, actor=one)

        def add(actor: User, word: str) -> None:
            for number in range(5):
                notes.add_cards(
                    actor=actor,
                    minutes_id=minutes.pk,
                    texts=[f"{word} {number}", f"{word} en {number}"],
                    new_group="Samen",
                )

        at_once(lambda: add(one, "stoel"), lambda: add(other, "bank"))
        assert Card.objects.count() == 20
        assert CardGroup.objects.count() == 1
        minutes.refresh_from_db()
        assert minutes.stamp == 10

    def test_two_who_begin_at_one_moment_make_one(self) -> None:
        table = TableFactory.create()
        meeting = meeting_of(table)
        people = (owner_of(table.idea), UserFactory.create())
        made = at_once(*(lambda actor=actor: begin(meeting.pk, actor=actor) for actor in people))
        assert made[0] == made[1]


class TestNotes:
    def test_many_cards_at_once_and_none_of_them_twice(self, minutes: Minutes, owner: User) -> None:
        who: dict[str, Any] = {"actor": owner, "minutes_id": minutes.pk}
        assert notes.add_cards(**who, texts=["bankje", "tafel", "bankje"]) == 2
        assert notes.add_cards(**who, texts=["bankje", "licht"]) == 1
        assert [card.text for card in Card.objects.all()] == ["bankje", "tafel", "licht"]

    def test_a_thousand_cards_are_enough(self, minutes: Minutes, owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(notes, "MOST_CARDS", 3)
        notes.add_cards(actor=owner, minutes_id=minutes.pk, texts=["een", "twee"])
        with pytest.raises(notes.EnoughCards):
            notes.add_cards(actor=owner, minutes_id=minutes.pk, texts=["drie", "vier"])
        assert notes.add_cards(actor=owner, minutes_id=minutes.pk, texts=["drie"]) == 1

    def test_cards_move_to_a_group_and_an_empty_group_goes(self, minutes: Minutes, owner: User) -> None:
        who: dict[str, Any] = {"actor": owner, "minutes_id": minutes.pk}
        notes.add_cards(**who, texts=["bankje", "tafel"], new_group="Zitten")
        keys = list(Card.objects.values_list("pk", flat=True))
        notes.move_cards(**who, card_ids=[*keys, 999_999], new_group="Staan")
        assert [group.title for group in CardGroup.objects.all()] == ["Staan"]
        notes.rename_group(**who, group_id=CardGroup.objects.get().pk, title="Liggen")
        notes.change_card(**who, card_id=keys[0], text="bank")
        assert set(Card.objects.values_list("text", "group__title")) == {("bank", "Liggen"), ("tafel", "Liggen")}
        notes.remove_cards(**who, card_ids=keys)
        assert not CardGroup.objects.exists()

    def test_what_somebody_else_took_away_is_told(self, minutes: Minutes, owner: User) -> None:
        who: dict[str, Any] = {"actor": owner, "minutes_id": minutes.pk}
        with pytest.raises(notes.GoneAlready):
            notes.change_card(**who, card_id=1, text="x")
        with pytest.raises(notes.GoneAlready):
            notes.rename_group(**who, group_id=1, title="x")
        with pytest.raises(notes.GoneAlready):
            notes.change_decision(**who, decision_id=1, text="x")
        with pytest.raises(notes.GoneAlready):
            notes.change_action(**who, action_id=1, text="x")

    def test_nothing_of_another_meeting_can_be_touched(self, minutes: Minutes, owner: User) -> None:
        other = minutes_of(meeting_of(TableFactory.create()))
        card, group = Card.objects.create(minutes=other, text="x"), CardGroup.objects.create(minutes=other, title="x")
        seat = seat_of(other.meeting.table, "Ans Anders")
        who: dict[str, Any] = {"actor": owner, "minutes_id": minutes.pk}
        notes.remove_cards(**who, card_ids=[card.pk])
        assert notes.move_cards(**who, card_ids=[card.pk], new_group="weg") == 0
        notes.add_cards(**who, texts=["eigen"], group_id=group.pk)
        notes.add_action(**who, text="Iets doen", seat_id=seat.pk)
        card.refresh_from_db()
        assert (card.minutes, card.group) == (other, None)
        assert Card.objects.get(text="eigen").group is None
        assert NotedAction.objects.get().seat is None

    def test_a_published_decision_keeps_its_number_and_an_action_goes_on_in_the_plan(
        self, table: Table, owner: User
    ) -> None:
        minutes = minutes_of(meeting_of(table))
        who: dict[str, Any] = {"actor": owner, "minutes_id": minutes.pk}
        notes.add_decision(**who, text="We beginnen klein.")
        notes.add_decision(**who, text="We vragen de gemeente.")
        notes.add_action(**who, text="Stoelen halen", who="de voetbalclub", due_on=date(2026, 12, 24))
        published(minutes)
        first = Decision.objects.get(number=1)
        notes.remove_decision(**who, decision_id=first.pk)
        notes.add_decision(**who, text="En we bellen de krant.")
        with pytest.raises(notes.InThePlan):
            notes.change_action(**who, action_id=NotedAction.objects.get().pk, text="Anders")
        with pytest.raises(notes.InThePlan):
            notes.remove_action(**who, action_id=NotedAction.objects.get().pk)
        published(minutes, reason="Een besluit was dubbel.")
        assert list(Decision.objects.order_by("pk").values_list("number", "text")) == [
            (1, "We beginnen klein."),
            (2, "We vragen de gemeente."),
            (3, "En we bellen de krant."),
        ]

    def test_the_same_line_sent_twice_stands_there_once(self, minutes: Minutes, owner: User) -> None:
        who: dict[str, Any] = {"actor": owner, "minutes_id": minutes.pk}
        for _again in range(2):
            notes.add_decision(**who, text="Ja.")
            notes.add_action(**who, text="Bellen")
            notes.add_wanted(**who, capacity="employee", role="wethouder")
        assert (Decision.objects.count(), NotedAction.objects.count(), minutes.wanted.count()) == (1, 1, 1)


class TestWhoMayWrite:
    def test_owner_facilitator_and_who_was_pointed_out(self, table: Table, owner: User) -> None:
        leader, writer, by_mail = (UserFactory.create() for _ in range(3))
        meeting = meeting_of(table, facilitator=leader)
        note_takers.point_out(meeting.pk, seat_of(table, user=writer).pk, actor=owner)
        note_takers.point_out(meeting.pk, seat_of(table, email=by_mail.email).pk, actor=owner)
        roles = [role_in(one, table, meeting) for one in (owner, leader, writer, by_mail, UserFactory.create())]
        assert roles == [
            ActorRole.OWNER,
            ActorRole.FACILITATOR,
            ActorRole.NOTE_TAKER,
            ActorRole.NOTE_TAKER,
            None,
        ]
        note_takers.let_go(meeting.pk, Seat.everywhere.get(user=writer).pk, actor=owner)
        assert role_in(writer, table, meeting) is None

    def test_the_address_of_who_has_an_account_opens_nothing_for_another(self, table: Table, owner: User) -> None:
        """A seat belongs to its person; that the address stands there too lets no one else in."""
        meeting = meeting_of(table)
        stranger = UserFactory.create()
        seat = seat_of(table, user=UserFactory.create(), email=stranger.email)
        note_takers.point_out(meeting.pk, seat.pk, actor=owner)
        assert role_in(stranger, table, meeting) is None

    def test_who_cannot_sign_in_cannot_be_asked(self, table: Table, owner: User) -> None:
        with pytest.raises(note_takers.NotReachable):
            note_takers.point_out(meeting_of(table).pk, seat_of(table, "Ans").pk, actor=owner)

    def test_writing_for_one_meeting_opens_no_other(self, table: Table, owner: User) -> None:
        writer = UserFactory.create()
        one, other = meeting_of(table), meeting_of(table, 2)
        note_takers.point_out(one.pk, seat_of(table, user=writer).pk, actor=owner)
        assert noted_meeting(writer, table.pk, 1).role is ActorRole.NOTE_TAKER
        assert role_in(writer, table, Meeting.everywhere.get(pk=other.pk)) is None

    @pytest.mark.parametrize("begun", [True, False])
    def test_an_owner_comes_in_by_one_query(self, table: Table, owner: User, begun: bool) -> None:
        meeting = meeting_of(table)
        made = minutes_of(meeting) if begun else None
        with CaptureQueriesContext(connection) as asked:
            found = noted_meeting(owner, table.pk, 1)
            assert (found.minutes, found.meeting, found.table.idea.owner) == (made, meeting, owner)
            assert found.minutes is None or found.minutes.meeting.table.municipality == table.municipality
        assert len(asked) == 1

    def test_a_long_time_later_the_same_words_may_be_said_again(self, minutes: Minutes, owner: User) -> None:
        who: dict[str, Any] = {"actor": owner, "minutes_id": minutes.pk}
        notes.add_cards(**who, texts=["bankje"])
        with clock.frozen(clock.now() + timedelta(hours=1)):
            assert notes.add_cards(**who, texts=["bankje"]) == 1
