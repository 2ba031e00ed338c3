"""However much one act touches, everybody who has to know gets one mail that says all of it."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OptOut, OutgoingMail
from coaches.models import Match
from ideas.services import own
from municipalities.models import Municipality
from tables.enums import ActorRole, Answer, MeetingPurpose, WordKind
from tables.models import DateAsk, DateOption, Invitation, Meeting, Minutes, Seat, Table
from tables.notifications.asking import NEWS
from tables.services import meetings, polls, seats, steps, words
from tables.services.minutes import notes, publish
from tests.factories.accounts import UserFactory
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import owner_of
from tests.factories.instances import InstanceFactory, somebody
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.factories.minutes import came, meeting_of, minutes_of, seat_of
from tests.tables.road import own_by, said, table_at, written

pytestmark = pytest.mark.django_db
OWNER: dict[str, Any] = {"role": ActorRole.OWNER}


@pytest.fixture
def town() -> Municipality:
    return InstanceFactory.create(municipality__name="Tafeldam").municipality


@pytest.fixture
def coordinator(town: Municipality) -> User:
    return somebody(Role.COORDINATOR, town)


@pytest.fixture
def table(town: Municipality, coordinator: User) -> Table:
    """With a coach, and somebody who owns it too."""
    made = table_at(7, town=town)
    MatchFactory.create(idea=made.idea, accepted=True)
    co_owner = UserFactory.create(email="mede@buurt.example")
    own_by(made, co_owner, email=co_owner.email)
    return made


@pytest.fixture
def coach(table: Table) -> User:
    return Match.everywhere.get(idea=table.idea_id).coach.user


@pytest.fixture
def meeting(table: Table, coach: User) -> Meeting:
    """To come, led by the coach: somebody comes, somebody comes who wants no mail, and somebody has not answered."""
    made = MeetingFactory.create(table=table, facilitator=coach, number=1)
    InvitationFactory.create(meeting=made, answer=Answer.COMES, seat__email="komt@buurt.example")
    InvitationFactory.create(
        meeting=made, answer=Answer.COMES, seat__email="stil@buurt.example", seat__quiet_at=clock.now()
    )
    InvitationFactory.create(meeting=made, seat__email="zwijgt@buurt.example")
    return made


def looked_back(table: Table) -> None:
    """So that it can be finished."""
    said(table, WordKind.FINISH)


def mails() -> dict[str, list[OutgoingMail]]:
    found: dict[str, list[OutgoingMail]] = {}
    for mail in OutgoingMail.objects.order_by("pk"):
        found.setdefault(mail.to_address, []).append(mail)
    return found


def kinds() -> dict[str, list[str]]:
    """By the part of the address before the @."""
    return {to.partition("@")[0]: [mail.kind for mail in found] for to, found in mails().items()}


def cancels(mail: OutgoingMail) -> list[str]:
    """Which meetings it takes out of a calendar."""
    found = []
    for one in mail.attachments:
        calendar = Calendar.from_ical(one["content"])
        assert calendar["METHOD"] == "CANCEL"
        found += [str(event["UID"]) for event in calendar.walk("VEVENT")]
    return found


def stop(table: Table) -> None:
    steps.end(table.pk, actor=owner_of(table.idea), reason="We verhuizen.", **OWNER)


def finish(table: Table) -> None:
    looked_back(table)
    steps.finish(table.pk, actor=owner_of(table.idea), **OWNER)


PEOPLE = ["komt", "mede", "stil", "zwijgt"]


class TestATableThatEnds:
    @pytest.mark.parametrize(("ends", "kind"), [(stop, "tables/stopped"), (finish, "tables/finished")])
    def test_with_a_meeting_to_come_it_is_one_mail_that_takes_it_out_of_the_calendar(
        self, table: Table, meeting: Meeting, coach: User, coordinator: User, ends: Any, kind: str
    ) -> None:
        ends(table)
        everybody = {owner_of(table.idea).email, coach.email, coordinator.email}
        everybody |= {f"{one}@buurt.example" for one in PEOPLE}
        assert {to: [mail.kind for mail in found] for to, found in mails().items()} == {to: [kind] for to in everybody}
        for to, [mail] in mails().items():
            hears_of_it = to != coordinator.email
            assert cancels(mail) == ([f"{meeting.key}@aantafel"] if hears_of_it else []), to
            assert (meeting.place in mail.body_text) == hears_of_it
            assert (meeting.place in mail.body_html) == hears_of_it

    def test_what_cannot_be_stopped_is_only_for_who_hears_of_a_meeting(self, table: Table, meeting: Meeting) -> None:
        came(meeting_of(table, 2), seat_of(table, email="kwam@buurt.example"))
        for name in ("komt", "kwam"):
            OptOut.objects.create(address=f"{name}@buurt.example", category=NEWS)
        stop(table)
        found = mails()
        assert not found["komt@buurt.example"][0].optional
        assert found["kwam@buurt.example"][0].optional

    def test_who_came_and_wants_no_mail_gets_none(self, table: Table, meeting: Meeting) -> None:
        came(meeting_of(table, 2), seat_of(table, email="kwam@buurt.example", quiet_at=clock.now()))
        stop(table)
        assert "kwam" not in kinds()

    def test_who_was_asked_for_a_date_hears_it_in_one_mail_without_a_file(self, table: Table) -> None:
        looks = MeetingFactory.create(table=table, poll=True, number=1)
        DateAsk.everywhere.create(meeting=looks, seat=SeatFactory.create(table=table, email="datum@buurt.example"))
        stop(table)
        assert kinds()["datum"] == ["tables/stopped"]
        [mail] = mails()["datum@buurt.example"]
        assert (mail.attachments, looks.name in mail.body_text) == ([], True)

    def test_a_second_meeting_has_a_mail_of_its_own_since_a_mail_takes_one_out_of_a_calendar(
        self, table: Table, meeting: Meeting
    ) -> None:
        also = MeetingFactory.create(table=table, number=2, purpose=MeetingPurpose.OTHER)
        InvitationFactory.create(
            meeting=also, answer=Answer.COMES, seat=Seat.everywhere.get(email="komt@buurt.example")
        )
        stop(table)
        assert kinds()["komt"] == ["tables/stopped", "tables/meeting_cancelled"]
        assert [cancels(mail) for mail in mails()["komt@buurt.example"]] == [
            [f"{one.key}@aantafel"] for one in (meeting, also)
        ]
        assert kinds()["zwijgt"] == ["tables/stopped"]

    def test_the_word_of_the_owner_after_a_meeting_is_no_mail_of_its_own(self, table: Table, meeting: Meeting) -> None:
        held = meeting_of(table, 3)
        words.decide(
            actor=owner_of(table.idea),
            table_id=table.pk,
            kind=WordKind.STOP,
            reason="Het is goed zo.",
            meeting=held,
            **OWNER,
        )
        assert set(Counter(len(found) for found in mails().values())) == {1}

    def test_an_idea_that_is_taken_back_tells_who_would_come(self, table: Table, meeting: Meeting) -> None:
        own.withdraw(actor=owner_of(table.idea), idea=table.idea)
        assert [kinds()[name] for name in PEOPLE] == [["tables/meeting_cancelled"]] * 4

    def test_an_idea_that_is_taken_back_leaves_every_calendar_by_one_mail_each(
        self, table: Table, meeting: Meeting, coach: User
    ) -> None:
        owner = owner_of(table.idea)
        own.withdraw(actor=owner, idea=table.idea)
        found = mails()
        assert [mail.kind for mail in found[owner.email]] == ["ideas/withdrawn"]
        assert [mail.kind for mail in found[coach.email]] == ["coaches/ended_coach"]
        for to in (owner.email, coach.email, *(f"{one}@buurt.example" for one in PEOPLE)):
            [mail] = found[to]
            assert cancels(mail) == [f"{meeting.key}@aantafel"], to
            assert meeting.place in mail.body_text
            assert meeting.place in mail.body_html

    def test_of_two_meetings_the_second_has_a_mail_of_its_own_then_too(
        self, table: Table, meeting: Meeting, coach: User
    ) -> None:
        also = MeetingFactory.create(table=table, number=2, purpose=MeetingPurpose.OTHER)
        own.withdraw(actor=owner_of(table.idea), idea=table.idea)
        for to in (owner_of(table.idea).email, coach.email):
            gone = sorted(one for mail in mails()[to] for one in cancels(mail))
            assert gone == sorted(f"{one.key}@aantafel" for one in (meeting, also))
            assert len(mails()[to]) == 2

    @pytest.mark.parametrize(("version", "says"), [(0, True), (1, False)])
    def test_who_organises_reads_that_a_draft_is_not_kept(
        self, table: Table, coach: User, version: int, says: bool
    ) -> None:
        held = meeting_of(table)
        came(held, seat_of(table, email="kwam@buurt.example"))
        written(held, version=version)
        stop(table)
        assert ("wissen we" in mails()[coach.email][0].body_text) == says
        assert "wissen we" not in mails()["kwam@buurt.example"][0].body_text


class TestAMeetingThatChanges:
    def test_day_and_place_are_told_together(self, table: Table, meeting: Meeting) -> None:
        told: dict[str, Any] = {"starts_at": clock.now() + timedelta(days=30), "place": "De Linde", "minutes": 45}
        meetings.change(actor=owner_of(table.idea), meeting_id=meeting.pk, seen=None, **told, **OWNER)
        assert set(Counter(len(found) for found in mails().values())) == {1}

    def test_who_comes_off_the_waiting_list_with_that_reads_it_there(self, table: Table, meeting: Meeting) -> None:
        Meeting.everywhere.filter(pk=meeting.pk).update(size=3)
        for name in ("wacht", "wacht-ook"):
            waits = {"answer": Answer.COMES, "waits_since": clock.now(), "seat__email": f"{name}@buurt.example"}
            InvitationFactory.create(meeting=meeting, **waits)
        meetings.change(actor=None, meeting_id=meeting.pk, seen=None, size=4, place="De Linde", **OWNER)
        assert kinds()["wacht"] == kinds()["wacht-ook"] == ["tables/meeting_changed"]
        there, waiting = (mails()[f"{name}@buurt.example"][0].body_text for name in ("wacht", "wacht-ook"))
        assert ("Er is nu plaats voor je" in there, "Er is nu plaats voor je" in waiting) == (True, False)

    def test_a_bigger_room_alone_is_a_mail_to_who_comes_off_the_list(self, table: Table, meeting: Meeting) -> None:
        Meeting.everywhere.filter(pk=meeting.pk).update(size=3)
        InvitationFactory.create(
            meeting=meeting, answer=Answer.COMES, waits_since=clock.now(), seat__email="wacht@buurt.example"
        )
        meetings.change(actor=None, meeting_id=meeting.pk, seen=None, size=4, **OWNER)
        assert kinds() == {"wacht": ["tables/place_free"]}

    def test_one_with_a_date_poll_is_off_for_everybody_once(self, table: Table) -> None:
        looks = MeetingFactory.create(table=table, poll=True, number=1)
        seat = SeatFactory.create(table=table, email="datum@buurt.example")
        DateAsk.everywhere.create(meeting=looks, seat=seat)
        InvitationFactory.create(meeting=looks, seat=seat, answer=Answer.COMES)
        meetings.cancel(actor=owner_of(table.idea), meeting_id=looks.pk, seen=None, reason="Griep.", **OWNER)
        assert set(Counter(len(found) for found in mails().values())) == {1}

    def test_nor_does_a_picked_date_come_twice(self, table: Table) -> None:
        looks = MeetingFactory.create(table=table, poll=True, number=1)
        seat = SeatFactory.create(table=table, email="datum@buurt.example")
        DateAsk.everywhere.create(meeting=looks, seat=seat)
        InvitationFactory.create(meeting=looks, seat=seat, answer=Answer.COMES)
        day = DateOption.everywhere.create(meeting=looks, starts_at=clock.now() + timedelta(days=9))
        polls.pick(actor=owner_of(table.idea), meeting_id=looks.pk, option_id=day.pk, **OWNER)
        assert kinds()["datum"] == ["tables/meeting_planned"]


class TestMinutesWithActions:
    @pytest.fixture
    def minutes(self, table: Table) -> Minutes:
        made = minutes_of(meeting_of(table))
        came(made.meeting, seat_of(table, "Ans", email="ans@buurt.example"))
        return made

    def note(self, minutes: Minutes, name: str, *texts: str) -> None:
        seat = Seat.everywhere.get(email=f"{name}@buurt.example")
        for text in texts:
            notes.add_action(
                actor=owner_of(minutes.meeting.table.idea), minutes_id=minutes.pk, text=text, seat_id=seat.pk
            )

    def go_out(self, minutes: Minutes, reason: str = "") -> None:
        minutes.refresh_from_db()
        publish(
            actor=owner_of(minutes.meeting.table.idea),
            minutes_id=minutes.pk,
            seen=minutes.stamp,
            reason=reason,
            **OWNER,
        )

    def test_who_was_there_reads_what_they_do_in_the_mail_about_the_minutes(self, minutes: Minutes) -> None:
        OptOut.objects.create(address="ans@buurt.example", category=NEWS)
        self.note(minutes, "ans", "Stoelen halen", "Thee zetten")
        self.go_out(minutes)
        assert kinds()["ans"] == ["tables/minutes_published"]
        [mail] = mails()["ans@buurt.example"]
        assert all(
            text in body for text in ("Stoelen halen", "Thee zetten") for body in (mail.body_text, mail.body_html)
        )
        assert mail.body_text.count("/actie/") == 2
        assert not mail.optional

    def test_who_was_not_there_gets_one_mail_about_all_they_do(self, table: Table, minutes: Minutes) -> None:
        seat_of(table, "Bo", email="bo@buurt.example")
        self.note(minutes, "bo", "Stoelen halen", "Thee zetten")
        self.go_out(minutes)
        assert (kinds()["bo"], kinds()["ans"]) == (["tables/action_given"], ["tables/minutes_published"])
        [mail] = mails()["bo@buurt.example"]
        assert "Stoelen halen" in mail.body_text and "Thee zetten" in mail.body_text

    def test_of_a_later_version_only_who_does_something_new_hears(self, minutes: Minutes) -> None:
        self.go_out(minutes)
        OutgoingMail.objects.all().delete()
        self.note(minutes, "ans", "Stoelen halen", "Thee zetten")
        self.go_out(minutes, "Twee acties vergeten.")
        assert kinds() == {"ans": ["tables/action_given"]}

    def test_who_wants_no_mail_of_the_table_gets_none(self, table: Table, minutes: Minutes) -> None:
        Seat.everywhere.filter(email="ans@buurt.example").update(quiet_at=clock.now())
        self.note(minutes, "ans", "Stoelen halen")
        self.go_out(minutes)
        assert "ans" not in kinds()


def test_who_is_taken_off_the_list_hears_nothing_and_who_moves_up_once(table: Table, meeting: Meeting) -> None:
    Meeting.everywhere.filter(pk=meeting.pk).update(size=3)
    InvitationFactory.create(
        meeting=meeting, answer=Answer.COMES, waits_since=clock.now(), seat__email="wacht@buurt.example"
    )
    seat = Invitation.everywhere.get(seat__email="komt@buurt.example").seat
    seats.remove(actor=owner_of(table.idea), table_id=table.pk, seat_id=seat.pk)
    assert kinds() == {"wacht": ["tables/place_free"]}
