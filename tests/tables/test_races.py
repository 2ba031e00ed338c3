"""What happens at a table while somebody else does something there."""

from functools import partial
from typing import Any

import pytest

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core.errors import DomainError
from aantafel.outbox.models import OutgoingMail
from tables.enums import ActorRole, Answer, ChoiceWay, TableState
from tables.models import Ballot, Evaluation, Invitation, Meeting, Seat, SurveyAnswer, SurveyPass, Table
from tables.services import attendance, choosing, invitations, meetings, places, seat_privacy, steps, survey
from tables.services.invitations import Told
from tables.services.minutes import notes, publish
from tables.services.seats import NotOnTheList
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory
from tests.factories.minutes import came, meeting_of, minutes_of, seat_of
from tests.factories.plans import variant_of
from tests.factories.tables import TableFactory
from tests.support.at_once import at_once
from tests.support.meanwhile import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)
SAYS = {**dict.fromkeys(survey.ANSWERED[:6], 4), "went_well": "De soep van mij", "better": "Niets"}


def outcome(call: "partial[Any]") -> str:
    try:
        call()
    except (DomainError, SurveyPass.DoesNotExist) as refusal:
        return type(refusal).__name__
    return "done"


class TestTheWaitingList:
    def test_a_bigger_room_while_people_sign_up_and_off_leaves_no_place_empty(self) -> None:
        meeting = MeetingFactory.create(size=3)
        come = [InvitationFactory.create(meeting=meeting, answer=Answer.COMES) for _each in range(2)]
        people = UserFactory.create_batch(4)
        told = Told(Capacity.RESIDENT, "buur", "Ik woon ernaast")
        signs_up = [partial(invitations.sign_up, actor=one, meeting_id=meeting.pk, told=told) for one in people]
        grows = partial(meetings.change, actor=None, role=ActorRole.OWNER, meeting_id=meeting.pk, seen=None, size=5)
        at_once(*signs_up, partial(invitations.sign_off, key=come[0].key), grows)
        meeting.refresh_from_db()
        assert (meeting.size, places.taken(meeting)) == (5, 5)
        assert Invitation.everywhere.waiting().count() == 1

    def test_who_leaves_the_ownership_of_a_full_meeting_makes_room(self) -> None:
        """Who owns the table has a place without saying so."""
        from tables.services import owners

        table = TableFactory.create(step=4)
        both = [owner_of(table.idea), UserFactory.create()]
        for user in both:
            seat_of(table, user=user, email=user.email, is_owner=True)
        meeting = MeetingFactory.create(table=table, size=2)
        waits = InvitationFactory.create(meeting=meeting, answer=Answer.COMES, waits_since=meeting.starts_at)
        owners.leave(actor=both[1], table_id=table.pk)
        waits.refresh_from_db()
        assert waits.waits_since is None


def test_who_signs_up_twice_at_one_moment_gets_one_mail() -> None:
    meeting = MeetingFactory.create()
    told = Told(Capacity.RESIDENT, "buur", "Ik woon ernaast", name="Mieke")
    asks = partial(
        invitations.ask_to_sign_up, meeting=meeting, email="mieke@groen.example", told=told, client="192.0.2.1"
    )
    at_once(asks, asks, asks)
    assert OutgoingMail.objects.filter(to_address="mieke@groen.example").count() == 1


class TestForgotten:
    """Somebody has a page open that was theirs."""

    @pytest.fixture
    def table(self) -> Table:
        return TableFactory.create(step=5)

    @pytest.fixture
    def asked(self, table: Table) -> Invitation:
        return came(meeting_of(table), seat_of(table, "Ans Bakker", email="ans@buurt.example"))

    def test_who_is_forgotten_chooses_no_more(self, table: Table, asked: Invitation) -> None:
        variant = variant_of(table)
        choice = choosing.open_choice(actor=owner_of(table.idea), table_id=table.pk, way=ChoiceWay.CONSENT)
        open_page = Seat.everywhere.get(pk=asked.seat_id)
        seat_privacy.erase_by_key(key=str(asked.key))
        with pytest.raises(NotOnTheList):
            choosing.cast(choice_id=choice.pk, seat=open_page, given={variant.pk: 0}, reasons={variant.pk: "Mijn huis"})
        assert not Ballot.objects.exists()

    def test_at_one_moment_no_words_are_left(self, table: Table, asked: Invitation) -> None:
        evaluation = Evaluation.everywhere.create(table=table, round=1, opened_at=table.opened_at)
        link = SurveyPass.objects.create(evaluation=evaluation, seat=asked.seat)
        at_once(
            lambda: outcome(partial(survey.answer, key=link.key, answers=SAYS)),
            partial(seat_privacy.erase_by_key, key=str(asked.key)),
        )
        assert not SurveyAnswer.objects.exclude(went_well="", better="").exists()


class TestPublishing:
    @pytest.fixture
    def table(self) -> Table:
        return TableFactory.create(step=4)

    def publishing(self, table: Table, actor: User) -> "partial[Any]":
        minutes = minutes_of(meeting_of(table))
        seat = seat_of(table, "Ans Bakker", email="ans@buurt.example", name_display="full")
        came(minutes.meeting, seat)
        notes.add_action(actor=actor, minutes_id=minutes.pk, text="Stoelen halen", seat_id=seat.pk)
        return partial(publish, actor=actor, minutes_id=minutes.pk, role=ActorRole.OWNER, seen=1)

    def test_a_table_that_stops_meanwhile_waits_for_it(self, monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
        owner = owner_of(table.idea)
        goes_out = self.publishing(table, owner)
        stops = partial(steps.end, table.pk, actor=owner, role=ActorRole.OWNER, reason="We verhuizen.")
        version, stopped = meanwhile(monkeypatch, "minutes:published", goes_out, stops)
        assert (version.number, stopped.state) == (1, TableState.STOPPED)

    def test_who_is_forgotten_meanwhile_is_in_no_version(self, monkeypatch: pytest.MonkeyPatch, table: Table) -> None:
        goes_out = self.publishing(table, owner_of(table.idea))
        key = Invitation.everywhere.get().key
        version, _nothing = meanwhile(
            monkeypatch, "minutes:published", goes_out, partial(seat_privacy.erase_by_key, key=str(key))
        )
        version.refresh_from_db()
        assert "Ans" not in str(version.content)

    def test_two_organisers_check_in_one_person_once(self, table: Table) -> None:
        people = UserFactory.create_batch(2)
        seat = seat_of(table, "Ans Bakker")
        meeting: Meeting = meeting_of(table, state="planned")
        at_once(*(partial(attendance.check_in, actor=one, meeting_id=meeting.pk, seat_id=seat.pk) for one in people))
        assert Invitation.everywhere.get().checked_in_at is not None
