"""Inviting, answering, and the waiting list: each mail once, and each place once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.core import clock
from aantafel.outbox.enums import State
from aantafel.outbox.models import OptOut, OutgoingMail
from aantafel.outbox.services import deliver
from ideas import support_queries
from ideas.enums import SupportKind, SupportState
from tables.enums import Answer, InvitationWay, MeetingState, Reach, SeatSource
from tables.lifecycle import Need, Step
from tables.models import Invitation, Meeting, Seat, Table
from tables.notifications.asking import CATEGORY
from tables.road import facts
from tables.services import invitations, places, seat_privacy, seats, steps
from tables.services.invitations import base, letters
from tables.services.invitations.answers import Other, SendsThemselves, Told
from tables.services.invitations.base import MeetingOver, NoInvitation, Unfinished
from tests.factories.accounts import UserFactory
from tests.factories.ideas import SupportFactory, owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory

pytestmark = pytest.mark.django_db

MIEKE = Told(Capacity.PROFESSIONAL, "wijkverpleegkundige", "Ik kom er elke dag", "Mieke Groen", NameDisplay.FIRST)


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory.create()


def send(meeting: Meeting, *people: Seat, text: str = "Denk je mee?") -> invitations.Asked:
    table = meeting.table
    return invitations.send(
        actor=owner_of(table.idea),
        table_id=table.pk,
        meeting_id=meeting.pk,
        seat_ids=[one.pk for one in people],
        text=text,
        asker="Noor",
    )


def says(asked: Invitation, given: Answer = Answer.COMES, told: Told = MIEKE, **more: Any) -> Invitation:
    return invitations.answer(key=asked.key, given=given, told=told, **more)


def mails(kind: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=f"tables/{kind}").order_by("pk"))


class TestSending:
    def test_each_gets_one_mail_with_a_link_of_their_own(self, meeting: Meeting) -> None:
        people = [SeatFactory.create(table=meeting.table) for _each in range(2)]
        asked = send(meeting, *people)
        assert len(asked.mailed) == 2
        sent = mails("invited")
        assert [one.to_address for one in sent] == [one.email for one in people]
        for mail, invitation in zip(sent, asked.mailed, strict=True):
            assert str(invitation.key) in mail.body_text
            assert "Denk je mee?" in mail.body_text
            assert "Buurthuis De Linde" in mail.body_text
            assert "List-Unsubscribe" in mail.headers

    def test_who_wants_to_join_waits_for_no_other_answer(self, meeting: Meeting) -> None:
        joins = SupportFactory.create(idea=meeting.table.idea, kind=SupportKind.JOIN)
        asks = SupportFactory.create(idea=meeting.table.idea, kind=SupportKind.QUESTION, user=joins.user)
        others = SupportFactory.create(idea=meeting.table.idea, kind=SupportKind.JOIN)
        elsewhere = SupportFactory.create(kind=SupportKind.JOIN, user=joins.user)
        send(meeting, SeatFactory.create(table=meeting.table, user=joins.user, email=joins.user.email))
        states = []
        for one in (joins, asks, others, elsewhere):
            one.refresh_from_db()
            states.append(one.state)
        assert states == [SupportState.INVITED, SupportState.OPEN, SupportState.OPEN, SupportState.OPEN]
        waiting = support_queries.waiting_for(owner_of(meeting.table.idea))
        assert {line.support for line in waiting} == {asks, others}

    def test_pressed_twice_it_is_sent_once(self, meeting: Meeting) -> None:
        seat = SeatFactory.create(table=meeting.table)
        send(meeting, seat)
        assert send(meeting, seat).mailed == []
        assert len(mails("invited")) == 1

    def test_who_wants_no_mail_gets_none(self, meeting: Meeting) -> None:
        quiet = SeatFactory.create(table=meeting.table, quiet_at=clock.now())
        stopped = SeatFactory.create(table=meeting.table)
        OptOut.objects.create(address=stopped.email, category=CATEGORY)
        asked = send(meeting, quiet, stopped)
        assert asked.left_out == [quiet, stopped]
        assert mails("invited") == []
        assert not Invitation.everywhere.exists()

    def test_who_is_rung_is_left_out(self, meeting: Meeting) -> None:
        seat = SeatFactory.create(table=meeting.table, reach=Reach.PHONE, email="", phone="0612345678")
        assert send(meeting, seat).left_out == [seat]

    def test_somebody_of_another_table_is_not_asked(self, meeting: Meeting) -> None:
        asked = send(meeting, SeatFactory.create())
        assert (asked.mailed, asked.left_out) == ([], [])

    def test_not_for_a_meeting_that_is_over(self) -> None:
        meeting = MeetingFactory.create(held=True)
        with pytest.raises(MeetingOver):
            send(meeting, SeatFactory.create(table=meeting.table))

    def test_a_table_does_not_mail_the_whole_town(self, meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("tables.services.invitations.base.MOST_PER_DAY", 1)
        first = SeatFactory.create(table=meeting.table)
        send(meeting, first)
        with pytest.raises(base.TooMany):
            send(meeting, SeatFactory.create(table=meeting.table))
        assert send(meeting, first).mailed == []
        assert len(mails("invited")) == 1

    def test_a_letter_has_the_same_code_each_time(self, meeting: Meeting) -> None:
        seat = SeatFactory.create(table=meeting.table, reach=Reach.PAPER, email="")
        first, again = send(meeting, seat).letters[0], send(meeting, seat).letters[0]
        assert letters.code_of(first) == letters.code_of(again)
        assert first.sent_at
        assert invitations.find(typed=letters.code_of(first).lower(), client="1.2.3.4") == first

    def test_a_wrong_code_opens_nothing(self) -> None:
        with pytest.raises(letters.WrongCode):
            invitations.find(typed="CDFG 3467", client="1.2.3.4")

    def test_fifty_people_behind_one_address_pass_and_who_guesses_does_not(self, meeting: Meeting) -> None:
        seat = SeatFactory.create(table=meeting.table, reach=Reach.PAPER, email="")
        code = letters.code_of(send(meeting, seat).letters[0])
        for _each in range(50):
            invitations.find(typed=code, client="1.2.3.4")
        with pytest.raises(letters.TooManyTries):
            for _each in range(letters.TRIES):
                invitations.find(typed=code, client="1.2.3.4")


class TestTheMunicipality:
    @pytest.fixture
    def town(self, meeting: Meeting) -> Seat:
        return SeatFactory.create(
            table=meeting.table, source=SeatSource.TOWN, capacity=Capacity.EMPLOYEE, email="", name="Gemeente"
        )

    def test_mail_goes_through_the_municipal_switch(self, meeting: Meeting, town: Seat) -> None:
        send(meeting, town)
        (mail,) = mails("invited_town")
        assert mail.recipient == meeting.table.municipality.recipient
        assert mail.language == "nl"

    def test_without_a_mailbox_somebody_pastes_the_text_and_says_so(self, meeting: Meeting, town: Seat) -> None:
        municipality = meeting.table.municipality
        municipality.email = ""
        municipality.save()
        (asked,) = send(meeting, town).by_hand
        assert (asked.way, asked.sent_at) == (InvitationWay.FORM, None)
        assert mails("invited_town") == []
        by_hand(meeting, town, way=InvitationWay.FORM)
        asked.refresh_from_db()
        assert asked.sent_at

    def test_the_mailbox_counts_for_the_step(self, meeting: Meeting, town: Seat) -> None:
        Table.everywhere.filter(pk=meeting.table_id).update(step=Step.ASK.value)
        before = facts.gather(_table(meeting)).met
        send(meeting, town)
        assert Need.INVITED_EMPLOYEE not in before
        assert Need.INVITED_EMPLOYEE in facts.gather(_table(meeting)).met


def _table(meeting: Meeting) -> Table:
    return Table.everywhere.select_related("idea").get(pk=meeting.table_id)


def by_hand(meeting: Meeting, seat: Seat, **more: Any) -> Invitation:
    usual: dict[str, Any] = {"way": InvitationWay.PHONE, "answer": None}
    return invitations.note_by_hand(
        actor=owner_of(meeting.table.idea),
        table_id=meeting.table_id,
        meeting_id=meeting.pk,
        seat_id=seat.pk,
        **{**usual, **more},
    )


class TestByHand:
    def test_who_was_rung_counts_as_asked_and_answered(self, meeting: Meeting) -> None:
        seat = SeatFactory.create(table=meeting.table, reach=Reach.PHONE, email="")
        asked = by_hand(meeting, seat, answer=Answer.COMES, role="buur", interest="Ik woon er", needs="Geen vlees")
        assert (asked.sent_at is not None, asked.answer, asked.is_news) == (True, Answer.COMES, False)
        seat.refresh_from_db()
        assert (seat.interest, seat.needs) == ("Ik woon er", "Geen vlees")
        assert not OutgoingMail.objects.exists()

    def test_who_comes_has_an_interest(self, meeting: Meeting) -> None:
        seat = SeatFactory.create(table=meeting.table, reach=Reach.PHONE, email="")
        with pytest.raises(Unfinished):
            by_hand(meeting, seat, answer=Answer.COMES)
        assert not Invitation.everywhere.filter(answer=Answer.COMES).exists()


class TestAnswering:
    def test_who_comes_says_as_what_and_gets_it_in_writing(self) -> None:
        asked = InvitationFactory.create()
        done = says(asked)
        seat = Seat.everywhere.get(pk=asked.seat_id)
        assert (done.answer, done.waits_since, done.is_news) == (Answer.COMES, None, True)
        assert (seat.capacity, seat.role, seat.shown_name) == (Capacity.PROFESSIONAL, "wijkverpleegkundige", "Mieke")
        (mail,) = mails("answer_noted")
        assert "wijkverpleegkundige" in mail.body_text
        assert not mail.optional

    def test_without_an_interest_nobody_comes(self) -> None:
        asked = InvitationFactory.create()
        with pytest.raises(Unfinished):
            says(asked, told=Told(Capacity.RESIDENT, "buur", ""))
        asked.refresh_from_db()
        assert asked.answer == ""

    def test_no_needs_nothing_more_and_no_mail(self) -> None:
        says(InvitationFactory.create(), Answer.NOT, Told(Capacity.RESIDENT))
        assert not OutgoingMail.objects.exists()

    def test_a_changed_answer_is_confirmed_and_the_same_again_is_not(self) -> None:
        asked = InvitationFactory.create()
        says(asked, Answer.NOT, Told(Capacity.RESIDENT))
        says(asked, Answer.MAYBE)
        says(asked, Answer.MAYBE)
        assert len(mails("answer_noted")) == 1

    def test_who_sends_somebody_has_them_asked_and_they_answer_themselves(self) -> None:
        asked = InvitationFactory.create()
        says(asked, Answer.SENDS, other=Other("Karim", "Karim@Groen.example"))
        theirs = Invitation.everywhere.get(instead_of=asked)
        assert (theirs.answer, theirs.seat.email, theirs.seat.source) == ("", "karim@groen.example", SeatSource.SENT)
        (mail,) = mails("invited")
        assert mail.to_address == "karim@groen.example"
        says(asked, Answer.SENDS, said="Groetjes", other=Other("Karim", "karim@groen.example"))
        assert len(mails("invited")) == 1

    @pytest.mark.parametrize("display", [NameDisplay.HIDDEN, NameDisplay.FULL])
    def test_who_sends_is_named_as_they_wish_and_until_they_are_forgotten(self, display: NameDisplay) -> None:
        asked = InvitationFactory.create()
        told = replace(MIEKE, name="Xandra Stil", name_display=display)
        says(asked, Answer.SENDS, told, other=Other("Karim", "karim@groen.example"))
        (mail,) = mails("invited")
        assert ("Xandra" in mail.body_text) == (display is NameDisplay.FULL)
        seat_privacy.erase_by_key(key=str(asked.key))
        (mail,) = mails("invited")
        assert mail.body_text == ""

    def test_nobody_sends_themselves(self) -> None:
        asked = InvitationFactory.create()
        with pytest.raises(SendsThemselves):
            says(asked, Answer.SENDS, other=Other("Ik", asked.seat.email.upper()))

    def test_signed_in_with_that_address_it_becomes_theirs(self) -> None:
        asked = InvitationFactory.create()
        user = UserFactory.create(email=asked.seat.email)
        says(asked, actor=user)
        assert Seat.everywhere.get(pk=asked.seat_id).user == user

    def test_signed_in_as_somebody_else_it_does_not(self) -> None:
        asked = InvitationFactory.create()
        says(asked, actor=UserFactory.create())
        assert Seat.everywhere.get(pk=asked.seat_id).user is None

    @pytest.mark.parametrize(
        "change", [{"state": MeetingState.CANCELLED}, {"starts_at": clock.now() - timedelta(days=1)}]
    )
    def test_not_once_the_meeting_is_over(self, change: dict[str, Any]) -> None:
        asked = InvitationFactory.create()
        Meeting.everywhere.filter(pk=asked.meeting_id).update(**change)
        with pytest.raises(MeetingOver):
            says(asked)

    def test_not_for_who_is_off_the_list(self) -> None:
        asked = InvitationFactory.create(seat__removed_at=clock.now())
        with pytest.raises(NoInvitation):
            says(asked)

    def test_quiet_is_kept_and_undone(self) -> None:
        asked = InvitationFactory.create()
        invitations.be_quiet(key=asked.key)
        assert Seat.everywhere.get(pk=asked.seat_id).quiet_at
        invitations.be_quiet(key=asked.key, quiet=False)
        assert Seat.everywhere.get(pk=asked.seat_id).quiet_at is None


class TestPlaces:
    @pytest.fixture
    def full(self) -> Meeting:
        """Room for two: the owner, a resident, has one."""
        meeting = MeetingFactory.create(size=2)
        with_owner(meeting)
        says(InvitationFactory.create(meeting=meeting))
        return meeting

    def test_who_comes_when_it_is_full_waits(self, full: Meeting) -> None:
        done = says(InvitationFactory.create(meeting=full))
        assert done.waits_since
        assert places.taken(full) == 2
        assert "wachtlijst" in mails("answer_noted")[-1].subject

    def test_who_signs_off_makes_room_and_who_waits_gets_a_mail(self, full: Meeting) -> None:
        first = Invitation.everywhere.get(answer=Answer.COMES)
        waits = says(InvitationFactory.create(meeting=full))
        invitations.sign_off(key=first.key)
        waits.refresh_from_db()
        assert (waits.answer, waits.waits_since) == (Answer.COMES, None)
        assert [one.to_address for one in mails("place_free")] == [waits.seat.email]

    def test_a_missing_capacity_goes_first(self, full: Meeting) -> None:
        first = Invitation.everywhere.get(answer=Answer.COMES)
        says(first, told=Told(Capacity.RESIDENT, "buur", "Ik woon er"))
        early = says(InvitationFactory.create(meeting=full), told=Told(Capacity.RESIDENT, "buur", "Ik woon er"))
        late = says(InvitationFactory.create(meeting=full), told=Told(Capacity.EMPLOYEE, "raadslid", "Ik beslis mee"))
        assert places.line(full) == [late, early]
        invitations.sign_off(key=first.key)
        assert Invitation.everywhere.get(pk=late.pk).waits_since is None
        assert Invitation.everywhere.get(pk=early.pk).waits_since

    def test_a_larger_size_lets_people_in(self, full: Meeting) -> None:
        waiting = [says(InvitationFactory.create(meeting=full)) for _each in range(3)]
        Meeting.everywhere.filter(pk=full.pk).update(size=4)
        full.refresh_from_db()
        moved = invitations.fill_places(full)
        assert [one.pk for one in moved] == [one.pk for one in waiting[:2]]
        assert len(mails("place_free")) == 2

    def test_without_a_limit_everyone_who_waits_gets_a_place(self, full: Meeting) -> None:
        waits = says(InvitationFactory.create(meeting=full))
        Meeting.everywhere.filter(pk=full.pk).update(size=0)
        full.refresh_from_db()
        assert [one.pk for one in invitations.fill_places(full)] == [waits.pk]

    def test_who_changes_nothing_keeps_the_place(self, full: Meeting) -> None:
        asked = Invitation.everywhere.get(answer=Answer.COMES)
        says(asked, said="Ik neem taart mee")
        asked.refresh_from_db()
        assert asked.waits_since is None
        assert asked.said == "Ik neem taart mee"


def with_owner(meeting: Meeting) -> Seat:
    return seats.owner_seat(steps.lock(meeting.table_id))


@override_settings(MUNICIPALITY_MAIL_ENABLED=False)
def test_mail_to_a_municipality_waits_while_that_is_off(meeting: Meeting) -> None:
    town = SeatFactory.create(table=meeting.table, source=SeatSource.TOWN, capacity=Capacity.EMPLOYEE, email="")
    send(meeting, town)
    deliver.run()
    assert mails("invited_town")[0].state == State.HELD
