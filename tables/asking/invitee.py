"""An invitation made ready for who got it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ideas.cards import excerpt
from tables.asking.waiting import RULE
from tables.enums import Answer, MeetingState, TableState
from tables.meetings import words as meeting_words
from tables.minutes.text import path_of
from tables.models import Invitation, Minutes, Seat
from tables.services import places

SHORT = 300
MOST_SHOWN = 40


@dataclass(frozen=True)
class Next:
    """What somebody who answered can do now: a sentence, and where."""

    text: str
    label: str
    url: str


@dataclass(frozen=True)
class Shown:
    """`closed` says why nothing can be answered any more; `number` is the place on the waiting list; `next` is None for
    who still has to answer, for who waits for a place, and once the meeting is over.
    """

    title: str
    summary: str
    when: str
    where: str
    seats: list[Seat]
    others: int
    closed: str = ""
    number: int = 0
    next: Next | None = None
    rule: tuple[str | Promise, ...] = ()


def ready(asked: Invitation) -> Shown:
    """Six queries at most; the invitation comes with seat, meeting, table and idea."""
    meeting = asked.meeting
    idea = meeting.table.idea
    rows = Seat.everywhere.seated().filter(table=meeting.table_id).exclude(pk=asked.seat_id)
    seats = list(rows.order_by("-is_owner", "capacity", "pk")[: MOST_SHOWN + 1])
    for seat in seats:
        seat.table = asked.meeting.table
    if not any(seat.is_owner for seat in seats) and not asked.seat.is_owner:
        seats.insert(0, _pinner(asked))
    waiting = asked.answer == Answer.COMES and asked.waits_since is not None
    line = [one.pk for one in places.line(meeting)] if waiting else []
    return Shown(
        title=meeting.title or str(meeting.get_purpose_display()),
        summary=excerpt(idea.origin or idea.approach or idea.people, SHORT),
        when=meeting_words.when_and_how_long(meeting),
        where=meeting_words.where(meeting),
        seats=seats[:MOST_SHOWN],
        others=max(len(seats) - MOST_SHOWN, 0),
        closed=_closed(asked),
        next=_next(asked),
        number=line.index(asked.pk) + 1 if asked.pk in line else 0,
        rule=RULE if waiting or (meeting.size and not places.has_room(meeting)) else (),
    )


def thanks(asked: Invitation) -> str:
    """What is said after an answer."""
    if asked.answer == Answer.COMES and asked.waits_since:
        return _("Every place is taken. You stand on the waiting list, and get a mail when there is a place.")
    return {
        Answer.COMES: _("Good that you come. It is noted."),
        Answer.MAYBE: _("Noted. Change it here as soon as you know."),
        Answer.NOT: _("Noted. Thank you for letting us know."),
        Answer.SENDS: _("Noted. The other person gets an invitation of their own."),
    }[Answer(asked.answer)]


def _next(asked: Invitation) -> Next | None:
    meeting = asked.meeting
    if not places.is_to_come(meeting):
        if Minutes.everywhere.filter(meeting=meeting, version__gt=0).exists():
            return Next(_("The minutes are on the site."), _("Read the minutes"), path_of(meeting))
        return None
    if asked.waits_since is not None or asked.answer in ("", Answer.MAYBE):
        return None
    if asked.answer == Answer.COMES and not (asked.seat.role.strip() and asked.seat.interest.strip()):
        text = _("One thing more: tell in what capacity you come, what your role is, and what your interest is.")
        return Next(text, _("Tell in what capacity you come"), "#over-jou")
    if asked.answer == Answer.COMES and meeting.starts_at is not None:
        text = _("Put the day in your calendar, so that you do not forget it.")
        return Next(text, _("Put it in your calendar"), reverse("tables:meeting_calendar", args=[meeting.pk]))
    text = _("What happens at the table everyone can read.")
    return Next(text, _("Read how the table goes on"), meeting.table.url)


def _closed(asked: Invitation) -> str:
    meeting = asked.meeting
    if meeting.table.state == TableState.STOPPED:
        return _("This table has stopped, so the meeting does not go on.")
    if meeting.state == MeetingState.CANCELLED:
        return _("This meeting does not go on.")
    if not places.is_to_come(meeting) or meeting.table.state != TableState.RUNNING:
        return _("This meeting is over.")
    return ""


def _pinner(asked: Invitation) -> Seat:
    """Who pinned the idea, as long as nobody made a seat of it. Not saved: it is only shown."""
    idea = asked.meeting.table.idea
    name, display = "", "hidden"
    if idea.shown_name:
        name, display = idea.shown_name, "full"
    return Seat(
        capacity=idea.capacity, role=idea.role, interest=idea.interest, name=name, name_display=display, is_owner=True
    )
