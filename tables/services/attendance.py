"""The one writer of who came. Each locks the seat, the meeting and the invitation, in that order."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from aantafel.core.errors import DomainError, WrongState
from tables.enums import InvitationWay, MeetingState, Reach, SeatSource, TableState
from tables.models import Invitation, Meeting, Minutes, Seat
from tables.models.meetings import door_code
from tables.services import capacity as one_capacity
from tables.services import meetings
from tables.services.minutes.writing import touch_of

AFTER = timedelta(hours=4)  # how long after its end people can check themselves in
MOST_GUESTS = 500
MOST_FROM_ONE = 150  # a whole room may have one address


class DoorClosed(WrongState):
    default = _("You can check in from two hours before the meeting until four hours after it.")


class DoorShut(DoorClosed):
    default = _("You cannot check in any more: the minutes of this meeting are on the site, or its table has ended.")


class TooEarly(WrongState):
    default = _("You can check people in from two hours before the meeting.")


class NotOnTheList(WrongState):
    default = _("This person is no longer on the list. Look at the page again.")


class CapacityNeeded(DomainError):
    default = _("Say in which capacity you are here: resident, professional or municipal employee.")


class RoleNeeded(DomainError):
    default = _("Say in which role you are here. For example: neighbour, doctor or council member.")


class Full(DomainError):
    default = _("So many people checked in that something must be wrong. Ask the facilitator.")


def is_open(meeting: Meeting, now: datetime) -> bool:
    """Whether people can be checked in by who organises: from shortly before it begins, and afterwards too."""
    if meeting.state not in (MeetingState.PLANNED, MeetingState.HELD) or meeting.starts_at is None:
        return False
    return now >= meeting.starts_at - meetings.DOOR_OPENS


def is_told(meeting: Meeting) -> bool:
    """Whether everyone can read in its minutes who was there. One query."""
    return Minutes.everywhere.filter(meeting=meeting, version__gt=0).exists()


def is_over(meeting: Meeting) -> bool:
    """Whether nobody can come in by the code any more: it hangs in a room, and nobody sees who uses it later. Uses
    `table`; one query at most.
    """
    return meeting.table.state != TableState.RUNNING or is_told(meeting)


def is_door_open(meeting: Meeting, now: datetime) -> bool:
    """Whether people can check themselves in. Uses `table`; one query at most."""
    if not is_open(meeting, now) or meeting.ends_at is None or now > meeting.ends_at + AFTER:
        return False
    return not is_over(meeting)


def check_in(
    *, actor: User | None, meeting_id: int, seat_id: int, capacity: str = "", role: str = "", interest: str = ""
) -> Invitation:
    """Somebody of the list is here, as what the list says or as what they say themselves. A second time changes
    nothing but what they say; the list says the same from then on. Raises TooEarly, NotOnTheList, OtherCapacity.
    """
    with transaction.atomic():
        seat = Seat.everywhere.listed().select_for_update(of=("self",), no_key=True).filter(pk=seat_id).first()
        meeting = _lock(meeting_id)
        if seat is None or seat.table_id != meeting.table_id:
            raise NotOnTheList
        sat_as = capacity or seat.capacity
        one_capacity.demand(seat, sat_as, at=meeting)
        invitation = _invitation(meeting, seat)
        before = _sat(invitation)
        if seat.capacity != sat_as:
            seat.capacity, seat.changed_at = sat_as, clock.now()
            seat.save(update_fields=["capacity", "changed_at"])
        invitation.checked_in_at = invitation.checked_in_at or clock.now()
        invitation.sat_as = sat_as
        invitation.sat_role, invitation.sat_interest = role or seat.role, interest or seat.interest
        if before != _sat(invitation):
            invitation.save(update_fields=["checked_in_at", "sat_as", "sat_role", "sat_interest"])
            _told(meeting_id)
        return invitation


def undo(*, actor: User | None, meeting_id: int, invitation_id: int) -> None:
    """It was the wrong name. A guest leaves the list again. A second time changes nothing."""
    with transaction.atomic():
        seat_id = Invitation.everywhere.filter(meeting=meeting_id, pk=invitation_id).values_list("seat", flat=True)
        seat = Seat.everywhere.select_for_update(of=("self",), no_key=True).filter(pk__in=seat_id).first()
        Meeting.everywhere.select_for_update(of=("self",), no_key=True).get(pk=meeting_id)
        rows = Invitation.everywhere.select_for_update(of=("self",)).filter(meeting=meeting_id, pk=invitation_id)
        invitation = rows.first()
        if invitation is None or seat is None or invitation.checked_in_at is None:
            return
        if invitation.way == InvitationWay.GUEST:
            invitation.delete()
            if seat.source == SeatSource.GUEST and not Invitation.everywhere.filter(seat=seat).exists():
                seat.delete()
        else:
            invitation.checked_in_at, invitation.sat_as, invitation.sat_role, invitation.sat_interest = None, "", "", ""
            invitation.save(update_fields=["checked_in_at", "sat_as", "sat_role", "sat_interest"])
        _told(meeting_id)


def guest(
    *,
    actor: User | None,
    meeting_id: int,
    capacity: str,
    role: str,
    interest: str = "",
    name: str = "",
    name_display: str = NameDisplay.HIDDEN,
    key: uuid.UUID | None = None,
    user: User | None = None,
) -> Invitation:
    """Somebody who is not on the list. Capacity and role are required, a name is not. `key` is of the form that was
    sent, so that sending it twice counts once. `user` is who is signed in: they hear of the minutes, and who organises
    does not see the address. Raises TooEarly, CapacityNeeded, RoleNeeded, Full.
    """
    with transaction.atomic():
        meeting = _lock(meeting_id)
        if capacity not in Capacity.values:
            raise CapacityNeeded
        if not role.strip():
            raise RoleNeeded
        same = Q(key=key) if user is None else Q(key=key) | Q(seat__user=user, seat__removed_at=None)
        twice = Invitation.everywhere.filter(same, meeting=meeting).first() if key or user else None
        if twice is not None:
            return twice
        if Invitation.everywhere.filter(meeting=meeting, way=InvitationWay.GUEST).count() >= MOST_GUESTS:
            raise Full
        said = {"capacity": capacity, "role": role, "interest": interest, "name": name}
        display = name_display if name else NameDisplay.HIDDEN
        seat = Seat.everywhere.create(
            table=meeting.table,
            source=SeatSource.GUEST,
            reach=Reach.MAIL if user else Reach.PERSON,
            user=user,
            email=user.email if user else "",
            hides_address=user is not None,
            language=user.language if user else meeting.language,
            added_by=actor,
            name_display=display,
            **said,
        )
        invitation = Invitation.everywhere.create(
            meeting=meeting,
            seat=seat,
            way=InvitationWay.GUEST,
            key=key or uuid.uuid4(),
            checked_in_at=clock.now(),
            sat_as=capacity,
            sat_role=role,
            sat_interest=interest,
        )
        _told(meeting_id)
        return invitation


def at_the_door(
    *,
    code: str,
    capacity: str,
    role: str,
    interest: str = "",
    name: str = "",
    name_display: str = NameDisplay.HIDDEN,
    key: uuid.UUID | None = None,
    user: User | None = None,
) -> Invitation:
    """Somebody checks themselves in with the code of the sheet. Who is on the list by the account that they are signed
    in with comes as that, and so does a name that nobody else there has, when it says no more than a guest would: the
    name does not show, and the line is of no account. Anyone else is a guest. Raises DoorClosed.
    """
    meeting = Meeting.everywhere.select_related("table").filter(door_code=code).first()
    if meeting is None or not is_door_open(meeting, clock.now()):
        raise DoorShut if meeting and is_over(meeting) else DoorClosed
    said: dict[str, Any] = {"capacity": capacity, "role": role, "interest": interest}
    with transaction.atomic():
        seat_id = _known(meeting, name, user)
        if seat_id is None:
            said |= {"name": name, "name_display": name_display, "key": key}
            invitation = guest(actor=user, user=user, meeting_id=meeting.pk, **said)
        else:
            invitation = _of_the_list(meeting, seat_id, user, said)
        if is_told(meeting):  # while this waited for the lock on the meeting
            raise DoorShut
        return invitation


def _of_the_list(meeting: Meeting, seat_id: int, user: User | None, said: dict[str, str]) -> Invitation:
    if said["capacity"] not in Capacity.values:
        raise CapacityNeeded
    if not said["role"].strip():
        raise RoleNeeded
    return check_in(actor=user, meeting_id=meeting.pk, seat_id=seat_id, **said)


def new_code(*, actor: User, meeting_id: int) -> None:
    """The sheet at the door went where it should not: the old code opens nothing any more."""
    with transaction.atomic():
        meeting = meetings.lock(meeting_id).meeting
        meeting.door_code = door_code()
        meetings.touch(meeting, "door_code")


def missing(meeting: Meeting) -> list[Capacity]:
    """The sides of the triangle of which nobody was checked in. One query."""
    rows = Invitation.everywhere.filter(meeting=meeting).exclude(checked_in_at=None)
    there = set(rows.order_by().values_list("sat_as", flat=True).distinct())
    return [capacity for capacity in Capacity if capacity.value not in there]


def _known(meeting: Meeting, name: str, user: User | None) -> int | None:
    """Whoever was checked in already is somebody else with that name."""
    seats = Seat.everywhere.listed().filter(table=meeting.table_id)
    if user is not None:
        own = seats.filter(Q(user=user) | Q(user=None, email=user.email)).values_list("pk", flat=True).first()
        if own is not None:
            return own
    if not name.strip():
        return None
    here = Invitation.everywhere.filter(meeting=meeting).exclude(checked_in_at=None).values("seat")
    same = list(seats.filter(name__iexact=name.strip()).exclude(pk__in=here)[:2])
    if len(same) != 1 or same[0].user_id or same[0].name_display != NameDisplay.HIDDEN:
        return None
    return same[0].pk


def _lock(meeting_id: int) -> Meeting:
    rows = Meeting.everywhere.select_for_update(of=("self",), no_key=True).select_related("table")
    meeting = rows.get(pk=meeting_id)
    if not is_open(meeting, clock.now()):
        raise TooEarly
    return meeting


def _invitation(meeting: Meeting, seat: Seat) -> Invitation:
    """Locked. Who is on the list and was not asked came along."""
    rows = Invitation.everywhere.select_for_update(of=("self",))
    invitation = rows.filter(meeting=meeting, seat=seat).first()
    return invitation or Invitation.everywhere.create(meeting=meeting, seat=seat, way=InvitationWay.GUEST)


def _sat(invitation: Invitation) -> tuple[bool, str, str, str]:
    """What the minutes say of somebody."""
    came = invitation.checked_in_at is not None
    return came, invitation.sat_as, invitation.sat_role, invitation.sat_interest


def _told(meeting_id: int) -> None:
    """Who was there stands in the minutes: once they are public, only a new version with a reason says it."""
    touch_of(meeting_id)
    transaction.on_commit(page_cache.purge, robust=True)
