"""Two people at once: for the last seat, for one address on a list, and for one button."""

import pytest

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core.errors import DomainError
from aantafel.outbox.models import OutgoingMail
from tables.enums import Answer
from tables.models import Invitation, Meeting, Seat
from tables.services import invitations, places, seats
from tables.services.invitations import Told
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

TOLD = Told(Capacity.RESIDENT, "buur", "Ik woon er")


def test_the_last_seat_goes_to_one() -> None:
    meeting = MeetingFactory.create(size=2)
    people = [UserFactory.create() for _each in range(4)]

    def sign_up(user: User) -> Invitation:
        return invitations.sign_up(actor=user, meeting_id=meeting.pk, told=TOLD)

    at_once(*(lambda user=user: sign_up(user) for user in people))
    assert places.taken(meeting) == 2
    assert Invitation.everywhere.waiting().count() == 3


def test_who_signs_off_and_who_comes_at_one_moment_leave_no_seat_empty() -> None:
    meeting = MeetingFactory.create(size=2)
    SeatFactory.create(table=meeting.table, is_owner=True, user=owner_of(meeting.table.idea))
    first = InvitationFactory.create(meeting=meeting, answer=Answer.COMES)
    second = InvitationFactory.create(meeting=meeting)
    at_once(
        lambda: invitations.sign_off(key=first.key),
        lambda: invitations.answer(key=second.key, given=Answer.COMES, told=TOLD),
    )
    assert places.taken(Meeting.everywhere.get(pk=meeting.pk)) == 2
    assert not Invitation.everywhere.waiting().exists()


def test_sent_twice_at_one_moment_it_goes_once() -> None:
    meeting = MeetingFactory.create()
    seat = SeatFactory.create(table=meeting.table)

    def send() -> int:
        asked = invitations.send(
            actor=owner_of(meeting.table.idea),
            table_id=meeting.table_id,
            meeting_id=meeting.pk,
            seat_ids=[seat.pk],
            text="Kom je?",
            asker="Noor",
        )
        return len(asked.mailed)

    assert sorted(at_once(send, send)) == [0, 1]
    assert OutgoingMail.objects.filter(kind="tables/invited").count() == 1


def test_one_address_comes_on_the_list_once() -> None:
    meeting = MeetingFactory.create()
    table = meeting.table
    people = (owner_of(table.idea), UserFactory.create())

    def add(user: User) -> str:
        details = seats.Details(capacity=Capacity.RESIDENT, name="Mieke", email="mieke@groen.example")
        try:
            seats.add(actor=user, table_id=table.pk, details=details)
        except DomainError as error:
            return type(error).__name__
        return "added"

    assert sorted(at_once(*(lambda user=user: add(user) for user in people))) == ["OnTheList", "added"]
    assert Seat.everywhere.filter(email="mieke@groen.example").count() == 1
