"""To come to an open meeting without being asked: the address is proved by the link of a mail first."""

from datetime import timedelta

import pytest

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from tables.enums import Answer, InvitationWay, SeatSource
from tables.models import Meeting, Seat, SignUp
from tables.services import invitations
from tables.services.invitations.answers import Told
from tables.services.invitations.signing_up import Late, NotOpen, TooMany
from tests.factories.accounts import UserFactory
from tests.factories.meetings import MeetingFactory, SeatFactory

pytestmark = pytest.mark.django_db

MIEKE = Told(Capacity.PROFESSIONAL, "wijkverpleegkundige", "Ik kom er elke dag", "Mieke Groen", NameDisplay.FIRST)


@pytest.fixture
def meeting() -> Meeting:
    return MeetingFactory.create()


def mails(kind: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=f"tables/{kind}").order_by("pk"))


class TestSigningUp:
    def test_who_is_signed_in_comes_at_once(self, meeting: Meeting) -> None:
        user = UserFactory.create()
        done = invitations.sign_up(actor=user, meeting_id=meeting.pk, told=MIEKE)
        assert (done.way, done.sent_at, done.answer) == (InvitationWay.OPEN, None, Answer.COMES)
        assert (done.seat.user, done.seat.email, done.seat.source) == (user, user.email, SeatSource.OPEN)

    def test_twice_is_once(self, meeting: Meeting) -> None:
        user = UserFactory.create()
        first = invitations.sign_up(actor=user, meeting_id=meeting.pk, told=MIEKE)
        assert invitations.sign_up(actor=user, meeting_id=meeting.pk, told=MIEKE) == first
        assert len(mails("answer_noted")) == 1

    def test_an_address_is_proved_before_anything_follows(self, meeting: Meeting) -> None:
        kept = ask(meeting)
        assert not Seat.everywhere.exists()
        (mail,) = mails("confirm_sign_up")
        assert str(kept.key) in mail.body_text
        assert "Mieke" not in mail.body_text, "anybody may have typed it"
        done = invitations.confirm(key=kept.key)
        assert (done.answer, done.seat.email) == (Answer.COMES, "mieke@groen.example")
        assert invitations.confirm(key=kept.key) == done

    def test_who_was_on_the_list_keeps_the_line(self, meeting: Meeting) -> None:
        seat = SeatFactory.create(table=meeting.table, email="mieke@groen.example", why="Kent de bomen")
        done = invitations.confirm(key=ask(meeting).key)
        assert done.seat_id == seat.pk
        assert done.seat.why == "Kent de bomen"

    def test_not_for_a_closed_meeting(self) -> None:
        meeting = MeetingFactory.create(is_open=False)
        with pytest.raises(NotOpen):
            ask(meeting)
        with pytest.raises(NotOpen):
            invitations.sign_up(actor=UserFactory.create(), meeting_id=meeting.pk, told=MIEKE)

    def test_after_a_day_the_link_is_late(self, meeting: Meeting) -> None:
        kept = ask(meeting)
        SignUp.everywhere.update(made_at=clock.now() - timedelta(hours=25))
        with pytest.raises(Late):
            invitations.confirm(key=kept.key)

    def test_an_unknown_link_is_late(self, meeting: Meeting) -> None:
        kept = ask(meeting)
        SignUp.everywhere.all().delete()
        with pytest.raises(Late):
            invitations.confirm(key=kept.key)

    def test_fifty_from_one_connection_pass_and_one_address_is_not_flooded(self, meeting: Meeting) -> None:
        for number in range(50):
            ask(meeting, f"gast{number}@buurt.example")
        with pytest.raises(TooMany):
            for _each in range(7):
                ask(meeting)


def ask(meeting: Meeting, email: str = "Mieke@Groen.example") -> SignUp:
    return invitations.ask_to_sign_up(meeting=meeting, email=email, told=MIEKE, client="1.2.3.4")
