"""The free meeting that the operator gives: its record (`ideas.FreeMeeting`) and its meeting at the table, in step.

Locks the idea, the table and the meeting, as `tables.services.meetings` does, and then the record.
"""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import FreeMeetingState
from ideas.models import FreeMeeting
from ideas.services import free_meetings, states
from tables.enums import ActorRole, MeetingPurpose, MeetingState, TableState
from tables.meetings.words import in_dutch
from tables.models import Meeting, Table
from tables.services import meetings, steps

USUAL = time(19, 30)
LIVING = (MeetingState.PLANNED, MeetingState.HELD)  # it has a day from the beginning


def move(
    *,
    actor: User,
    meeting_id: int,
    to: FreeMeetingState,
    planned_for: date | None,
    note: str,
    seen: str | None = None,
    at: time = USUAL,
) -> None:
    """As `ideas.services.free_meetings.move`, and the meeting at the table goes along: a day plans it, another day
    moves it, no day calls it off. `at` is when it begins. Without a running table there is only the record.
    """
    with transaction.atomic():
        idea_id = FreeMeeting.objects.values_list("idea", flat=True).get(pk=meeting_id)
        idea = states.lock(idea_id)
        number = Table.everywhere.filter(idea=idea_id).values_list("pk", flat=True).first()
        table = steps.lock(number) if number is not None and idea.is_public else None
        tells = table is not None and table.state == TableState.RUNNING and idea.owner_id is not None
        choice: dict[str, Any] = {"to": to, "planned_for": planned_for, "note": note, "seen": seen}
        free_meetings.move(actor=actor, meeting_id=meeting_id, mail=not tells, **choice)
        if table is not None and table.state == TableState.RUNNING:
            _follow(table, actor, to, _moment(planned_for, at))


def of_table(table: Table) -> Meeting | None:
    """The meeting that belongs to the record, of those that were not called off. One query."""
    rows = Meeting.everywhere.filter(table=table, is_free=True, state__in=LIVING)
    return rows.order_by("-number").first()


def hand_on(old: Table, new: Table, *, actor: User | None) -> None:
    """Two ideas were put together: what was planned at the table of one is planned at the other's. Both are locked.
    Before what is planned at the old one is called off.
    """
    meeting = of_table(old)
    if meeting is None or meeting.state != MeetingState.PLANNED or meeting.starts_at is None:
        return
    if meeting.starts_at < clock.now() or new.state != TableState.RUNNING:
        return
    details = {name: getattr(meeting, name) for name in meetings.DETAILS}
    meetings.plan(actor=actor, role=ActorRole.OPERATOR, table_id=new.pk, purpose=_purpose(new), is_free=True, **details)


def _follow(table: Table, actor: User, to: FreeMeetingState, starts_at: datetime | None) -> None:
    meeting = of_table(table)
    who: dict[str, Any] = {"actor": actor, "role": ActorRole.OPERATOR}
    if to is FreeMeetingState.TO_PLAN:
        if meeting is not None and meeting.state != MeetingState.HELD:
            reason = in_dutch(_other_day)
            meetings.cancel(meeting_id=meeting.pk, seen=None, reason=reason, **who)
    elif meeting is None:
        if starts_at is not None:
            _make(table, actor, to, starts_at)
    elif to is FreeMeetingState.PLANNED:
        _plan(meeting, actor, starts_at)
    elif meeting.state == MeetingState.PLANNED:
        meetings.hold(actor=actor, meeting_id=meeting.pk)


def _plan(meeting: Meeting, actor: User, starts_at: datetime | None) -> None:
    who: dict[str, Any] = {"actor": actor, "role": ActorRole.OPERATOR}
    if meeting.state == MeetingState.HELD:
        meetings.not_held(actor=actor, meeting_id=meeting.pk)
    if starts_at is None or starts_at == meeting.starts_at:
        return
    meetings.change(meeting_id=meeting.pk, seen=None, starts_at=starts_at, **who)


def _make(table: Table, actor: User, to: FreeMeetingState, starts_at: datetime) -> None:
    """Of a day that has been only its place in the order is made."""
    if to is FreeMeetingState.PLANNED and starts_at >= clock.now():
        meetings.plan(
            actor=actor,
            role=ActorRole.OPERATOR,
            table_id=table.pk,
            purpose=_purpose(table),
            is_free=True,
            starts_at=starts_at,
            language=table.idea.language,
        )
    else:
        meetings.note_down(
            table,
            actor=actor,
            purpose=_purpose(table),
            starts_at=starts_at,
            state=MeetingState.PLANNED if to is FreeMeetingState.PLANNED else MeetingState.HELD,
        )


def _purpose(table: Table) -> MeetingPurpose:
    """The first meeting of a table, as long as it had none in this round."""
    same = Meeting.everywhere.filter(table=table, round=table.round, purpose=MeetingPurpose.FIRST)
    had = same.exclude(state=MeetingState.CANCELLED).exists()
    return MeetingPurpose.OTHER if had else MeetingPurpose.FIRST


def _moment(day: date | None, at: time) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, at)) if day else None


def _other_day() -> str:
    return gettext("This day does not suit after all. The operator looks for another day with the pinner.")
