"""Meetings as a calendar takes them over. In the language in force."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from aantafel.accounts.models import User
from aantafel.core import icalendar
from aantafel.core.icalendar import Event
from coaches.models import Match
from municipalities import sites
from tables.enums import Answer, MeetingState
from tables.meetings import words as meeting_words
from tables.models import Invitation, Meeting, Seat
from tables.permissions import GUIDING

FEED_FIELDS = (
    *(
        "table",
        "number",
        "key",
        "purpose",
        "title",
        "state",
        "starts_at",
        "minutes",
        "place",
        "address",
        "link",
        "is_open",
    ),
    *("directions", "bring", "sequence", "cancel_reason", "changed_at", "version"),
)


def event_of(meeting: Meeting, *, public: bool = False) -> Event | None:
    """None as long as no day is set; `public` for what everyone reads. Uses the table with its idea."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return None
    place = meeting_words.where(meeting)
    link = meeting.public_link if public else meeting.link
    return Event(
        uid=f"{meeting.key}@aantafel",
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        changed_at=meeting.changed_at,
        title=_("AanTafel!: %(meeting)s (%(idea)s)") % {"meeting": meeting.name, "idea": meeting.table.idea.title},
        place=link if link and not (meeting.place or meeting.address) else place,
        text=_text(meeting, link),
        url=url_of(meeting),
        is_cancelled=meeting.state == MeetingState.CANCELLED,
    )


def events(meetings: Iterable[Meeting], *, public: bool = False) -> list[Event]:
    found = (event_of(meeting, public=public) for meeting in meetings)
    return [event for event in found if event is not None]


def of_person(*, user: User) -> list[Event]:
    """For `calendar_sources`: what somebody organises or leads, and where they come or perhaps come. What was called
    off stays for a while, as such.
    """
    guides = Match.everywhere.running().filter(coach__user=user, role__in=GUIDING)
    mine = Seat.everywhere.listed().filter(user=user)
    comes = Invitation.everywhere.filter(seat__in=mine, answer__in=(Answer.COMES, Answer.MAYBE), waits_since=None)
    tables = Q(table__idea__owner=user, table__pinner_left_at=None) | Q(table__idea__in=guides.values("idea"))
    tables |= Q(table__in=mine.filter(is_owner=True).values("table"))
    rows = Meeting.everywhere.filter(tables | Q(facilitator=user) | Q(pk__in=comes.values("meeting")))
    rows = rows.filter(starts_at__gte=icalendar.since(), table__idea__state="published")
    return events(rows.select_related("table__idea", "table__municipality").defer("table__idea__search"))


def url_of(meeting: Meeting) -> str:
    """The whole address of its page, on the site where its table stands."""
    return sites.base_url(meeting.table.municipality_id) + reverse("tables:meeting", args=[meeting.pk])


def _text(meeting: Meeting, link: str) -> str:
    lines = []
    if meeting.state == MeetingState.CANCELLED:
        lines.append(_("Called off: %(reason)s") % {"reason": meeting.cancel_reason})
    if link:
        lines.append(_("Online: %(link)s") % {"link": link})
    if meeting.directions:
        lines.append(_("How to get there: %(text)s") % {"text": meeting.directions})
    if meeting.bring:
        lines.append(_("What to bring: %(text)s") % {"text": meeting.bring})
    return "\n".join(lines)
