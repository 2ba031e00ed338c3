"""What goes on at tables besides their needs: people on the list, meetings, minutes, answers and actions.

For one table, or for a whole list of them in the same four queries.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from aantafel.core import clock
from coaches.enums import MatchRole, MatchState
from coaches.models import Match
from tables.enums import ActionState, MeetingPurpose, MeetingState, MinutesState, QuestionAnswerState, WordKind
from tables.models import Action, Choice, Invitation, Meeting, MinutesRequest, QuestionAnswer, Seat, Table, Variant


@dataclass(frozen=True)
class Situation:
    """`coming` is when the next meeting is; `has_second`: the second has its day; `asked_second`: somebody was asked
    for it; `has_poll`: a date is looked for. The number of a meeting: `to_write` has begun and is not written down,
    `to_check` lies with the owner, `to_decide` is published and the owner has not said whether the table goes on.
    `asked_coach`: one was asked, and has not answered yet. `to_choose_from`: how many variants there are in this round;
    `is_choosing`: people can choose between them now. `was_asked`: how it goes, and nobody answered yet; `rests`:
    nobody answered in time. `requests`: what people asked to change in minutes or pages. `to_thank`: what they answered
    to a question of the table, and heard nothing of yet. `been`: the purposes of the meetings that are over.
    """

    asked_coach: bool = False
    has_people: bool = False
    has_poll: bool = False
    coming: datetime | None = None
    has_second: bool = False
    asked_second: bool = False
    to_choose_from: int = 0
    is_choosing: bool = False
    had_second: bool = False
    to_write: int = 0
    to_check: int = 0
    to_decide: int = 0
    unanswered: int = 0
    actions: int = 0
    done: int = 0
    overdue: int = 0
    was_asked: bool = False
    rests: bool = False
    requests: int = 0
    to_thank: int = 0
    been: tuple[str, ...] = ()

    @property
    def open_actions(self) -> int:
        return self.actions - self.done


def gather(table: Table) -> Situation:
    return gather_all([table])[table.pk]


def gather_all(tables: Sequence[Table]) -> dict[int, Situation]:
    """By number. Four queries."""
    keys = [table.pk for table in tables]
    here, meetings, unanswered, actions = _here(keys), _meetings(keys), _unanswered(keys), _actions(keys)
    return {
        table.pk: Situation(
            unanswered=unanswered[table.pk],
            was_asked=table.asked_at is not None,
            rests=table.rests_since is not None,
            **here[table.pk],
            **meetings[table.pk],
            **actions.get(table.pk, {}),
        )
        for table in tables
    }


def _here(keys: list[int]) -> dict[int, dict[str, Any]]:
    asked = Match.everywhere.filter(idea=OuterRef("idea"), role=MatchRole.COACH, state=MatchState.ASKED)
    people = Seat.everywhere.listed().filter(table=OuterRef("pk"), is_owner=False)
    variants = Variant.everywhere.filter(table=OuterRef("pk"), round=OuterRef("round"), dropped_at=None)
    requests = MinutesRequest.everywhere.waiting().filter(table=OuterRef("pk"))
    answers = QuestionAnswer.everywhere.filter(question__table=OuterRef("pk"), state=QuestionAnswerState.NEW)
    choosing = Choice.everywhere.filter(table=OuterRef("pk"), round=OuterRef("round"), closed_at=None)
    counts = {
        "to_choose_from": _count(variants, "table"),
        "requests": _count(requests, "table"),
        "to_thank": _count(answers, "question__table"),
    }
    rows = Table.everywhere.filter(pk__in=keys).order_by()
    told = rows.annotate(asked_coach=Exists(asked), has_people=Exists(people), is_choosing=Exists(choosing), **counts)
    return {row.pop("pk"): row for row in told.values("pk", "asked_coach", "has_people", "is_choosing", *counts)}


def _count(rows: "QuerySet[Any]", of: str) -> Coalesce:
    """How many of these the table of the outer query has."""
    return Coalesce(Subquery(rows.order_by().values(of).annotate(n=Count("pk")).values("n")), 0)


def _meetings(keys: list[int]) -> dict[int, dict[str, Any]]:
    """Those of the round in which each table is, the first one first."""
    rows = Meeting.everywhere.filter(table__in=keys, round=F("table__round")).exclude(state=MeetingState.CANCELLED)
    rows = rows.annotate(asked=Exists(Invitation.everywhere.filter(meeting=OuterRef("pk"), sent_at__isnull=False)))
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for meeting in rows.with_last_word().select_related("written").order_by("starts_at", "pk"):
        _tell(found[meeting.table_id], meeting)
    return found


def _tell(told: dict[str, Any], meeting: Meeting) -> None:
    if meeting.state == MeetingState.POLL or meeting.starts_at is None:
        told["has_poll"] = True
        return
    if meeting.starts_at > clock.now():
        told.setdefault("coming", meeting.starts_at)
        if meeting.purpose == MeetingPurpose.SECOND:
            told["has_second"] = True
            told["asked_second"] = told.get("asked_second", False) or getattr(meeting, "asked", False)
        return
    if meeting.purpose == MeetingPurpose.SECOND:
        told["had_second"] = True
    if meeting.ends_at is not None and meeting.ends_at < clock.now():
        told["been"] = (*told.get("been", ()), meeting.purpose)
    written = getattr(meeting, "written", None)
    if written is None or written.state == MinutesState.WRITING:
        if written is None or not written.version:
            told.setdefault("to_write", meeting.pk)
    elif written.state == MinutesState.TO_CHECK:
        told.setdefault("to_check", meeting.pk)
    if written is not None and written.version and getattr(meeting, "last_word", None) != WordKind.GO_ON:
        told["to_decide"] = meeting.pk


def _unanswered(keys: list[int]) -> Counter[int]:
    """Who was asked for a meeting that is still to come, and has not answered."""
    rows = Invitation.everywhere.filter(
        meeting__table__in=keys,
        meeting__state=MeetingState.PLANNED,
        meeting__starts_at__gt=clock.now(),
        sent_at__isnull=False,
        answer="",
        seat__removed_at=None,
    )
    return Counter(dict(rows.order_by().values_list("meeting__table").annotate(n=Count("pk"))))


def _actions(keys: list[int]) -> dict[int, dict[str, Any]]:
    rows = Action.everywhere.filter(table__in=keys, round=F("table__round")).exclude(state=ActionState.DROPPED)
    late = Q(due_on__lt=clock.today()) & ~Q(state=ActionState.DONE)
    counted = (
        rows.order_by()
        .values("table")
        .annotate(
            actions=Count("pk"), done=Count("pk", filter=Q(state=ActionState.DONE)), overdue=Count("pk", filter=late)
        )
    )
    return {row.pop("table"): row for row in counted}
