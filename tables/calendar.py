"""Meetings as a calendar takes them over. In the language in force."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from aantafel.core.icalendar import Event
from municipalities import sites
from tables import meeting_words
from tables.enums import MeetingState
from tables.models import Meeting

FEED_FIELDS = (
    *("table", "number", "key", "purpose", "title", "state", "starts_at", "minutes", "place", "address", "link"),
    *("directions", "bring", "sequence", "cancel_reason", "changed_at", "version"),
)


def event_of(meeting: Meeting) -> Event | None:
    """None as long as no day is set. Uses the table with its idea."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return None
    place = meeting_words.where(meeting)
    return Event(
        uid=f"{meeting.key}@aantafel",
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        changed_at=meeting.changed_at,
        title=_("AanTafel!: %(meeting)s (%(idea)s)") % {"meeting": meeting.name, "idea": meeting.table.idea.title},
        place=meeting.link if meeting.link and not (meeting.place or meeting.address) else place,
        text=_text(meeting),
        url=url_of(meeting),
        is_cancelled=meeting.state == MeetingState.CANCELLED,
    )


def events(meetings: Iterable[Meeting]) -> list[Event]:
    return [event for event in map(event_of, meetings) if event is not None]


def url_of(meeting: Meeting) -> str:
    """The whole address of its page, on the site where its table stands."""
    return sites.base_url(meeting.table.municipality_id) + reverse("tables:meeting", args=[meeting.pk])


def _text(meeting: Meeting) -> str:
    lines = []
    if meeting.state == MeetingState.CANCELLED:
        lines.append(_("Called off: %(reason)s") % {"reason": meeting.cancel_reason})
    if meeting.link:
        lines.append(_("Online: %(link)s") % {"link": meeting.link})
    if meeting.directions:
        lines.append(_("How to get there: %(text)s") % {"text": meeting.directions})
    if meeting.bring:
        lines.append(_("What to bring: %(text)s") % {"text": meeting.bring})
    return "\n".join(lines)
