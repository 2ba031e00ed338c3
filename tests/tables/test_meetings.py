"""Meetings: planned, changed, called off and held by one writer, each told once to everybody concerned."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from tables.enums import ActorRole, Answer, InvitationWay, MeetingPurpose, MeetingState, TableState, TimelineKind
from tables.lifecycle import Step
from tables.models import AgendaPart, Invitation, Meeting, Table
from tables.services import meetings, steps
from tests.factories.accounts import UserFactory
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory
from tests.factories.minutes import meeting_of, minutes_of, published
from tests.factories.tables import TableFactory
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db

PLACE = {"place": "De Linde", "address": "Lindelaan 4"}


@pytest.fixture
def table() -> Table:
    return TableFactory.create(step=Step.ASK)


@pytest.fixture
def owner(table: Table) -> User:
    return owner_of(table.idea)


def in_days(days: int) -> datetime:
    return (clock.now() + timedelta(days=days)).replace(microsecond=0)


def planned(table: Table, actor: User | None = None, **details: Any) -> Meeting:
    usual = {"starts_at": in_days(14), "minutes": 120, **PLACE}
    purpose = details.pop("purpose", MeetingPurpose.FIRST)
    return meetings.plan(actor=actor, role=ActorRole.OWNER, table_id=table.pk, purpose=purpose, **{**usual, **details})


def change(meeting: Meeting, **details: Any) -> bool:
    return meetings.change(actor=None, role=ActorRole.OWNER, meeting_id=meeting.pk, seen=None, **details)


def cancel(meeting: Meeting, reason: str = "De zaal is dicht.") -> None:
    meetings.cancel(actor=None, role=ActorRole.OWNER, meeting_id=meeting.pk, seen=None, reason=reason)


def told(kind: str) -> list[str]:
    rows = OutgoingMail.objects.filter(kind=f"tables/{kind}").order_by("pk")
    return sorted(rows.values_list("to_address", flat=True))


class TestPlanning:
    def test_it_gets_an_agenda_a_line_and_the_coach(self, table: Table) -> None:
        coach = MatchFactory.create(idea=table.idea, accepted=True).coach.user
        meeting = planned(table)
        assert (meeting.number, meeting.state, meeting.facilitator) == (1, MeetingState.PLANNED, coach)
        assert sum(AgendaPart.everywhere.filter(meeting=meeting).values_list("minutes", flat=True)) == 120
        line = table.step_changes.last()
        assert line is not None
        assert line.kind == TimelineKind.MEETING
        assert "De Linde, Lindelaan 4" in line.note

    def test_who_organises_hears_it_but_not_who_planned_it(self, table: Table, owner: User) -> None:
        coach = MatchFactory.create(idea=table.idea, accepted=True).coach.user
        planned(table, actor=coach)
        assert told("meeting_planned") == [owner.email]

    def test_a_double_click_plans_once(self, table: Table, owner: User) -> None:
        at = in_days(9)
        assert planned(table, owner, starts_at=at) == planned(table, owner, starts_at=at)
        assert Meeting.everywhere.count() == 1

    def test_there_is_one_first_meeting_in_a_round(self, table: Table) -> None:
        first = planned(table)
        with pytest.raises(meetings.PlannedAlready):
            planned(table, starts_at=in_days(20))
        cancel(first)
        assert planned(table, starts_at=in_days(20)).number == 2

    def test_a_table_that_stopped_plans_nothing(self, table: Table) -> None:
        Table.everywhere.update(state=TableState.STOPPED)
        with pytest.raises(meetings.CannotPlan):
            planned(table)

    def test_not_in_the_past(self, table: Table) -> None:
        with pytest.raises(meetings.HasBeen):
            planned(table, starts_at=in_days(-1))

    @pytest.mark.django_db(transaction=True)
    def test_two_at_once_get_two_numbers(self, table: Table) -> None:
        def plan() -> int:
            return planned(table, purpose=MeetingPurpose.OTHER, title="Nog een").number

        assert sorted(at_once(plan, plan)) == [1, 2]


class TestChanging:
    @pytest.fixture
    def meeting(self, table: Table) -> Meeting:
        return MeetingFactory.create(table=table, number=1)

    def test_another_time_reaches_everybody_concerned_once(self, meeting: Meeting, owner: User) -> None:
        comes = InvitationFactory.create(meeting=meeting, answer=Answer.COMES)
        perhaps = InvitationFactory.create(meeting=meeting, answer=Answer.MAYBE)
        silent = InvitationFactory.create(meeting=meeting)
        waits = InvitationFactory.create(
            meeting=meeting, answer=Answer.COMES, way=InvitationWay.OPEN, sent_at=None, waits_since=clock.now()
        )
        InvitationFactory.create(meeting=meeting, answer=Answer.NOT)
        InvitationFactory.create(meeting=meeting, sent_at=None)
        InvitationFactory.create(meeting=meeting, seat__quiet_at=clock.now())
        quiet = InvitationFactory.create(meeting=meeting, answer=Answer.COMES, seat__quiet_at=clock.now())
        assert change(meeting, starts_at=in_days(21), **PLACE)
        concerned = [owner.email, *(one.seat.email for one in (comes, perhaps, silent, waits, quiet))]
        assert told("meeting_changed") == sorted(concerned)

    def test_who_wants_no_more_mail_and_comes_hears_it_all_the_same(self, meeting: Meeting, owner: User) -> None:
        """As the page says on which they ask for it: else they stand before a closed door."""
        comes = InvitationFactory.create(meeting=meeting, answer=Answer.COMES, seat__quiet_at=clock.now())
        InvitationFactory.create(meeting=meeting, answer=Answer.MAYBE, seat__quiet_at=clock.now())
        change(meeting, starts_at=in_days(15))
        assert told("meeting_changed") == sorted([owner.email, comes.seat.email])
        cancel(meeting)
        assert told("meeting_cancelled") == sorted([owner.email, comes.seat.email])

    def test_it_says_what_was_and_what_is(self, meeting: Meeting, owner: User) -> None:
        change(meeting, place="Het Anker")
        mail = OutgoingMail.objects.get(kind="tables/meeting_changed")
        assert "Het was: Buurthuis De Linde, Lindelaan 4" in mail.body_text
        assert "Het is nu: Het Anker, Lindelaan 4" in mail.body_text

    @pytest.mark.parametrize(
        ("before", "details", "kind"),
        [
            ({"place": "", "address": ""}, PLACE, TimelineKind.PLACE),
            ({"place": "", "address": ""}, {"starts_at": in_days(21), **PLACE}, TimelineKind.MOVED),
            ({"place": "De Eik"}, PLACE, TimelineKind.MOVED),
        ],
    )
    def test_a_place_that_gets_known_moves_nothing(
        self, table: Table, before: dict[str, Any], details: dict[str, Any], kind: TimelineKind
    ) -> None:
        change(planned(table, **before), **details)
        line = table.step_changes.last()
        assert line is not None
        assert line.kind == kind

    def test_the_calendar_of_each_is_kept_up(self, meeting: Meeting) -> None:
        invitation = InvitationFactory.create(meeting=meeting, answer=Answer.COMES)
        change(meeting, starts_at=in_days(21))
        cancel(meeting)
        mails = OutgoingMail.objects.filter(to_address=invitation.seat.email).order_by("pk")
        files: list[Any] = [Calendar.from_ical(mail.attachments[0]["content"]) for mail in mails]
        assert [file["METHOD"] for file in files] == ["REQUEST", "CANCEL"]
        events = [file.walk("VEVENT")[0] for file in files]
        assert {str(event["UID"]) for event in events} == {f"{meeting.key}@aantafel"}
        assert [event["SEQUENCE"] for event in events] == [1, 2]
        assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CANCELLED"]
        assert events[0]["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"

    def test_a_new_time_resets_the_reminders(self, meeting: Meeting) -> None:
        one = InvitationFactory.create(meeting=meeting, answer=Answer.COMES, reminded_week_at=clock.now())
        change(meeting, starts_at=in_days(21))
        one.refresh_from_db()
        assert one.reminded_week_at is None

    def test_what_no_calendar_shows_is_not_mailed(self, meeting: Meeting) -> None:
        assert change(meeting, bring="Een foto", size=12)
        meeting.refresh_from_db()
        assert (meeting.sequence, meeting.version, told("meeting_changed")) == (0, 1, [])

    def test_nothing_different_is_nothing(self, meeting: Meeting) -> None:
        assert not change(meeting, place=meeting.place)

    def test_at_a_table_that_stopped_nothing_gets_a_new_day(self, meeting: Meeting) -> None:
        """One that has begun was not called off; it can still be written down, and not be held once more."""
        Meeting.everywhere.filter(pk=meeting.pk).update(starts_at=in_days(-1))
        steps.end(meeting.table_id, actor=None, role=ActorRole.OWNER, reason="Niemand kwam")
        with pytest.raises(meetings.CannotPlan):
            change(meeting, starts_at=in_days(7))
        assert change(meeting, bring="Niets")

    def test_where_people_came_it_stays_on_its_day(self, meeting: Meeting) -> None:
        """Else they would have sat at a meeting that is yet to come. Half an hour later is still that evening."""
        Meeting.everywhere.filter(pk=meeting.pk).update(starts_at=clock.now() + timedelta(minutes=30))
        InvitationFactory.create(meeting=meeting, checked_in_at=clock.now(), sat_as="resident")
        with pytest.raises(meetings.WasHere):
            change(meeting, starts_at=in_days(7))
        assert change(meeting, starts_at=clock.now() + timedelta(minutes=60))

    def test_who_had_an_older_version_reads_it_again(self, meeting: Meeting) -> None:
        change(meeting, bring="Een foto")
        with pytest.raises(meetings.MeetingChanged):
            meetings.change(actor=None, role=ActorRole.COACH, meeting_id=meeting.pk, seen=0, bring="Koek")

    def test_more_room_moves_the_waiting_list_up(self, meeting: Meeting) -> None:
        Meeting.everywhere.update(size=1)
        waits = InvitationFactory.create(meeting=meeting, answer=Answer.COMES, waits_since=clock.now())
        change(meeting, size=5)
        waits.refresh_from_db()
        assert waits.waits_since is None

    @pytest.mark.django_db(transaction=True)
    def test_of_two_at_once_one_is_refused(self, meeting: Meeting) -> None:
        def move(days: int) -> bool:
            try:
                return meetings.change(
                    actor=None, role=ActorRole.OWNER, meeting_id=meeting.pk, seen=0, starts_at=in_days(days)
                )
            except meetings.MeetingChanged:
                return False

        assert sorted(at_once(lambda: move(20), lambda: move(30))) == [False, True]


class TestCallingOff:
    def test_it_needs_a_reason_and_happens_once(self, table: Table) -> None:
        meeting = MeetingFactory.create(table=table)
        with pytest.raises(meetings.ReasonNeeded):
            cancel(meeting, " ")
        cancel(meeting)
        with pytest.raises(meetings.NotPlanned):
            cancel(meeting)
        line = table.step_changes.last()
        assert line is not None
        assert (line.kind, "De zaal is dicht." in line.note) == (TimelineKind.CANCELLED, True)

    def test_a_table_that_stops_takes_its_meetings_along(self, table: Table, owner: User) -> None:
        coming = MeetingFactory.create(table=table, number=1)
        been = MeetingFactory.create(table=table, number=2, held=True)
        steps.end(table.pk, actor=owner, role=ActorRole.OWNER, reason="Het plein is verkocht.")
        coming.refresh_from_db()
        been.refresh_from_db()
        assert (coming.state, been.state) == (MeetingState.CANCELLED, MeetingState.HELD)
        assert coming.cancel_reason == "Het plein is verkocht."

    def test_of_a_date_that_was_looked_for_there_is_no_calendar(self, table: Table, owner: User) -> None:
        cancel(MeetingFactory.create(table=table, poll=True))
        mail = OutgoingMail.objects.get(kind="tables/meeting_cancelled")
        assert (mail.to_address, mail.attachments) == (owner.email, [])


class TestHolding:
    def test_not_before_it_began(self, table: Table) -> None:
        with pytest.raises(meetings.NotYet):
            meetings.hold(actor=None, meeting_id=MeetingFactory.create(table=table).pk)

    def test_once(self, table: Table) -> None:
        meeting = MeetingFactory.create(table=table, starts_at=in_days(-1))
        assert meetings.hold(actor=None, meeting_id=meeting.pk)
        assert not meetings.hold(actor=None, meeting_id=meeting.pk)

    def test_what_everyone_reads_the_minutes_of_was_held(self, table: Table) -> None:
        meeting = meeting_of(table)
        published(minutes_of(meeting))
        with pytest.raises(meetings.WrittenDown):
            meetings.not_held(actor=None, meeting_id=meeting.pk)


def test_an_invitation_of_another_meeting_is_left_alone(table: Table) -> None:
    meeting = MeetingFactory.create(table=table)
    other = InvitationFactory.create(answer=Answer.COMES, reminded_day_at=clock.now())
    change(meeting, starts_at=in_days(30))
    assert Invitation.everywhere.get(pk=other.pk).reminded_day_at is not None
    assert other.seat.email not in told("meeting_changed")


def test_users_are_told_by_their_account(table: Table) -> None:
    user = UserFactory.create()
    meeting = MeetingFactory.create(table=table)
    InvitationFactory.create(meeting=meeting, answer=Answer.COMES, seat__user=user, seat__email="")
    change(meeting, starts_at=in_days(30))
    assert user.email in told("meeting_changed")
