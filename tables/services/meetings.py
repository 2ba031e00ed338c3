"""The one writer of meetings: planned, changed, called off, held.

Each locks the table and then the meeting. `seen` is the version that whoever asks had in front of them: of two people
who change a meeting at once, the second reads it again first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from aantafel.core.errors import Conflict, DomainError, WrongState
from coaches.enums import MatchRole
from coaches.models import Match
from ideas.services import states
from tables.enums import ActorRole, MeetingPurpose, MeetingState, TableState, TimelineKind
from tables.meetings import words as meeting_words
from tables.models import Invitation, Meeting, Minutes, Seat, Table
from tables.notifications import meetings as meeting_mails
from tables.services import agenda, facilitator_search, free_record, places, steps

# what a calendar shows, and so what people have to know at once when it changes
CALENDAR = ("starts_at", "minutes", "place", "address", "link")
DETAILS = (
    *CALENDAR,
    *("title", "directions", "has_step_free", "has_toilet", "has_hearing_loop", "bring", "preparation"),
    *("language", "size", "is_open", "work_form"),
)
DOOR_OPENS = timedelta(hours=2)  # so long before it begins people can be checked in
ONCE_PER_ROUND = (MeetingPurpose.FIRST, MeetingPurpose.SECOND)


class MeetingChanged(Conflict):
    default = _("Somebody changed this meeting after you opened it. Read it again before you save.")


class CannotPlan(WrongState):
    default = _("This table has stopped or is finished, so there is nothing to plan. Resume it first.")


class PlannedAlready(WrongState):
    default = _("There is such a meeting in this round already. Change that one, or choose another purpose.")


class NotPlanned(WrongState):
    default = _("This meeting was called off or has been. Look at the page again.")


class HasBeen(DomainError):
    default = _("This moment has been. Choose one to come.")


class NotYet(WrongState):
    default = _("This meeting has not begun yet.")


class WasHere(WrongState):
    default = _("People came to this meeting already, so it keeps its day. You can plan another one.")


class WrittenDown(WrongState):
    default = _("The minutes of this meeting are public, so it was held.")


class ReasonNeeded(DomainError):
    default = _("Write in one or two sentences why. Everyone who was asked reads it.")


@dataclass(frozen=True)
class Locked:
    table: Table
    meeting: Meeting


def plan(
    *, actor: User | None, role: ActorRole, table_id: int, purpose: str, is_free: bool = False, **details: Any
) -> Meeting:
    """A meeting with an agenda to begin with, led by the coach. Without `starts_at` a date is looked for first. Who
    organises the table hears of a date by mail. The same twice in a row, as after a double click, is planned once.

    Locks the table. Raises CannotPlan, PlannedAlready, HasBeen.
    """
    with transaction.atomic():
        table = steps.lock(table_id)
        starts_at = details.get("starts_at")
        twice = _just_planned(table, actor, purpose, starts_at)
        if twice is not None:
            return twice
        _check_plan(table, purpose, starts_at)
        meeting = Meeting.everywhere.create(
            table=table,
            number=_next_number(table),
            round=table.round,
            purpose=purpose,
            state=MeetingState.PLANNED if starts_at else MeetingState.POLL,
            is_free=is_free,
            facilitator=_coach(table),
            made_by=actor,
            **_known(details),
        )
        agenda.begin(meeting)
        if starts_at:
            tell_planned(Locked(table, meeting), actor=actor, role=role)
        else:
            steps.give_sign_of_life(table)
        return meeting


def tell_planned(locked: Locked, *, actor: User | None, role: ActorRole) -> None:
    """A day is set: it stands on the timeline, and who is concerned hears of it once."""
    note = meeting_words.in_dutch(meeting_words.in_a_line, locked.meeting)
    kind = TimelineKind.FREE if locked.meeting.is_free else TimelineKind.MEETING
    steps.tell(locked.table, kind, actor=actor, role=role, note=note, about=locked.meeting)
    meeting_mails.planned(locked.meeting, actor=actor)
    free_record.follow(locked.meeting, actor=actor)
    transaction.on_commit(page_cache.purge, robust=True)


def change(*, actor: User | None, role: ActorRole, meeting_id: int, seen: int | None, **details: Any) -> bool:
    """Other details. A new time or place reaches calendars, resets the reminders and goes by mail, once, to everybody
    concerned. False when nothing differs. Nothing gets a new day at a table that stopped or is finished.

    Raises MeetingChanged, NotPlanned, CannotPlan, HasBeen, WasHere.
    """
    with transaction.atomic():
        locked = lock(meeting_id, seen=seen)
        meeting = locked.meeting
        if meeting.state not in (MeetingState.PLANNED, MeetingState.POLL):
            raise NotPlanned
        before = _differences(meeting, details)
        if not before:
            return False
        if "starts_at" in before and locked.table.state != TableState.RUNNING:
            raise CannotPlan
        _check_moment(details["starts_at"] if "starts_at" in before else None)
        if "starts_at" in before and _was_anybody_here(meeting) and details["starts_at"] > clock.now() + DOOR_OPENS:
            raise WasHere
        for name in before:
            setattr(meeting, name, details[name])
        _save(meeting, *before)
        told = {name: before[name] for name in CALENDAR if name in before}
        has_news = bool(told) and meeting.state == MeetingState.PLANNED
        has_room = "size" in before and _grew(before["size"], meeting.size)
        moved_up = places.fill_places(meeting, tells=not has_news) if has_room else []
        if has_news:
            _tell_change(locked, told, actor, role, moved_up)
        else:
            steps.give_sign_of_life(locked.table)
        transaction.on_commit(page_cache.purge, robust=True)
        return True


def cancel(*, actor: User | None, role: ActorRole, meeting_id: int, seen: int | None, reason: str) -> None:
    """It does not go on, with a reason that everyone reads. Raises MeetingChanged, NotPlanned, ReasonNeeded."""
    with transaction.atomic():
        locked = lock(meeting_id, seen=seen)
        if not reason.strip():
            raise ReasonNeeded
        if locked.meeting.state not in (MeetingState.PLANNED, MeetingState.POLL):
            raise NotPlanned
        call_off(locked, actor=actor, role=role, reason=reason)
        meeting_mails.cancelled(locked.meeting)


def call_off(locked: Locked, *, actor: User | None, role: ActorRole, reason: str) -> None:
    """The same for a meeting that is locked with its table, inside the caller's transaction, who mails it."""
    table, meeting = locked.table, locked.meeting
    had_day = meeting.state == MeetingState.PLANNED
    meeting.state, meeting.cancel_reason = MeetingState.CANCELLED, reason
    meeting.sequence += 1
    _save(meeting, "state", "cancel_reason", "sequence")
    if had_day:
        note = f"{meeting_words.in_dutch(meeting_words.in_a_line, meeting)}\n{reason}".strip()
        steps.tell(table, TimelineKind.CANCELLED, actor=actor, role=role, note=note, about=meeting)
    else:
        steps.give_sign_of_life(table)
    facilitator_search.call_off(meeting, actor=actor, text=reason)
    free_record.follow(meeting, actor=actor)
    transaction.on_commit(page_cache.purge, robust=True)


def call_off_all(table: Table, *, actor: User | None, role: ActorRole, reason: str) -> list[Meeting]:
    """What is still to come at a locked table that goes no further. Inside the caller's transaction, who mails it."""
    waiting = (MeetingState.PLANNED, MeetingState.POLL)
    rows = Meeting.everywhere.select_for_update(of=("self",), no_key=True).filter(table=table, state__in=waiting)
    found = []
    for meeting in rows.select_related("facilitator").order_by("pk"):
        if meeting.starts_at is None or meeting.starts_at > clock.now():
            meeting.table = table
            call_off(Locked(table, meeting), actor=actor, role=role, reason=reason)
            found.append(meeting)
    return found


def take_along(table: Table) -> None:
    """What is still to come at a locked table that begins a new round. Inside the caller's transaction."""
    waiting = Q(state=MeetingState.POLL) | Q(state=MeetingState.PLANNED, starts_at__gt=clock.now())
    Meeting.everywhere.filter(waiting, table=table).update(round=table.round)


def hold(*, actor: User | None, meeting_id: int, seen: int | None = None) -> bool:
    """It has been. False for one that was marked as held before. Raises MeetingChanged, NotPlanned, NotYet."""
    with transaction.atomic():
        locked = lock(meeting_id)
        meeting = locked.meeting
        if meeting.state == MeetingState.HELD:
            return False
        if seen is not None and meeting.version != seen:
            raise MeetingChanged
        if meeting.state != MeetingState.PLANNED:
            raise NotPlanned
        if meeting.starts_at is None or meeting.starts_at > clock.now():
            raise NotYet
        mark_held(locked, actor=actor)
        return True


def mark_held(locked: Locked, *, actor: User | None) -> None:
    """The same for a meeting that is locked with its table and was planned, inside the caller's transaction."""
    locked.meeting.state = MeetingState.HELD
    _save(locked.meeting, "state")
    steps.give_sign_of_life(locked.table)
    free_record.follow(locked.meeting, actor=actor)
    transaction.on_commit(page_cache.purge, robust=True)


def not_held(*, actor: User | None, meeting_id: int) -> None:
    """It was marked as held too early, and stands as planned again. Raises NotPlanned, WrittenDown."""
    with transaction.atomic():
        locked = lock(meeting_id)
        if locked.meeting.state != MeetingState.HELD:
            raise NotPlanned
        if Minutes.everywhere.filter(meeting=meeting_id, version__gt=0).exists():
            raise WrittenDown
        locked.meeting.state = MeetingState.PLANNED
        _save(locked.meeting, "state")
        free_record.follow(locked.meeting, actor=actor)
        transaction.on_commit(page_cache.purge, robust=True)


def note_down(table: Table, *, actor: User | None, purpose: str, starts_at: datetime, state: MeetingState) -> Meeting:
    """The free meeting of a locked table, as it was planned or held before it stood here. Nobody is told, since who
    had to know was.
    """
    return Meeting.everywhere.create(
        table=table,
        number=_next_number(table),
        round=table.round,
        purpose=purpose,
        state=state,
        starts_at=starts_at,
        is_free=True,
        is_open=False,
        made_by=actor,
    )


def lock(meeting_id: int, *, seen: int | None = None, seats: QuerySet[Seat] | None = None) -> Locked:
    """The table, these seats of it and then the meeting, inside the caller's transaction; before them the idea of a
    free one, of which the record follows. Raises MeetingChanged.
    """
    table_id, idea_id, is_free = Meeting.everywhere.values_list("table", "table__idea", "is_free").get(pk=meeting_id)
    if is_free:
        states.lock(idea_id)
    table = steps.lock(table_id)
    if seats is not None:
        list(seats.filter(table=table).select_for_update(of=("self",), no_key=True).order_by("pk"))
    rows = Meeting.everywhere.select_for_update(of=("self",), no_key=True).select_related("facilitator")
    meeting = rows.get(pk=meeting_id)
    meeting.table = table
    if seen is not None and meeting.version != seen:
        raise MeetingChanged
    return Locked(table, meeting)


def touch(meeting: Meeting, *fields: str) -> None:
    """For the other writers of a meeting that they have locked: who has it open has to read it again."""
    _save(meeting, *fields)


def _save(meeting: Meeting, *fields: str) -> None:
    meeting.version += 1
    meeting.changed_at = clock.now()
    meeting.save(update_fields=[*fields, "version", "changed_at"])


def _tell_change(
    locked: Locked, before: Mapping[str, Any], actor: User | None, role: ActorRole, moved_up: Sequence[Invitation]
) -> None:
    """Of what stands in calendars; the rest is read on the page."""
    table, meeting = locked.table, locked.meeting
    meeting.sequence += 1
    meeting.save(update_fields=["sequence"])
    Invitation.everywhere.filter(meeting=meeting).update(reminded_week_at=None, reminded_day_at=None)
    lines = meeting_words.in_dutch(meeting_words.changes, meeting, before, public=True)
    note = "\n".join(f"{one.label}: {one.before} → {one.after}" for one in lines)
    kind = TimelineKind.PLACE if meeting_words.is_place_at_last(meeting, before) else TimelineKind.MOVED
    steps.tell(table, kind, actor=actor, role=role, note=note, about=meeting)
    meeting_mails.changed(meeting, before, moved_up=moved_up)
    free_record.follow(meeting, actor=actor)


def _check_plan(table: Table, purpose: str, starts_at: datetime | None) -> None:
    if not table.goes_on:
        raise CannotPlan
    same = Meeting.everywhere.filter(table=table, round=table.round, purpose=purpose)
    if purpose in ONCE_PER_ROUND and same.exclude(state=MeetingState.CANCELLED).exists():
        raise PlannedAlready
    _check_moment(starts_at)


def _check_moment(starts_at: datetime | None) -> None:
    if starts_at is not None and starts_at < clock.now():
        raise HasBeen


def _was_anybody_here(meeting: Meeting) -> bool:
    return Invitation.everywhere.filter(meeting=meeting, checked_in_at__isnull=False).exists()


def _just_planned(table: Table, actor: User | None, purpose: str, starts_at: datetime | None) -> Meeting | None:
    if actor is None:
        return None
    same = Meeting.everywhere.filter(table=table, made_by=actor, purpose=purpose, starts_at=starts_at)
    fresh = same.filter(made_at__gt=clock.a_moment_ago(), version=0).exclude(state=MeetingState.CANCELLED)
    return fresh.first()


def _next_number(table: Table) -> int:
    return (Meeting.everywhere.filter(table=table).aggregate(last=Max("number"))["last"] or 0) + 1


def _coach(table: Table) -> User | None:
    guides = Match.everywhere.running().filter(idea=table.idea_id, role=MatchRole.COACH)
    match = guides.select_related("coach__user").first()
    return match.coach.user if match else None


def _known(details: Mapping[str, Any]) -> dict[str, Any]:
    """Raises ValueError for what is no detail of a meeting."""
    unknown = set(details) - set(DETAILS)
    if unknown:
        raise ValueError(f"no details of a meeting: {sorted(unknown)}")
    return dict(details)


def _differences(meeting: Meeting, details: Mapping[str, Any]) -> dict[str, Any]:
    """What it was, of each detail that changes."""
    return {name: getattr(meeting, name) for name in _known(details) if getattr(meeting, name) != details[name]}


def _grew(before: int, after: int) -> bool:
    """0 is no limit."""
    return before != 0 and (after == 0 or after > before)
