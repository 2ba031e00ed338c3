"""A week and a day before a meeting, and the day after. Safe to run twice, and to be killed halfway: each mail and what
tells that it was sent are one transaction, under the lock on the meeting.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from aantafel.core import clock, killpoints
from tables.enums import MeetingState
from tables.meetings import hearers
from tables.models import Invitation, Meeting, Minutes
from tables.notifications import meetings as meeting_mails
from tables.services import meetings

WEEK, DAY = 7, 1
REMINDED = {WEEK: "reminded_week_at", DAY: "reminded_day_at"}
MOST = 500
ASK_WITHIN = timedelta(days=14)  # of what was longer ago nobody is asked any more


def remind() -> int:
    """Whoever comes, or perhaps comes, hears of it by the day; who organises too. Gives how many mails went out."""
    return sum(_remind(pk, days) for days in (WEEK, DAY) for pk in _on_day(days))


def _on_day(days: int) -> list[int]:
    """The planned meetings that many days from today; a week before counts for a day more, should the clock have stood
    still.
    """
    today = clock.today()
    first, last = today + timedelta(days=days - (days == WEEK)), today + timedelta(days=days)
    rows = Meeting.everywhere.filter(state=MeetingState.PLANNED, table__idea__state="published")
    rows = rows.filter(starts_at__date__range=(first, last), starts_at__gt=clock.now())
    return list(rows.order_by("starts_at", "pk").values_list("pk", flat=True))


def _remind(meeting_id: int, days: int) -> int:
    """Each person in a transaction of their own, so that one who is killed halfway has nothing to send again."""
    meeting = Meeting.everywhere.select_related("table__idea__owner", "facilitator").get(pk=meeting_id)
    told = hearers.together(hearers.organisers(meeting.table, meeting), hearers.invited(meeting))
    return sum(_remind_one(meeting_id, meeting.sequence, hearer.label, days) for hearer in told)


def _remind_one(meeting_id: int, sequence: int, label: str, days: int) -> int:
    """As things stand under the lock: of a meeting that moved or was called off meanwhile nobody is reminded."""
    with transaction.atomic():
        rows = Meeting.everywhere.select_for_update(of=("self",), no_key=True)
        meeting = rows.select_related("table__idea__owner", "facilitator").get(pk=meeting_id)
        if meeting.sequence != sequence or meeting.state != MeetingState.PLANNED:
            return 0
        told = hearers.together(hearers.organisers(meeting.table, meeting), hearers.invited(meeting))
        hearer = next((one for one in told if one.label == label), None)
        if hearer is None or not _wants(hearer, days):
            return 0
        killpoints.reach("meeting:remind")
        sent = meeting_mails.reminder(meeting, hearer, days=days)
        if hearer.invitation is not None:
            Invitation.everywhere.filter(pk=hearer.invitation.pk).update(**{REMINDED[days]: clock.now()})
        return int(sent)


def _wants(hearer: hearers.Hearer, days: int) -> bool:
    """Who said that they come, or perhaps, waits for no place and was not reminded yet; who has not answered is asked
    elsewhere.
    """
    invitation = hearer.invitation
    if invitation is None:
        return True
    was_reminded = getattr(invitation, REMINDED[days]) is not None
    return bool(invitation.answer) and invitation.waits_since is None and not was_reminded


def settle() -> int:
    """The day after: what has attendance or minutes was held; of anything else its organisers are asked, once."""
    today = clock.today()
    begin = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Meeting.everywhere.filter(state=MeetingState.PLANNED, starts_at__lt=begin, held_asked_at=None)
    came = Invitation.everywhere.filter(meeting=OuterRef("pk")).exclude(checked_in_at=None)
    written = Minutes.everywhere.filter(meeting=OuterRef("pk"))
    rows = rows.annotate(was=Exists(came) | Exists(written))
    lately = Q(starts_at__date__gt=today - ASK_WITHIN)
    found = list(rows.filter(Q(was=True) | lately).order_by("starts_at", "pk")[:MOST])
    for meeting in found:
        if getattr(meeting, "was", False):
            meetings.hold(actor=None, meeting_id=meeting.pk)
        else:
            _ask(meeting.pk)
    return len(found)


def _ask(meeting_id: int) -> None:
    with transaction.atomic():
        meeting = meetings.lock(meeting_id).meeting
        if meeting.state != MeetingState.PLANNED or meeting.held_asked_at is not None:
            return
        meeting.held_asked_at = clock.now()
        meeting.save(update_fields=["held_asked_at"])
        meeting_mails.was_it_held(meeting)
