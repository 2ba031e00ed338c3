"""The places at a meeting: how many are taken, and who moves up from the waiting list."""

from collections.abc import Iterable

from django.db.models import QuerySet

from aantafel.core import clock
from tables.asking.waiting import Waiting, in_line
from tables.enums import MeetingState
from tables.models import Invitation, Meeting, Seat, Table
from tables.notifications import asking as notifications

OPEN = (MeetingState.POLL, MeetingState.PLANNED)


def taken(meeting: Meeting) -> int:
    """How many have a place. Who owns the table has one without being asked. Three queries."""
    return len(_capacities(meeting))


def has_room(meeting: Meeting) -> bool:
    return not meeting.size or taken(meeting) < meeting.size


def is_to_come(meeting: Meeting) -> bool:
    """Whether people can still be asked for it, and answer."""
    if meeting.state not in OPEN:
        return False
    return meeting.ends_at is None or meeting.ends_at > clock.now()


def line(meeting: Meeting) -> list[Invitation]:
    """Who waits for a place, in the order in which they get one. Four queries."""
    rows = {one.pk: one for one in _waiting(meeting)}
    return [rows[one.number] for one in in_line(map(_as_waiting, rows.values()), _capacities(meeting))]


def fill_places(meeting: Meeting, *, tells: bool = True) -> list[Invitation]:
    """Give the free places to who waits, by the rule of `tables.asking.waiting`, each with a mail unless the caller
    tells them. Inside the caller's transaction, which has locked the table and the meeting. Gives who moved up.
    """
    if not is_to_come(meeting):
        return []
    rows = {one.pk: one for one in _waiting(meeting).select_for_update(of=("self",), no_key=True)}
    if not rows:
        return []
    there = _capacities(meeting)
    free = len(rows) if not meeting.size else max(meeting.size - len(there), 0)
    moved = [rows[one.number] for one in in_line(map(_as_waiting, rows.values()), there)[:free]]
    for invitation in moved:
        invitation.waits_since = None
        invitation.save(update_fields=["waits_since"])
        if tells:
            notifications.place_free(invitation)
    return moved


def fill_all(table: Table) -> None:
    """The same at every meeting of a locked table that is to come: somebody had a place at all of them."""
    rows = Meeting.everywhere.select_for_update(of=("self",), no_key=True).filter(table=table, state__in=OPEN)
    for meeting in rows.order_by("pk"):
        meeting.table = table
        fill_places(meeting)


def turns(meeting: Meeting, wanting: Iterable[Waiting]) -> list[int]:
    """The numbers of who want a place at the same moment, in the order in which they get one. Three queries."""
    return [one.number for one in in_line(wanting, _capacities(meeting))]


def _waiting(meeting: Meeting) -> QuerySet[Invitation]:
    rows = Invitation.everywhere.waiting().filter(meeting=meeting)
    return rows.select_related("seat").order_by("pk")


def _as_waiting(one: Invitation) -> Waiting:
    since = one.waits_since or clock.now()
    return Waiting(one.pk, one.seat.capacity, one.sent_at is not None, since)


def _capacities(meeting: Meeting) -> list[str]:
    """Of everyone with a place, and of the owners who have not said anything else. As long as nobody made a seat of who
    pinned the idea, that is who owns the table.
    """
    asked = Invitation.everywhere.filter(meeting=meeting)
    owners = dict(
        Seat.everywhere.listed().filter(table=meeting.table_id, is_owner=True).values_list("pk", "capacity")
    ) or {0: meeting.table.idea.capacity}
    answered = set(asked.filter(seat__in=owners).exclude(answer="").values_list("seat_id", flat=True))
    return [
        *asked.with_place().values_list("seat__capacity", flat=True),
        *(capacity for pk, capacity in owners.items() if pk not in answered),
    ]
