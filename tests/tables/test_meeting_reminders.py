"""A week and a day before, once for each person and date, whatever happens meanwhile; and the day after."""

from datetime import UTC, datetime, timedelta

import pytest

from aantafel.core import clock, killpoints
from aantafel.outbox.models import OutgoingMail
from tables.enums import ActorRole, Answer, InvitationWay, MeetingState
from tables.models import Invitation, Meeting, Seat
from tables.services import attendance, meeting_reminders, meetings, seats
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 6, 17, 18, 0, tzinfo=UTC)  # a Wednesday
MORNING = timedelta(hours=-8)


@pytest.fixture
def meeting() -> Meeting:
    with clock.frozen(EVENING - timedelta(days=30)):
        return MeetingFactory.create(number=1, starts_at=EVENING, bring="Een foto van het plein")


def remind(days: int, moment: datetime = EVENING) -> int:
    with clock.frozen(moment - timedelta(days=days) + MORNING):
        return meeting_reminders.remind()


def told(kind: str = "meeting_reminder") -> list[str]:
    rows = OutgoingMail.objects.filter(kind=f"tables/{kind}")
    return sorted(rows.values_list("to_address", flat=True))


def comes(meeting: Meeting, **fields: object) -> Invitation:
    return InvitationFactory.create(meeting=meeting, **{"answer": Answer.COMES, **fields})


def test_a_week_and_a_day_before_each_once(meeting: Meeting) -> None:
    one = comes(meeting)
    owner = owner_of(meeting.table.idea).email
    sent = [remind(days) for days in (9, 8, 7, 7, 6, 5, 2, 1, 1, 0)]
    assert sent == [0, 0, 2, 0, 0, 0, 0, 2, 0, 0]
    assert told() == sorted([owner, owner, one.seat.email, one.seat.email])
    one.refresh_from_db()
    assert one.reminded_week_at is not None
    assert one.reminded_day_at is not None


def test_only_who_comes_or_perhaps_comes(meeting: Meeting) -> None:
    perhaps = comes(meeting, answer=Answer.MAYBE)
    signed_up = comes(meeting, way=InvitationWay.OPEN, sent_at=None)
    comes(meeting, answer=Answer.NOT)
    comes(meeting, answer=Answer.SENDS)
    comes(meeting, answer="")
    comes(meeting, waits_since=clock.now())
    comes(meeting, answer=Answer.MAYBE, seat__quiet_at=clock.now())
    comes(meeting, seat__removed_at=clock.now())
    quiet = comes(meeting, seat__quiet_at=clock.now())
    remind(1)
    owner = owner_of(meeting.table.idea).email
    assert told() == sorted([owner, perhaps.seat.email, signed_up.seat.email, quiet.seat.email])


def test_it_says_what_to_bring_and_how_to_get_there(meeting: Meeting) -> None:
    Meeting.everywhere.update(directions="Neem bus 3 tot de kerk.", has_step_free=True)
    one = comes(meeting)
    remind(1)
    body = OutgoingMail.objects.get(to_address=one.seat.email).body_text
    for words in ("Een foto van het plein", "Neem bus 3 tot de kerk.", "zonder drempel", "Buurthuis De Linde"):
        assert words in body


def test_the_link_to_answer_is_in_the_language_of_who_reads(meeting: Meeting) -> None:
    one = comes(meeting, seat__language="en")
    remind(1)
    assert f"/en/uitnodiging/tafel/{one.key}/" in OutgoingMail.objects.get(to_address=one.seat.email).body_text


def test_a_meeting_that_moved_is_told_of_anew(meeting: Meeting) -> None:
    one = comes(meeting)
    remind(7)
    later = EVENING + timedelta(days=7)
    with clock.frozen(EVENING - timedelta(days=3)):
        meetings.change(actor=None, role=ActorRole.OWNER, meeting_id=meeting.pk, seen=None, starts_at=later)
    assert remind(1) == 0
    remind(7, later)
    remind(1, later)
    assert told().count(one.seat.email) == 3


def test_who_signs_in_afterwards_is_not_reminded_again(meeting: Meeting) -> None:
    one = comes(meeting)
    remind(7)
    user = UserFactory.create(email=one.seat.email)
    seats.link(user)
    assert remind(7) == 0
    Seat.everywhere.filter(pk=one.seat_id).update(email="ander@adres.example")
    assert remind(7) == 0
    assert len(told()) == 2


def test_not_of_one_that_was_called_off(meeting: Meeting) -> None:
    comes(meeting)
    with clock.frozen(EVENING - timedelta(days=3)):
        meetings.cancel(actor=None, role=ActorRole.OWNER, meeting_id=meeting.pk, seen=None, reason="Ziek.")
    assert remind(1) == 0


def test_a_worker_killed_halfway_sends_none_twice(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    people = [comes(meeting).seat.email for _ in range(3)]
    reached = []

    def die(name: str) -> None:
        reached.append(name)
        if len(reached) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(killpoints, "handler", die)
    with pytest.raises(KeyboardInterrupt):
        remind(1)
    assert len(told()) == 2
    monkeypatch.setattr(killpoints, "handler", None)
    remind(1)
    assert told() == sorted([owner_of(meeting.table.idea).email, *people])


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_once(meeting: Meeting) -> None:
    for _ in range(3):
        comes(meeting)
    at_once(lambda: remind(1), lambda: remind(1))
    assert len(told()) == 4


def test_by_the_day_in_amsterdam_around_the_change_of_the_clock() -> None:
    early = datetime(2026, 3, 29, 22, 30, tzinfo=UTC)  # the day after, in Amsterdam
    with clock.frozen(early - timedelta(days=30)):
        meeting = MeetingFactory.create(starts_at=early)
    comes(meeting)
    with clock.frozen(datetime(2026, 3, 28, 10, tzinfo=UTC)):
        assert meeting_reminders.remind() == 0
    with clock.frozen(datetime(2026, 3, 29, 10, tzinfo=UTC)):
        assert meeting_reminders.remind() == 2


class TestTheDayAfter:
    def settle(self, days: int = 1) -> None:
        with clock.frozen(EVENING + timedelta(days=days) + MORNING):
            meeting_reminders.settle()

    def test_with_attendance_it_was_held(self, meeting: Meeting) -> None:
        with clock.frozen(EVENING):
            seat = SeatFactory.create(table=meeting.table)
            attendance.check_in(actor=None, meeting_id=meeting.pk, seat_id=seat.pk)
        self.settle()
        meeting.refresh_from_db()
        assert (meeting.state, told("meeting_was_it")) == (MeetingState.HELD, [])

    def test_what_is_long_ago_keeps_nobody_from_being_asked(
        self, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(meeting_reminders, "MOST", 1)
        MeetingFactory.create(starts_at=EVENING - timedelta(days=40))
        self.settle()
        assert told("meeting_was_it") == [owner_of(meeting.table.idea).email]

    def test_else_its_organisers_are_asked_once(self, meeting: Meeting) -> None:
        self.settle(0)
        assert told("meeting_was_it") == []
        self.settle()
        self.settle()
        self.settle(2)
        meeting.refresh_from_db()
        assert meeting.state == MeetingState.PLANNED
        assert told("meeting_was_it") == [owner_of(meeting.table.idea).email]
