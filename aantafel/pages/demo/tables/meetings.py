"""The meetings of a table: planned, led by somebody, held, and what its owner says after them."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from aantafel.pages.demo.tables import asking, minutes
from aantafel.pages.demo.tables.data_meetings import Guest, Leader, Meeting, Word
from aantafel.pages.demo.tables.stage import Stage
from coaches.enums_talk import HelpSide
from ideas.enums import FreeMeetingState, NoticeWay
from ideas.models import FreeMeeting
from ideas.services import free_meetings
from tables.enums import WordKind
from tables.models import FacilitatorAsk, WorkForm
from tables.models import Meeting as Row
from tables.services import attendance, facilitators, free, meetings, words
from tables.services.minutes import note_takers

EARLY = timedelta(minutes=12)  # so long before it begins the first come in


def gather(stage: Stage, told: Meeting) -> None:
    """A meeting from its plan to what the owner says after it."""
    planned = stage.ago(told.planned, told.key)
    stage.happens(planned, _plan, told)
    asking.gather(stage, told)
    if told.leader:
        stage.happens(stage.ago(told.leader.days, told.leader.text), _seek_leader, told, told.leader)
        stage.happens(stage.ago(told.leader.named, "named"), _name_leader, told, told.leader)
        stage.happens(stage.ago(told.leader.said, "said"), _lead, told, told.leader)
    if told.note_taker:
        stage.happens(planned + timedelta(days=1), _point_out, told)
    if told.cancelled:
        stage.happens(stage.ago(told.cancelled, told.why_cancelled), _cancel, told)
    elif told.at is not None:
        _hold(stage, told)


def _hold(stage: Stage, told: Meeting) -> None:
    begins = stage.begins(told)
    for place, key in enumerate(told.came):
        stage.happens(begins - EARLY + timedelta(minutes=2 * place), _come, told, key)
    for place, guest in enumerate(told.guests):
        stage.happens(begins + timedelta(minutes=place), _bring, told, guest)
    stage.happens(begins + timedelta(minutes=told.minutes), _mark_held, told)
    if told.written:
        minutes.gather(stage, told, told.written)
    if told.word:
        stage.happens(stage.after(told, told.word.after, told.word.kind), _say, told, told.word)


def _plan(stage: Stage, told: Meeting) -> None:
    actor, role = stage.who(told.by)
    form = WorkForm.everywhere.get(slug=told.work_form, replaces=None) if told.work_form else None
    details: dict[str, Any] = {
        "minutes": told.minutes,
        "title": told.title,
        "place": told.place,
        "address": told.address,
        "directions": told.directions,
        "has_step_free": told.step_free,
        "has_toilet": told.toilet,
        "has_hearing_loop": told.hearing_loop,
        "size": told.size,
        "is_open": told.open,
        "bring": told.bring,
        "preparation": told.preparation,
        "work_form": form,
    }
    if told.free:
        _give(stage, told, details)
        return
    starts_at = None if told.at is None else stage.begins(told)
    made = meetings.plan(
        actor=actor, role=role, table_id=stage.table.pk, purpose=told.purpose, starts_at=starts_at, **details
    )
    stage.meetings[told.key] = made.pk


def _give(stage: Stage, told: Meeting, details: dict[str, Any]) -> None:
    """The operator plans the day, and then sees to the rest. Where no mail can be sent the municipality hears it by
    hand.
    """
    actor, role = stage.who("operator")
    record = FreeMeeting.objects.get(idea=stage.table.idea_id)
    if record.way == NoticeWay.FORM:
        free_meetings.tell_by_hand(actor=actor, meeting_id=record.pk)
    begins = timezone.localtime(stage.begins(told))
    planned: dict[str, Any] = {"to": FreeMeetingState.PLANNED, "planned_for": begins.date(), "at": begins.time()}
    free.move(actor=actor, meeting_id=record.pk, note=told.note, **planned)
    row = Row.everywhere.get(table=stage.table, is_free=True)
    stage.meetings[told.key] = row.pk
    meetings.change(actor=actor, role=role, meeting_id=row.pk, seen=None, **details)


# who leads it


def _seek_leader(stage: Stage, told: Meeting, leader: Leader) -> None:
    actor, _role = stage.who(told.by)
    facilitators.ask(actor=actor, meeting_id=stage.meetings[told.key], text=leader.text)


def _name_leader(stage: Stage, told: Meeting, leader: Leader) -> None:
    ask = FacilitatorAsk.everywhere.running().get(meeting=stage.meetings[told.key])
    person = stage.accounts[leader.account]
    facilitators.name(actor=stage.actors["coordinator"], side=HelpSide.DESK, ask_id=ask.pk, person_id=person.pk)


def _lead(stage: Stage, told: Meeting, leader: Leader) -> None:
    ask = FacilitatorAsk.everywhere.running().get(meeting=stage.meetings[told.key])
    facilitators.answer(actor=stage.accounts[leader.account], key=ask.key, yes=True, said=leader.words)


def _point_out(stage: Stage, told: Meeting) -> None:
    actor, _role = stage.who(told.by)
    note_takers.point_out(stage.meetings[told.key], stage.seat(told.note_taker).pk, actor=actor)


def _cancel(stage: Stage, told: Meeting) -> None:
    actor, role = stage.who(told.by)
    meeting = stage.meetings[told.key]
    meetings.cancel(actor=actor, role=role, meeting_id=meeting, seen=None, reason=told.why_cancelled)


# that it was held


def _come(stage: Stage, told: Meeting, key: str) -> None:
    """As what they say themselves at the door."""
    actor, _role = stage.who(told.by)
    seat = stage.seat(key)
    said = {} if key == "owner" else {"role": stage.sitter(key).role, "interest": stage.sitter(key).interest}
    attendance.check_in(actor=actor, meeting_id=stage.meetings[told.key], seat_id=seat.pk, **said)


def _bring(stage: Stage, told: Meeting, guest: Guest) -> None:
    actor, _role = stage.who(told.by)
    attendance.guest(
        actor=actor,
        meeting_id=stage.meetings[told.key],
        capacity=guest.capacity,
        role=guest.role,
        interest=guest.interest,
        name=guest.name,
        name_display="first" if guest.name else "hidden",
    )


def _mark_held(stage: Stage, told: Meeting) -> None:
    actor, _role = stage.who(told.by)
    meetings.hold(actor=actor, meeting_id=stage.meetings[told.key])


def _say(stage: Stage, told: Meeting, word: Word) -> None:
    actor, role = stage.who("owner")
    words.decide(
        actor=actor,
        table_id=stage.table.pk,
        kind=WordKind(word.kind),
        role=role,
        reason=word.reason,
        meeting=Row.everywhere.get(pk=stage.meetings[told.key]),
    )
