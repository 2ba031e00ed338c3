"""What happens by the clock: asked once more, once, and told to who organises once a day."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from aantafel.core import clock
from tables.enums import Answer, InvitationWay, MeetingState, SeatSource, TableState
from tables.models import Invitation, Table
from tables.notifications.asking import CATEGORY
from tables.services import invitations
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import owner_of
from tests.factories.meetings import InvitationFactory, MeetingFactory
from tests.tables.test_invitations import mails, says

pytestmark = pytest.mark.django_db


class TestByTheClock:
    @pytest.fixture
    def soon(self) -> Iterator[Invitation]:
        yield InvitationFactory.create(meeting__starts_at=clock.now() + timedelta(days=5))

    def test_who_has_not_answered_is_asked_once_more_once(self, soon: Invitation) -> None:
        assert (invitations.chase_due(), invitations.chase_due()) == (1, 0)
        (mail,) = mails("invited_again")
        assert (mail.to_address, mail.optional, mail.category) == (soon.seat.email, True, CATEGORY)

    @pytest.mark.parametrize(
        "fields",
        [
            {"answer": Answer.MAYBE},
            {"sent_at": clock.now()},
            {"way": InvitationWay.PAPER},
            {"seat__quiet_at": clock.now()},
            {"seat__source": SeatSource.TOWN},
            {"meeting__starts_at": clock.now() + timedelta(days=9)},
            {"meeting__starts_at": clock.now() + timedelta(hours=9)},
            {"meeting__state": MeetingState.CANCELLED},
        ],
    )
    def test_nobody_else_is(self, fields: dict[str, Any]) -> None:
        usual = {"meeting__starts_at": clock.now() + timedelta(days=5)}
        InvitationFactory.create(**{**usual, **fields})
        assert invitations.chase_due() == 0

    def test_who_organises_hears_once_a_day(self) -> None:
        meeting = MeetingFactory.create()
        coach = MatchFactory.create(idea=meeting.table.idea, accepted=True).coach.user
        says(InvitationFactory.create(meeting=meeting, seat__name="Mieke"), said="Tot dan")
        assert invitations.tell_answers() == 1
        sent = mails("answers_came")
        assert {one.to_address for one in sent} == {owner_of(meeting.table.idea).email, coach.email}
        assert "Mieke Groen" in sent[0].body_text
        assert "Tot dan" in sent[0].body_text
        says(InvitationFactory.create(meeting=meeting))
        assert invitations.tell_answers() == 0
        with clock.frozen(clock.now() + timedelta(days=1)):
            assert invitations.tell_answers() == 1
            assert invitations.tell_answers() == 0

    def test_a_stopped_table_is_left_alone(self, soon: Invitation) -> None:
        Table.everywhere.filter(pk=soon.meeting.table_id).update(state=TableState.STOPPED)
        assert invitations.chase_due() == 0
