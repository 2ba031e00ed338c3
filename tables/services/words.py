"""What the owner of a table decides: public, appended, never edited. An owner without an account says it to the coach
or the desk, who writes it down.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import DomainError, WrongState
from tables import lifecycle
from tables.enums import ActorRole, MeetingState, TimelineKind, WordKind
from tables.lifecycle import State, Step
from tables.models import Meeting, OwnerWord, Table
from tables.road import facts as known
from tables.services import steps

AFTER_A_MEETING = frozenset({WordKind.GO_ON, WordKind.STOP})
WITH_REASON = frozenset({WordKind.STOP, WordKind.UPKEEP, WordKind.END})


class NotNow(WrongState):
    default = _("This cannot be decided at this moment. Look at the page again.")


class SayWhy(DomainError):
    default = _("Write in one or two sentences why. Everyone can read it on the page of the table.")


def say(
    *,
    actor: User | None,
    table_id: int,
    kind: WordKind,
    role: ActorRole,
    reason: str = "",
    meeting: Meeting | None = None,
) -> OwnerWord:
    """Write down what the owner decided. That the table goes on and that it can be judged stands on the timeline at
    once; the others are told by the move that follows from them (`decide`). The same word once more, as after a double
    click, gives what is there. Locks matches and table. Raises NotNow, SayWhy.
    """
    with transaction.atomic():
        if kind in known.OUTCOMES:
            steps.lock_matches(table_id)
        table = steps.lock(table_id)
        _must_be_possible(table, kind, role, meeting)
        if kind in WITH_REASON and not reason.strip():
            raise SayWhy
        last = OwnerWord.objects.filter(table=table, meeting=meeting, at__gt=clock.a_moment_ago()).last()
        if last is not None and (last.kind, last.reason, last.by_id) == (kind, reason, actor.pk if actor else None):
            return last
        made = {"meeting": meeting, "kind": kind, "reason": reason, "role": role, "by": actor}
        word = OwnerWord.objects.create(table=table, round=table.round, **made)
        if kind in (WordKind.GO_ON, WordKind.CAN_BE_JUDGED):
            steps.tell(table, TimelineKind.WORD, actor=actor, role=role, word=word)
        else:
            steps.give_sign_of_life(table)
    return word


def decide(
    *,
    actor: User | None,
    table_id: int,
    kind: WordKind,
    role: ActorRole,
    reason: str = "",
    meeting: Meeting | None = None,
) -> OwnerWord:
    """The same, with what follows from it: the table stops, begins to look back, is finished, or begins a new round.
    Both or neither. Raises what `say` and that move raise.
    """
    with transaction.atomic():
        word = say(actor=actor, table_id=table_id, kind=kind, role=role, reason=reason, meeting=meeting)
        if kind == WordKind.STOP:
            steps.end(table_id, actor=actor, role=role, reason=reason, word=word)
        elif kind == WordKind.CAN_BE_JUDGED:
            steps.advance(table_id, Step.EVALUATE, actor=actor, role=role)
        elif kind == WordKind.NEW_ROUND:
            steps.new_round(table_id, actor=actor, role=role)
        elif kind in known.OUTCOMES:
            steps.finish(table_id, actor=actor, role=role)
    return word


def _must_be_possible(table: Table, kind: WordKind, role: ActorRole, meeting: Meeting | None) -> None:
    facts = known.gather(table)
    speaker = known.ACTORS.get(role)
    if facts.state is not State.RUNNING or not facts.is_public or speaker not in lifecycle.speakers(facts):
        raise NotNow
    if kind in AFTER_A_MEETING and not _was_held(table, meeting):
        raise NotNow
    if kind == WordKind.CAN_BE_JUDGED and facts.step is not Step.DO:
        raise NotNow
    if kind in known.OUTCOMES and facts.step is not Step.EVALUATE:
        raise NotNow


def _was_held(table: Table, meeting: Meeting | None) -> bool:
    """Whether it is a meeting of this table and this round that has begun."""
    held = Meeting.everywhere.filter(table=table, round=table.round, starts_at__lte=clock.now())
    return meeting is not None and held.exclude(state=MeetingState.CANCELLED).filter(pk=meeting.pk).exists()
