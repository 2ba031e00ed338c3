"""Meetings with people at them, and the minutes of those."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.models import Idea
from tables.enums import ActorRole, Answer, MeetingPurpose, MeetingState, MinutesPartName, SeatSource
from tables.models import Invitation, Meeting, Minutes, MinutesPart, MinutesPartVersion, MinutesVersion, Seat, Table
from tables.services.minutes import publish

USUAL: Mapping[MinutesPartName, str] = {
    MinutesPartName.SUMMARY: "- We zetten een lange tafel in de straat.\n- Op 14 mei proberen we het.",
    MinutesPartName.PITCH: "Joke vertelde over haar idee.",
    MinutesPartName.SAID: "Een bewoner vroeg naar stoelen.",
    MinutesPartName.ACTIVE: "De buren van nummer 3 halen stoelen.",
    MinutesPartName.AGAIN: "Iedereen komt terug.",
    MinutesPartName.MISSING: "Iemand van de gemeente.",
}


def meeting_of(table: Table, number: int = 1, **fields: Any) -> Meeting:
    """One that was yesterday, the first of its table."""
    usual: dict[str, Any] = {
        "state": MeetingState.HELD,
        "starts_at": clock.now() - timedelta(days=1),
        "purpose": MeetingPurpose.FIRST if number == 1 else MeetingPurpose.OTHER,
        "place": "Buurthuis De Eik",
    }
    return Meeting.everywhere.create(table=table, number=number, **{**usual, **fields})


def seat_of(table: Table, name: str = "", **fields: Any) -> Seat:
    usual: dict[str, Any] = {
        "capacity": Capacity.RESIDENT,
        "role": "buurvrouw",
        "interest": "Woont er",
        "name_display": NameDisplay.HIDDEN,
        "source": SeatSource.OWN,
    }
    return Seat.everywhere.create(table=table, name=name, **{**usual, **fields})


def came(meeting: Meeting, seat: Seat, **fields: Any) -> Invitation:
    """This person sat at the table in their own capacity and role."""
    usual: dict[str, Any] = {"sat_as": seat.capacity, "sat_role": seat.role, "sat_interest": seat.interest}
    usual |= {"checked_in_at": clock.now(), "answer": Answer.COMES}
    return Invitation.everywhere.create(meeting=meeting, seat=seat, **{**usual, **fields})


def minutes_of(meeting: Meeting, *, by: User | None = None, **texts: str) -> Minutes:
    """Written down and not published. A text by the name of its part (`summary=`) takes the place of the usual one."""
    minutes = Minutes.everywhere.create(meeting=meeting, begun_by=by)
    for name, usual in USUAL.items():
        text = texts.get(name.name.lower(), usual)
        if text:
            part_of(minutes, name, text, by=by)
    return minutes


def part_of(minutes: Minutes, name: MinutesPartName, text: str, *, by: User | None = None) -> MinutesPart:
    part = MinutesPart.objects.create(
        minutes=minutes, part=name, text=text, version=1, changed_by=by, changed_as=ActorRole.OWNER
    )
    MinutesPartVersion.objects.create(part=part, number=1, text=text, by=by, role=ActorRole.OWNER)
    return part


def published(minutes: Minutes, *, by: User | None = None, reason: str = "") -> MinutesVersion:
    """By the owner of the table, as they stand."""
    idea: Idea = minutes.meeting.table.idea
    actor = by or idea.owner
    assert actor is not None
    minutes.refresh_from_db(fields=["stamp"])
    version = publish(actor=actor, minutes_id=minutes.pk, role=ActorRole.OWNER, seen=minutes.stamp, reason=reason)
    minutes.refresh_from_db()
    return version
