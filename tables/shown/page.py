"""The page of a table, for everyone: gathered in a fixed number of queries, however much happened there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.text import slugify
from ideas.cards import excerpt
from ideas.permissions import may_manage
from municipalities import sites
from tables.enums import MeetingState
from tables.meetings import words as meeting_words
from tables.minutes import live
from tables.models import Meeting, OwnerWord, StepChange, Table
from tables.permissions import work_at
from tables.road import core, guide, next_action, situation, timeline
from tables.road import facts as known
from tables.road.addresses import address
from tables.road.facts import OUTCOMES
from tables.shown import queries, questions, team
from tables.shown.cards import standing

DESCRIPTION_LENGTH = 200
REASON_LENGTH = 400
BEEN = (MeetingState.PLANNED, MeetingState.HELD)
MINUTES_COME = timedelta(days=30)  # so long after a meeting its minutes are still said to come
MOST_SHOWN = 12  # more people than that stand behind a fold


@dataclass(frozen=True)
class ShownMeeting:
    """`url` is where all about it stands; `minutes_url` is "" as long as its minutes are not published, `live_url` when
    nobody can read along. `is_past`: the day of it is over.
    """

    title: str
    starts_at: datetime
    ends_at: datetime
    state: str
    place: str
    url: str
    minutes_url: str
    live_url: str
    is_past: bool
    is_now: bool
    is_open: bool


@dataclass(frozen=True)
class Decision:
    """`meeting` is the day of the meeting after which it was said."""

    text: str
    reason: str
    at: datetime
    meeting: datetime | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a round that was looked back on: the last word of the owner about it, and what changed."""

    word: Decision | None
    effects: list[str]


def of(table: Table, user: User | AnonymousUser) -> dict[str, Any]:
    """Eight queries for who is signed out. The table comes from `queries.public_table`."""
    idea = table.idea
    history, guides = queries.history(table), team.guides(table)
    people = team.of(table, queries.people(table))
    held = queries.meetings(table)
    meetings = [_meeting(table, one) for one in held if one.starts_at]
    is_local = sites.is_open(table.municipality_id)
    stand = standing(table)
    chosen = _chosen(table)
    return {
        "table": table,
        "idea": idea,
        "standing": stand,
        "now": guide.now(table.step, is_local=is_local, has_chosen=chosen is not None, been=_been(table, held)),
        "chosen": chosen,
        "outcome": _outcome(table, history),
        "coming": guide.coming(table.step),
        "is_local": is_local,
        "summary": excerpt(idea.origin or idea.approach or idea.people, DESCRIPTION_LENGTH),
        "coaches": list({one.user_id: one for one in guides if one.is_running or stand.finished}.values()),
        "team": people,
        "first_people": people.others[:MOST_SHOWN],
        "more_people": people.others[MOST_SHOWN:],
        "awaited": _awaited(meetings) if stand.runs else None,
        "next_meeting": _next(meetings) if stand.runs else None,
        "questions": questions.open_of(table) if stand.runs else [],
        "being_written": [one for one in meetings if one.live_url] if stand.runs else [],
        "minutes": [one for one in reversed(meetings) if one.minutes_url],
        "documents": getattr(table, "papers", []),
        "news": excerpt(getattr(table, "newest_news", None) or "", DESCRIPTION_LENGTH),
        "decisions": _decisions(history, {one.pk: one.starts_at for one in held}),
        "moments": timeline.moments(table, guides, history),
        "answers": core.shown(table),
        "is_own": isinstance(user, User) and may_manage(user, idea),
        **_for_who_organises(table, user),
    }


def _for_who_organises(table: Table, user: User | AnonymousUser) -> dict[str, Any]:
    """The one next thing, on top, for who works at the table."""
    if not isinstance(user, User):
        return {}
    work = work_at(user, table)
    if work is None:
        return {}
    todo = next_action.of(work, known.gather(table), situation.gather(table))
    return {"next": todo, "role": work.role, "work_url": address("work", table.pk)}


def _meeting(table: Table, meeting: Meeting) -> ShownMeeting:
    meeting.table = table
    written = getattr(meeting, "written", None)
    is_published = written is not None and written.version > 0
    return ShownMeeting(
        title=meeting.title or str(meeting.get_purpose_display()),
        starts_at=meeting.starts_at or clock.now(),
        ends_at=meeting.ends_at or clock.now(),
        state=meeting.state,
        place=", ".join(part for part in (meeting.place, meeting.address) if part),
        url=address("meeting", meeting.pk),
        minutes_url=address("published", table.pk, slugify(table.idea.title), meeting.number) if is_published else "",
        live_url=live.way_there(meeting, written),
        is_past=meeting_words.is_past(meeting),
        is_now=meeting_words.is_now(meeting),
        is_open=meeting.is_open and meeting.state == MeetingState.PLANNED,
    )


def _been(table: Table, meetings: Sequence[Meeting]) -> list[str]:
    """The purposes of the meetings of this round that are over."""
    over = (one for one in meetings if one.state in BEEN and one.ends_at is not None and one.ends_at < clock.now())
    return [one.purpose for one in over if one.round == table.round]


def _next(meetings: Sequence[ShownMeeting]) -> ShownMeeting | None:
    """The first that is still to come, or that goes on at this moment."""
    coming = (one for one in meetings if one.state == MeetingState.PLANNED and one.ends_at >= clock.now())
    return next(coming, None)


def _awaited(meetings: Sequence[ShownMeeting]) -> ShownMeeting | None:
    """The last that has been, as long as its minutes are to come."""
    now = clock.now()
    last = next((one for one in reversed(meetings) if one.state in BEEN and one.ends_at < now), None)
    return last if last is not None and not last.minutes_url and last.ends_at > now - MINUTES_COME else None


def _decisions(history: Sequence[StepChange], days: Mapping[int, datetime | None]) -> list[Decision]:
    """What the owner decided, the latest first. `days` are those of the meetings, by number."""
    said = [(line.word, line.created_at) for line in history if line.word is not None]
    return [_decision(word, at, days.get(word.meeting_id or 0)) for word, at in reversed(said)]


def _decision(word: OwnerWord, at: datetime, meeting: datetime | None = None) -> Decision:
    return Decision(str(word.get_kind_display()), word.reason, at, meeting)


def _chosen(table: Table) -> dict[str, str] | None:
    """The title of what the table chose in this round, and why in short. Of a table of `queries.public_table`."""
    found = getattr(table, "chosen", None)
    return {"title": found["title"], "reason": excerpt(found["reason"], REASON_LENGTH)} if found else None


def _outcome(table: Table, history: Sequence[StepChange]) -> Outcome | None:
    """Of a table that is finished, or looked back before."""
    words = [(line.word, line.created_at) for line in history if line.word and line.word.kind in OUTCOMES]
    effects = list(getattr(table, "effects", []))
    if not words and not effects:
        return None
    return Outcome(_decision(*words[-1]) if words else None, effects)
