"""The free meeting of the operator: its record and its meeting at the table stay in step, whoever moves it."""

import importlib
from datetime import date, time, timedelta
from pkgutil import iter_modules

import pytest
from django.apps import apps
from django.utils import timezone

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from ideas.enums import FreeMeetingState, NoticeWay
from ideas.models import FreeMeeting
from ideas.signals import idea_merged
from tables import migrations
from tables.enums import ActorRole, MeetingPurpose, MeetingState
from tables.models import Meeting, Table
from tables.road import timeline
from tables.services import free, meetings, steps
from tables.services.minutes import publish
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.minutes import minutes_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


@pytest.fixture
def operator() -> User:
    return UserFactory.create(operator=True)


@pytest.fixture
def record(table: Table) -> FreeMeeting:
    fields = {"threshold": 50, "reached_at": clock.now(), "way": NoticeWay.MAIL}
    return FreeMeeting.objects.create(idea=table.idea, municipality=table.municipality, **fields)


def day(days: int) -> date:
    return clock.today() + timedelta(days=days)


def move(record: FreeMeeting, actor: User, to: FreeMeetingState, on: date | None = None, at: time = time(20)) -> None:
    free.move(actor=actor, meeting_id=record.pk, to=to, planned_for=on, note="Zaal gebeld.", at=at)
    record.refresh_from_db()


def stands(record: FreeMeeting) -> tuple[str, date | None]:
    record.refresh_from_db()
    return record.state, record.planned_for


def kinds() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("kind", flat=True))


def test_a_day_plans_a_meeting_at_the_table(record: FreeMeeting, operator: User, table: Table) -> None:
    move(record, operator, FreeMeetingState.PLANNED, day(20))
    meeting = Meeting.everywhere.get()
    assert (meeting.table, meeting.is_free, meeting.purpose) == (table, True, MeetingPurpose.FIRST)
    assert timeline.moments(table)[-1].title == "Er is een gratis bijeenkomst gepland"
    assert meeting.starts_at is not None
    assert f"{timezone.localtime(meeting.starts_at):%H:%M}" == "20:00"
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.to_address) == ("tables/meeting_planned", owner_of(table.idea).email)


def test_another_day_moves_it_and_no_day_calls_it_off(record: FreeMeeting, operator: User) -> None:
    move(record, operator, FreeMeetingState.PLANNED, day(20))
    move(record, operator, FreeMeetingState.PLANNED, day(27))
    meeting = Meeting.everywhere.get()
    assert (meeting.sequence, timezone.localdate(meeting.starts_at)) == (1, day(27))
    move(record, operator, FreeMeetingState.TO_PLAN)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.CANCELLED
    assert kinds() == ["tables/meeting_planned", "tables/meeting_changed", "tables/meeting_cancelled"]
    move(record, operator, FreeMeetingState.PLANNED, day(30))
    assert list(Meeting.everywhere.values_list("number", "state")) == [(1, "cancelled"), (2, "planned")]


def test_what_happens_at_the_table_is_in_the_record(record: FreeMeeting, operator: User, table: Table) -> None:
    move(record, operator, FreeMeetingState.PLANNED, day(20))
    meeting = Meeting.everywhere.get()
    later = timezone.now() + timedelta(days=33)
    meetings.change(actor=None, role=ActorRole.OWNER, meeting_id=meeting.pk, seen=None, starts_at=later)
    assert stands(record) == ("planned", timezone.localdate(later))
    with clock.frozen(later + timedelta(hours=3)):
        meetings.hold(actor=operator, meeting_id=meeting.pk)
        assert stands(record)[0] == "held"
    with clock.frozen(later + timedelta(days=1)):
        meeting.refresh_from_db()
        minutes = minutes_of(meeting)
        publish(actor=owner_of(table.idea), minutes_id=minutes.pk, role=ActorRole.OWNER, seen=minutes.stamp)
        assert stands(record)[0] == "told"
    assert record.note == "Zaal gebeld."


def test_called_off_at_the_table_it_has_to_be_planned_again(record: FreeMeeting, operator: User) -> None:
    move(record, operator, FreeMeetingState.PLANNED, day(20))
    number = Meeting.everywhere.get().pk
    meetings.cancel(actor=None, role=ActorRole.OWNER, meeting_id=number, seen=None, reason="Griep.")
    assert stands(record) == ("to_plan", None)


def test_held_and_back_again(record: FreeMeeting, operator: User) -> None:
    move(record, operator, FreeMeetingState.PLANNED, day(2))
    with clock.frozen(clock.now() + timedelta(days=3)):
        move(record, operator, FreeMeetingState.HELD, day(-1))
        assert Meeting.everywhere.get().state == MeetingState.HELD
        move(record, operator, FreeMeetingState.PLANNED, day(4))
        assert Meeting.everywhere.get().state == MeetingState.PLANNED


def test_a_table_that_stops_calls_it_off(record: FreeMeeting, operator: User, table: Table) -> None:
    move(record, operator, FreeMeetingState.PLANNED, day(20))
    steps.end(table.pk, actor=operator, role=ActorRole.OPERATOR, reason="Het plein is verkocht.")
    assert stands(record) == ("to_plan", None)


def test_of_a_stopped_table_there_is_only_the_record(record: FreeMeeting, operator: User, table: Table) -> None:
    steps.end(table.pk, actor=operator, role=ActorRole.OPERATOR, reason="Het plein is verkocht.")
    move(record, operator, FreeMeetingState.PLANNED, day(20))
    assert (stands(record)[0], Meeting.everywhere.count()) == ("planned", 0)
    assert kinds() == ["tables/stopped", "ideas/meeting_day"]


def test_two_ideas_put_together_keep_their_day(record: FreeMeeting, operator: User, table: Table) -> None:
    move(record, operator, FreeMeetingState.PLANNED, day(20))
    planned = Meeting.everywhere.get()
    stays = TableFactory.create(idea__municipality=table.municipality)
    record.idea = stays.idea  # as the merge does before it tells
    record.save(update_fields=["idea"])
    idea_merged.send(sender=None, stays=stays.idea, goes=table.idea, actor=operator)
    planned.refresh_from_db()
    onward = Meeting.everywhere.get(table=stays)
    assert (planned.state, onward.state, onward.is_free) == (MeetingState.CANCELLED, MeetingState.PLANNED, True)
    assert onward.starts_at == planned.starts_at
    assert stands(record) == ("planned", day(20))


@pytest.mark.parametrize(("state", "becomes"), [("planned", "planned"), ("held", "held"), ("told", "held")])
def test_earlier_records_get_their_meeting(record: FreeMeeting, state: str, becomes: str) -> None:
    FreeMeeting.objects.update(state=state, planned_for=day(5), note="Zaal De Eik, 20.00 uur")
    (module,) = [one for one in _migrations() if hasattr(one, "make_free_meetings")]
    for _time in range(2):  # a second time finds it there
        module.make_free_meetings(apps, None)
    meeting = Meeting.everywhere.get()
    assert (meeting.state, meeting.is_free, meeting.number) == (becomes, True, 1)
    assert timezone.localtime(meeting.starts_at).date() == day(5)
    record.refresh_from_db()
    assert record.note == "Zaal De Eik, 20.00 uur"


def _migrations() -> list[object]:
    return [importlib.import_module(f"tables.migrations.{one.name}") for one in iter_modules(migrations.__path__)]
