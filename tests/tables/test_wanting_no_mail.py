"""Whoever wants no more mail from a table gets none: it holds for the address, whatever happens to its line."""

from datetime import timedelta
from typing import Any

import pytest

from aantafel.accounts.enums import Capacity
from aantafel.core import clock
from aantafel.outbox.models import OptOut, OutgoingMail
from aantafel.outbox.services import optout
from tables.enums import Answer
from tables.models import Invitation, Meeting, NoteTaker, QuietAddress, Seat, Table
from tables.notifications import minutes as notifications_minutes
from tables.notifications.asking import CATEGORY, NEWS
from tables.services import invitations, seat_privacy, seats
from tables.services.invitations.answers import Other, Told
from tests.factories.ideas import owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.tables.road import written

pytestmark = pytest.mark.django_db

ADDRESS = "rust@buurt.example"


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory.create()


@pytest.fixture
def quiet(meeting: Meeting) -> Invitation:
    """Said so, and was taken off the list."""
    asked = InvitationFactory.create(meeting=meeting, seat__email=ADDRESS)
    invitations.be_quiet(key=asked.key)
    seats.remove(actor=owner_of(meeting.table.idea), table_id=meeting.table_id, seat_id=asked.seat_id)
    return asked


def again(meeting: Meeting, email: str = "Rust@Buurt.example") -> Seat:
    details = seats.Details(Capacity.RESIDENT, email=email)
    return seats.add(actor=owner_of(meeting.table.idea), table_id=meeting.table_id, details=details)


def ask(meeting: Meeting, *wanted: Seat) -> invitations.Asked:
    chosen: dict[str, Any] = {"seat_ids": [one.pk for one in wanted], "text": "Kom je?", "asker": "Noor"}
    actor = owner_of(meeting.table.idea)
    return invitations.send(actor=actor, table_id=meeting.table_id, meeting_id=meeting.pk, **chosen)


def mailed(kind: str) -> list[str]:
    return list(OutgoingMail.objects.filter(kind=f"tables/{kind}").values_list("to_address", flat=True))


@pytest.mark.usefixtures("quiet")
class TestOnTheListAgain:
    def test_nobody_is_mailed(self, meeting: Meeting) -> None:
        back, other = again(meeting), again(meeting, "anders@buurt.example")
        asked = ask(meeting, back, other)
        assert [one.pk for one in asked.left_out] == [back.pk]
        assert mailed("invited") == [other.email]
        back.refresh_from_db()
        assert back.quiet_at, "so that the list says it"

    @pytest.mark.parametrize("is_listed", [False, True])
    def test_nor_by_who_sends_somebody(self, meeting: Meeting, *, is_listed: bool) -> None:
        if is_listed:
            again(meeting)
        key = InvitationFactory.create(meeting=meeting).key
        other, told = Other("Rust", ADDRESS), Told(Capacity.RESIDENT)
        invitations.answer(key=key, given=Answer.SENDS, told=told, other=other)
        assert mailed("invited") == []

    def test_another_table_may_ask(self) -> None:
        elsewhere = MeetingFactory.create()
        assert ask(elsewhere, again(elsewhere)).mailed

    def test_until_they_want_mail_again(self, meeting: Meeting) -> None:
        back = InvitationFactory.create(meeting=meeting, seat=again(meeting), sent_at=None)
        invitations.be_quiet(key=back.key, quiet=False)
        assert ask(meeting, back.seat).mailed

    def test_no_address_is_kept(self) -> None:
        assert "rust" not in str(QuietAddress.objects.get().__dict__)
        Table.everywhere.update(state="stopped", moved_at=clock.now() - timedelta(days=184))
        seat_privacy.erase_old()
        assert not QuietAddress.objects.exists()


class TestFromEveryTable:
    """A sort of mail that somebody stopped altogether."""

    def test_nobody_is_asked_to_take_notes(self, meeting: Meeting) -> None:
        seat = SeatFactory.create(table=meeting.table)
        notifications_minutes.note_taker(NoteTaker(meeting=meeting, seat=seat))
        mail = OutgoingMail.objects.get(kind="tables/minutes_note_taker")
        OptOut.objects.create(address=seat.email, category=CATEGORY)
        assert optout.unwanted([mail]) == {mail.pk}

    def test_minutes_can_be_stopped(self) -> None:
        meeting = MeetingFactory.create(held=True)
        InvitationFactory.create(meeting=meeting, answer=Answer.COMES)
        notifications_minutes.published(written(meeting))
        mail = OutgoingMail.objects.get(kind="tables/minutes_published")
        assert (mail.optional, mail.category) == (True, NEWS)
        assert "/post/stop/" in mail.body_text
