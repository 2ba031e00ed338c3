"""The places at a meeting: how many are taken, and who moves up from the waiting list."""

from tables.enums import Answer
from tables.models import Invitation, Meeting, Seat


def taken(meeting: Meeting) -> int:
    """How many have a place. Who owns the table has one without being asked. Two queries."""
    asked = Invitation.everywhere.filter(meeting=meeting)
    owners = Seat.everywhere.listed().filter(table=meeting.table_id, is_owner=True)
    silent = owners.exclude(pk__in=asked.exclude(answer="").values("seat")).count()
    return asked.filter(answer=Answer.COMES, waits_since=None).count() + silent


def has_room(meeting: Meeting) -> bool:
    return not meeting.size or taken(meeting) < meeting.size


def fill_places(meeting: Meeting) -> list[Invitation]:
    """Give the free places to who waits longest. Inside the caller's transaction, which has locked the table and the
    meeting. Gives who moved up.
    """
    waiting = Invitation.everywhere.filter(meeting=meeting).exclude(waits_since=None).order_by("waits_since", "pk")
    rows = list(waiting.select_for_update(of=("self",), no_key=True))
    free = max(meeting.size - taken(meeting), 0) if meeting.size else len(rows)
    for invitation in rows[:free]:
        invitation.waits_since = None
        invitation.save(update_fields=["waits_since"])
    return rows[:free]
