"""At one table a person sits in one capacity, wherever it is said: at the door, in an answer, on the list."""

from datetime import timedelta
from typing import Any

import pytest

from aantafel.accounts.enums import Capacity
from aantafel.core import clock
from tables.enums import Answer
from tables.models import Invitation, Meeting, Seat, Table
from tables.services import attendance, invitations, seats
from tables.services.capacity import OtherCapacity
from tables.services.invitations import Told
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

AS_PROFESSIONAL = Told(Capacity.PROFESSIONAL, "huisarts", "Werkt er")


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


@pytest.fixture
def seat(table: Table) -> Seat:
    """Somebody who came to the first meeting as a resident."""
    found = SeatFactory.create(table=table, name="Mieke Gast")
    there = {"checked_in_at": clock.now(), "sat_as": Capacity.RESIDENT}
    InvitationFactory.create(seat=found, meeting=MeetingFactory.create(table=table, number=1, held=True), **there)
    return found


@pytest.fixture
def now(table: Table) -> Meeting:
    """The second meeting, which has just begun."""
    return MeetingFactory.create(table=table, number=2, purpose="second", starts_at=clock.now() - timedelta(minutes=5))


def at_the_door(meeting: Meeting, capacity: str, **more: Any) -> Invitation:
    return attendance.at_the_door(code=meeting.door_code, capacity=capacity, role="huisarts", **more)


def test_at_the_door_nobody_is_something_else_than_before(seat: Seat, now: Meeting) -> None:
    with pytest.raises(OtherCapacity, match="inwoner"):
        at_the_door(now, Capacity.PROFESSIONAL, name=seat.name)
    assert at_the_door(now, Capacity.RESIDENT, name=seat.name).sat_as == Capacity.RESIDENT


def test_whoever_comes_first_says_as_what_and_may_put_that_right(table: Table, now: Meeting) -> None:
    seat = SeatFactory.create(table=table)
    for capacity in (Capacity.PROFESSIONAL, Capacity.EMPLOYEE):
        attendance.check_in(actor=None, meeting_id=now.pk, seat_id=seat.pk, capacity=capacity)
        seat.refresh_from_db()
        assert seat.capacity == Invitation.everywhere.get(seat=seat).sat_as == capacity


def test_an_answer_does_not_make_somebody_else_of_them(seat: Seat, table: Table) -> None:
    invitation = InvitationFactory.create(seat=seat, meeting=MeetingFactory.create(table=table, number=2))
    with pytest.raises(OtherCapacity):
        invitations.answer(key=invitation.key, given=Answer.COMES, told=AS_PROFESSIONAL)
    invitation.refresh_from_db()
    seat.refresh_from_db()
    assert (invitation.answer, seat.capacity) == ("", Capacity.RESIDENT)


def test_signing_up_does_not_either(seat: Seat, table: Table) -> None:
    user = UserFactory.create(email=seat.email)
    with pytest.raises(OtherCapacity):
        invitations.sign_up(
            actor=user, meeting_id=MeetingFactory.create(table=table, number=2).pk, told=AS_PROFESSIONAL
        )


def test_nor_does_who_organises(seat: Seat, table: Table) -> None:
    details = seats.Details(capacity=Capacity.EMPLOYEE, name=seat.name, email=seat.email)
    who: dict[str, Any] = {"actor": owner_of(table.idea), "table_id": table.pk}
    with pytest.raises(OtherCapacity):
        seats.change(**who, seat_id=seat.pk, seen=seats.mark_of(seat), details=details)


def test_two_who_came_in_two_capacities_are_not_one_person(seat: Seat, table: Table, now: Meeting) -> None:
    other = SeatFactory.create(table=table, capacity=Capacity.EMPLOYEE)
    who: dict[str, Any] = {"actor": owner_of(table.idea), "table_id": table.pk}
    attendance.check_in(actor=None, meeting_id=now.pk, seat_id=other.pk)
    with pytest.raises(OtherCapacity):
        seats.join(**who, stays_id=seat.pk, goes_id=other.pk)
    never_came = SeatFactory.create(table=table, capacity=Capacity.PROFESSIONAL)
    assert seats.join(**who, stays_id=never_came.pk, goes_id=seat.pk).capacity == Capacity.RESIDENT
