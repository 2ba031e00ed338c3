"""The code at the door opens nothing once the minutes are public, or the table has ended."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Capacity
from aantafel.core import clock
from tables.enums import ActorRole, TableState
from tables.models import Invitation, Meeting, Minutes, Table
from tables.services import attendance
from tables.services.minutes import publish, publishing
from tests.factories.ideas import owner_of
from tests.factories.meetings import MeetingFactory, SeatFactory
from tests.factories.minutes import minutes_of, published

pytestmark = pytest.mark.django_db

SAID: dict[str, Any] = {"capacity": Capacity.RESIDENT, "role": "buurman"}


@pytest.fixture
def meeting() -> Meeting:
    found: Meeting = MeetingFactory.create(number=1, held=True, starts_at=clock.now() - timedelta(hours=1))
    return found


@pytest.fixture
def browser(meeting: Meeting) -> Client:
    client = Client()
    client.force_login(owner_of(meeting.table.idea))
    return client


def door(meeting: Meeting) -> str:
    return reverse("tables:door", args=[meeting.door_code])


def work(meeting: Meeting, name: str = "attendance") -> str:
    return reverse(f"tables:{name}", args=[meeting.table_id, meeting.number])


def public(meeting: Meeting) -> Minutes:
    minutes = minutes_of(meeting)
    published(minutes)
    return minutes


def test_it_is_open_while_the_minutes_are_written(meeting: Meeting) -> None:
    minutes_of(meeting)
    assert Client().post(door(meeting), SAID).status_code == 302


def test_it_is_closed_once_the_minutes_are_public(meeting: Meeting) -> None:
    public(meeting)
    for answer in (Client().get(door(meeting)), Client().post(door(meeting), SAID)):
        assert answer.status_code == 403
        assert str(attendance.DoorShut.default) in answer.content.decode()
    with pytest.raises(attendance.DoorShut):
        attendance.at_the_door(code=meeting.door_code, **SAID)
    assert not Invitation.everywhere.filter(meeting=meeting).exists()


@pytest.mark.parametrize("state", [TableState.FINISHED, TableState.STOPPED])
def test_it_is_closed_once_the_table_has_ended(meeting: Meeting, state: TableState) -> None:
    Table.everywhere.filter(pk=meeting.table_id).update(state=state)
    with pytest.raises(attendance.DoorShut):
        attendance.at_the_door(code=meeting.door_code, **SAID)


def test_whoever_came_in_while_the_minutes_were_published_stays_out(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both wait for the lock on the meeting: the door looks again when it has it."""
    public(meeting)
    monkeypatch.setattr(attendance, "is_over", lambda _meeting: False)
    with pytest.raises(attendance.DoorShut):
        attendance.at_the_door(code=meeting.door_code, **SAID)
    assert not Invitation.everywhere.filter(meeting=meeting).exists()


def test_the_sheet_says_that_it_opens_nothing(meeting: Meeting, browser: Client) -> None:
    shut = str(attendance.DoorShut.default)
    assert shut not in browser.get(work(meeting, "door_sheet")).content.decode()
    public(meeting)
    assert shut in browser.get(work(meeting, "door_sheet")).content.decode()


def test_by_hand_it_takes_a_new_version_with_a_reason(meeting: Meeting, browser: Client) -> None:
    minutes = public(meeting)
    check = work(meeting, "minutes_check")
    attendance.guest(actor=None, meeting_id=meeting.pk, **SAID)
    minutes.refresh_from_db()
    assert minutes.has_changes
    assert check in browser.get(work(meeting)).content.decode()
    with pytest.raises(publishing.ReasonMissing):
        publish(actor=owner_of(meeting.table.idea), minutes_id=minutes.pk, role=ActorRole.OWNER, seen=minutes.stamp)


def test_tapping_twice_changes_nothing(meeting: Meeting) -> None:
    seat = SeatFactory.create(table=meeting.table)
    attendance.check_in(actor=None, meeting_id=meeting.pk, seat_id=seat.pk)
    minutes = public(meeting)
    attendance.check_in(actor=None, meeting_id=meeting.pk, seat_id=seat.pk)
    minutes.refresh_from_db()
    assert not minutes.has_changes
    invitation = Invitation.everywhere.get(meeting=meeting)
    for _time in range(2):
        attendance.undo(actor=None, meeting_id=meeting.pk, invitation_id=invitation.pk)
    minutes.refresh_from_db()
    assert minutes.stamp == minutes.public_stamp + 1


def test_who_checks_the_minutes_reads_who_came_in_meanwhile(meeting: Meeting) -> None:
    minutes = minutes_of(meeting)
    attendance.at_the_door(code=meeting.door_code, **SAID)
    with pytest.raises(publishing.ReadAgain):
        publish(actor=owner_of(meeting.table.idea), minutes_id=minutes.pk, role=ActorRole.OWNER, seen=minutes.stamp)
