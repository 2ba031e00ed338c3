"""Meetings made ready for a list: nothing more is asked of the database."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.translation import gettext as _

from aantafel.accounts.enums import Capacity
from aantafel.core.cards import Shown
from municipalities import sites
from tables.enums import MeetingState
from tables.meetings import queries as meeting_queries
from tables.meetings import words as meeting_words
from tables.models import Meeting


@dataclass(frozen=True)
class MeetingCard(Shown):
    """`wanted` are the capacities of which nobody comes yet, of a meeting that still can have them. `go`: what its
    page is for.
    """

    title: str
    idea: str
    language: str
    url: str
    day: str
    month: str
    when: str
    when_iso: str
    where: str
    municipality: str
    online: bool
    held: bool
    now: bool
    cancelled: bool
    has_minutes: bool
    places: str
    go: str
    wanted: str
    residents: int = 0
    professionals: int = 0
    employees: int = 0


def card(meeting: Meeting) -> MeetingCard:
    """Of a row of `meeting_queries`, which has a day."""
    if meeting.starts_at is None:
        raise ValueError("only a meeting with a day has a card")
    counts = meeting_queries.counts(meeting)
    starts = timezone.localtime(meeting.starts_at)
    planned = meeting.state == MeetingState.PLANNED
    wanted = [one for one in Capacity if not counts[f"{one.value}s"]] if planned else []
    taken = sum(counts.values())
    return MeetingCard(
        title=meeting.name,
        idea=meeting.table.idea.title,
        language=meeting.table.idea.language,
        url=url(meeting),
        day=written(starts, "j"),
        month=written(starts, "b"),
        when=meeting_words.when(meeting),
        when_iso=starts.isoformat(timespec="minutes"),
        where=meeting_words.where(meeting),
        municipality=meeting.table.municipality.name,
        online=bool(meeting.link),
        now=meeting_words.is_now(meeting),
        held=meeting.state == MeetingState.HELD,
        cancelled=meeting.state == MeetingState.CANCELLED,
        has_minutes=bool(getattr(meeting, "minutes_version", 0)),
        places=places(meeting, taken) if planned else "",
        go=_go(meeting, taken),
        wanted=meeting_words.sides(wanted),
        **counts,
    )


def places(meeting: Meeting, taken: int) -> str:
    """How much room there is, for who thinks of coming."""
    if not meeting.is_open:
        return _("Only for who is invited")
    if not meeting.size:
        return _("There is room for everyone")
    left = meeting.size - taken
    if is_full(meeting, taken):
        return _("Full: there is a waiting list")
    return _("%(left)d of %(size)d places are free") % {"left": left, "size": meeting.size}


def _go(meeting: Meeting, taken: int) -> str:
    if not meeting.is_open:
        return _("Read more about it")
    return _("Read more, or stand on the waiting list") if is_full(meeting, taken) else _("Read more, or come too")


def is_full(meeting: Meeting, taken: int) -> bool:
    return bool(meeting.size) and taken >= meeting.size


def url(meeting: Meeting) -> str:
    """Where its page stands, seen from the site in use."""
    return sites.elsewhere(meeting.table.municipality_id) + reverse("tables:meeting", args=[meeting.pk])
