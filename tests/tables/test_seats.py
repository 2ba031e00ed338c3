"""The list of a table: put on it, changed, taken off, joined, and two people at once."""

from typing import Any

import pytest

from aantafel.accounts.enums import Capacity
from aantafel.core import clock
from tables.enums import Answer, Reach, SeatSource, TableState
from tables.models import (
    Action,
    Ballot,
    Choice,
    DateAsk,
    Evaluation,
    Invitation,
    NoteTaker,
    Seat,
    SurveyPass,
    Table,
)
from tables.services import seats
from tables.services.seats import Details
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.factories.plans import variant_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

MIEKE: dict[str, Any] = {"name": "Mieke Groen", "capacity": Capacity.PROFESSIONAL, "email": "Mieke@Groen.example"}


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


def add(table: Table, **changes: Any) -> Seat:
    return seats.add(actor=owner_of(table.idea), table_id=table.pk, details=Details(**{**MIEKE, **changes}))


def change(table: Table, seat: Seat, seen: str = "", **changes: Any) -> Seat:
    return seats.change(
        actor=owner_of(table.idea),
        table_id=table.pk,
        seat_id=seat.pk,
        seen=seen or seats.mark_of(seat),
        details=Details(**{**MIEKE, **changes}),
    )


class TestAdding:
    def test_somebody_is_on_the_list_and_so_is_the_owner(self, table: Table) -> None:
        seat = add(table, why="Kent de bomen")
        assert (seat.email, seat.why, seat.source) == ("mieke@groen.example", "Kent de bomen", SeatSource.OWN)
        owner = Seat.everywhere.get(table=table, is_owner=True)
        assert (owner.user, owner.capacity, owner.source) == (
            owner_of(table.idea),
            table.idea.capacity,
            SeatSource.OWNER,
        )

    def test_the_same_twice_stands_there_once(self, table: Table) -> None:
        assert add(table) == add(table)

    def test_a_known_address_is_refused_and_the_line_is_told(self, table: Table) -> None:
        first = add(table)
        with pytest.raises(seats.OnTheList) as told:
            add(table, name="Iemand anders", email="MIEKE@groen.example")
        assert told.value.seat == first

    def test_an_address_may_stand_at_two_tables(self, table: Table) -> None:
        add(table)
        add(TableFactory.create())
        assert Seat.everywhere.filter(email="mieke@groen.example").count() == 2

    def test_a_table_that_has_stopped_takes_nobody(self, table: Table) -> None:
        Table.everywhere.filter(pk=table.pk).update(state=TableState.STOPPED)
        with pytest.raises(seats.ListClosed):
            add(table)

    def test_who_was_on_the_list_and_owns_the_table_keeps_the_line(self, table: Table) -> None:
        seat = SeatFactory.create(table=table, email=owner_of(table.idea).email)
        add(table)
        seat.refresh_from_db()
        assert seat.is_owner
        assert Seat.everywhere.filter(table=table, is_owner=True).count() == 1


class TestChanging:
    def test_what_is_written_down_changes(self, table: Table) -> None:
        seat = change(table, add(table), talent="Kan tekenen", reach=Reach.PHONE, phone="0612345678")
        seat.refresh_from_db()
        assert (seat.talent, seat.reach) == ("Kan tekenen", Reach.PHONE)

    def test_who_was_overtaken_does_not_overwrite(self, table: Table) -> None:
        seat = add(table)
        seen = seats.mark_of(seat)
        change(table, seat, why="Van de een")
        with pytest.raises(seats.ChangedMeanwhile) as told:
            change(table, seat, seen, why="Van de ander")
        assert told.value.seat.why == "Van de een"
        change(table, seat, seats.mark_of(told.value.seat), why="Van de ander")
        seat.refresh_from_db()
        assert seat.why == "Van de ander"

    def test_another_address_takes_the_keys_along(self, table: Table) -> None:
        seat = add(table)
        asked = InvitationFactory.create(meeting__table=table, seat=seat)
        change(table, seat, email="goed@groen.example")
        after = Invitation.everywhere.get(pk=asked.pk)
        assert after.key != asked.key
        assert after.sent_at is None

    def test_an_address_that_is_hidden_stays(self, table: Table) -> None:
        seat = SeatFactory.create(table=table, hides_address=True, email="geheim@buurt.example")
        change(table, seat, email="")
        seat.refresh_from_db()
        assert seat.email == "geheim@buurt.example"


class TestTakingOff:
    def test_nothing_about_the_person_stays(self, table: Table) -> None:
        seat = add(table, phone="0612345678", why="Omdat", talent="Iets", asker="Noor")
        asked = InvitationFactory.create(meeting__table=table, seat=seat, text="Lieve Mieke", said="Ik ben op reis")
        seats.remove(actor=owner_of(table.idea), table_id=table.pk, seat_id=seat.pk)
        seat.refresh_from_db()
        asked.refresh_from_db()
        kept = (seat.name, seat.email, seat.phone, seat.why, seat.talent, seat.asker, seat.role, asked.text, asked.said)
        assert set(kept) == {""}
        assert seat.removed_at and seat.erased_at
        assert asked.sent_at, "that somebody of this capacity was asked stays"

    def test_what_they_were_going_to_do_is_for_somebody_else(self, table: Table) -> None:
        seat = add(table)
        for number, state in enumerate(("open", "help", "done"), start=1):
            Action.everywhere.create(table=table, number=number, text="Hout halen", seat=seat, state=state)
        NoteTaker.objects.create(meeting=MeetingFactory.create(table=table), seat=seat)
        seats.remove(actor=owner_of(table.idea), table_id=table.pk, seat_id=seat.pk)
        assert list(Action.everywhere.values_list("state", "seat")) == [
            ("open", None),
            ("help", None),
            ("done", seat.pk),
        ]
        assert not NoteTaker.objects.exists()

    def test_the_owner_stays(self, table: Table) -> None:
        add(table)
        owner = Seat.everywhere.get(table=table, is_owner=True)
        with pytest.raises(seats.OwnerStays):
            seats.remove(actor=owner_of(table.idea), table_id=table.pk, seat_id=owner.pk)

    def test_the_place_goes_to_who_waits(self, table: Table) -> None:
        meeting = MeetingFactory.create(table=table, size=2)
        seat = InvitationFactory.create(meeting=meeting, answer=Answer.COMES).seat
        waits = InvitationFactory.create(meeting=meeting, answer=Answer.COMES, waits_since=clock.now())
        seats.remove(actor=owner_of(table.idea), table_id=table.pk, seat_id=seat.pk)
        waits.refresh_from_db()
        assert waits.waits_since is None

    def test_a_line_of_another_table_is_not_there(self, table: Table) -> None:
        other = SeatFactory.create()
        with pytest.raises(seats.NotOnTheList):
            seats.remove(actor=owner_of(table.idea), table_id=table.pk, seat_id=other.pk)


class TestJoining:
    def test_two_lines_become_one(self, table: Table) -> None:
        stays = SeatFactory.create(table=table, name="Jan", email="", phone="0612345678", reach=Reach.PHONE)
        user = UserFactory.create()
        goes = SeatFactory.create(
            table=table, name="Jan Jansen", email="jan@buurt.example", user=user, needs="Rolstoel"
        )
        meeting = MeetingFactory.create(table=table)
        InvitationFactory.create(meeting=meeting, seat=stays)
        said = InvitationFactory.create(meeting=meeting, seat=goes, answer=Answer.COMES)
        other = InvitationFactory.create(meeting=MeetingFactory.create(table=table), seat=goes)
        seats.join(actor=owner_of(table.idea), table_id=table.pk, stays_id=stays.pk, goes_id=goes.pk)
        stays.refresh_from_db()
        goes.refresh_from_db()
        assert (stays.name, stays.email, stays.user, stays.needs) == ("Jan", "jan@buurt.example", user, "Rolstoel")
        assert (goes.email, goes.user) == ("", None)
        assert goes.removed_at
        assert set(Invitation.everywhere.filter(seat=stays)) == {said, other}

    def test_all_that_hangs_on_the_one_comes_to_hang_on_the_other(self, table: Table) -> None:
        stays, goes = SeatFactory.create(table=table), SeatFactory.create(table=table)
        first, second = MeetingFactory.create(table=table), MeetingFactory.create(table=table, poll=True)
        action = Action.everywhere.create(table=table, number=1, text="Hout halen", seat=goes)
        note = NoteTaker.objects.create(meeting=first, seat=goes)
        kept = NoteTaker.objects.create(meeting=second, seat=stays)
        NoteTaker.objects.create(meeting=second, seat=goes)
        DateAsk.everywhere.create(meeting=second, seat=stays)
        said = DateAsk.everywhere.create(meeting=second, seat=goes, answered_at=clock.now())
        evaluation = Evaluation.everywhere.create(table=table, round=1)
        answered = SurveyPass.objects.create(evaluation=evaluation, seat=goes, has_answered=True)
        SurveyPass.objects.create(evaluation=evaluation, seat=stays)
        self.join(table, stays, goes)
        assert list(Action.everywhere.filter(seat=stays)) == [action]
        assert set(NoteTaker.objects.filter(seat=stays)) == {note, kept} == set(NoteTaker.objects.all())
        assert list(DateAsk.everywhere.all()) == list(DateAsk.everywhere.filter(seat=stays)) == [said]
        assert list(SurveyPass.objects.all()) == list(SurveyPass.objects.filter(seat=stays)) == [answered]

    def test_who_chose_on_both_lines_chose_once_and_a_choice_that_is_closed_keeps_its_numbers(
        self, table: Table
    ) -> None:
        stays, goes = SeatFactory.create(table=table), SeatFactory.create(table=table)
        variant = variant_of(table)
        for closed_at in (clock.now(), None):
            choice = Choice.everywhere.create(table=table, way="vote", closed_at=closed_at)
            for seat in (stays, goes):
                Ballot.objects.create(choice=choice, seat=seat, variant=variant, number=1)
        self.join(table, stays, goes)
        numbers = [choice.ballots.count() for choice in Choice.everywhere.order_by("pk")]
        assert numbers == [2, 1]

    def join(self, table: Table, stays: Seat, goes: Seat) -> None:
        seats.join(actor=owner_of(table.idea), table_id=table.pk, stays_id=stays.pk, goes_id=goes.pk)

    def test_one_line_is_not_two(self, table: Table) -> None:
        seat = SeatFactory.create(table=table)
        with pytest.raises(seats.SamePerson):
            seats.join(actor=owner_of(table.idea), table_id=table.pk, stays_id=seat.pk, goes_id=seat.pk)


class TestLinking:
    def test_who_signs_in_gets_what_hangs_on_the_address(self, table: Table) -> None:
        user = UserFactory.create(email="mieke@groen.example")
        seat = add(table)
        seats.link(user)
        seat.refresh_from_db()
        assert seat.user == user

    def test_not_where_somebody_has_a_seat_already(self, table: Table) -> None:
        user = UserFactory.create(email="mieke@groen.example")
        SeatFactory.create(table=table, user=user, email="")
        seat = add(table)
        seats.link(user)
        seat.refresh_from_db()
        assert seat.user is None
