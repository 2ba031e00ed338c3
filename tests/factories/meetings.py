"""Meetings of tables, who sits there, and who was asked."""

from datetime import timedelta

import factory
from django.db.models import Manager
from factory.django import DjangoModelFactory

from aantafel.accounts.enums import Capacity
from aantafel.core import clock
from tables.enums import InvitationWay, MeetingPurpose, MeetingState
from tables.models import Invitation, Meeting, Seat
from tests.factories.tables import TableFactory


class MeetingFactory(DjangoModelFactory[Meeting]):
    """Planned, in two weeks, with room for everyone. Flags: `poll` (no day yet), `held`."""

    class Meta:
        model = Meeting

    class Params:
        poll = factory.Trait(state=MeetingState.POLL, starts_at=None)
        held = factory.Trait(
            state=MeetingState.HELD, starts_at=factory.LazyFunction(lambda: clock.now() - timedelta(days=3))
        )

    table = factory.SubFactory(TableFactory)
    number = factory.Sequence(lambda n: n + 1)
    purpose = MeetingPurpose.FIRST
    state = MeetingState.PLANNED
    starts_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=14))
    place = "Buurthuis De Linde"
    address = "Lindelaan 4"

    @classmethod
    def _get_manager(cls, model_class: type[Meeting]) -> Manager[Meeting]:
        return model_class.everywhere


class SeatFactory(DjangoModelFactory[Seat]):
    """Somebody on the list of a table, reached by mail."""

    class Meta:
        model = Seat

    table = factory.SubFactory(TableFactory)
    name = factory.Sequence(lambda n: f"Mieke Gast{n}")
    capacity = Capacity.RESIDENT
    role = "buurvrouw"
    email = factory.Sequence(lambda n: f"gast{n}@buurt.example")

    @classmethod
    def _get_manager(cls, model_class: type[Seat]) -> Manager[Seat]:
        return model_class.everywhere


class InvitationFactory(DjangoModelFactory[Invitation]):
    """Somebody of the table of the meeting, asked by mail, without an answer."""

    class Meta:
        model = Invitation

    meeting = factory.SubFactory(MeetingFactory)
    seat = factory.SubFactory(SeatFactory, table=factory.SelfAttribute("..meeting.table"))
    way = InvitationWay.MAIL
    sent_at = factory.LazyFunction(lambda: clock.now() - timedelta(days=4))

    @classmethod
    def _get_manager(cls, model_class: type[Invitation]) -> Manager[Invitation]:
        return model_class.everywhere
