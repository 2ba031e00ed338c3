"""The one writer of where a table stands, and of what its timeline tells about it.

Each decision locks the table, asks `tables.lifecycle` with the facts of that moment, and appends a line. What its
screens show beforehand comes from the same rules.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from aantafel.core.errors import DomainError, WrongState
from coaches.models import Match
from coaches.services import matches
from coaches.services import states as match_states
from tables import lifecycle
from tables.enums import ActorRole, TableState, TimelineKind
from tables.lifecycle import Blocker, Facts, Move, Step
from tables.models import Meeting, News, OwnerWord, StepChange, Table, TableQuestion, Variant
from tables.notifications import life as mails
from tables.road import facts as known
from tables.road.facts import ACTORS
from tables.signals import round_began, table_closed


class CannotStep(WrongState):
    default = _("The table cannot take this step now. Look at the page again.")


class Blocked(DomainError):
    """Something is missing that cannot be passed; `blockers` are all that is missing."""

    default = _("The table cannot go on yet. On the page you read what is missing.")

    def __init__(self, blockers: Iterable[Blocker]) -> None:
        super().__init__()
        self.blockers = tuple(blockers)


class ReasonMissing(DomainError):
    default = _("Write in one or two sentences why. Everyone can read it on the page of the table.")


def advance(table_id: int, to: Step, *, actor: User | None, role: ActorRole, note: str = "") -> Table:
    """Take the next step, with a line on the timeline. `to` is the step that whoever asks had in mind.

    Locks the table. Raises CannotStep for another step, another state or a role that may not; Blocked when something is
    missing; ReasonMissing when what is missing may be passed, but only with a note.
    """
    with transaction.atomic():
        table = lock(table_id)
        facts = known.gather(table)
        _must_be_allowed(facts, Move.FORWARD, role)
        if to != lifecycle.destination(facts.step, Move.FORWARD):
            raise CannotStep
        _must_be_open(facts, note)
        return _take(table, Move.FORWARD, TimelineKind.STEP, actor=actor, role=role, note=note)


def go_to_match(table: Table, *, actor: User | None, role: ActorRole) -> None:
    """A coach is asked for the idea of a locked table that stands at its first step. Any other stays where it is."""
    if table.state == TableState.RUNNING and table.step == Step.IDEA:
        _take(table, Move.FORWARD, TimelineKind.STEP, actor=actor, role=role, note="")


def go_back(table_id: int, *, here: Step, actor: User | None, role: ActorRole, reason: str) -> Table:
    """One step back, with a public reason. `here` is the step that whoever asks had in mind. A table that stands at
    choosing then, or before it, can choose again. Raises CannotStep, ReasonMissing.
    """
    with transaction.atomic():
        table = lock(table_id)
        facts = known.gather(table)
        _must_be_allowed(facts, Move.BACK, role, reason=reason)
        if facts.step != here:
            raise CannotStep
        _take(table, Move.BACK, TimelineKind.BACK, actor=actor, role=role, note=reason)
        if table.step <= Step.CHOOSE:
            Variant.everywhere.filter(table=table, round=table.round).update(chosen_at=None)
    return table


def end(table_id: int, *, actor: User | None, role: ActorRole, reason: str, word: OwnerWord | None = None) -> Table:
    """Somebody stops the table, with a public reason; its people hear it. Raises CannotStep, ReasonMissing."""
    with transaction.atomic():
        table = lock(table_id)
        _must_be_allowed(known.gather(table), Move.STOP, role, reason=reason)
        who: dict[str, Any] = {"actor": actor, "role": role}
        _close(table, TableState.STOPPED, TimelineKind.STOPPED, note=reason, word=word, tells=True, **who)
    return table


def stop(table: Table, *, actor: User | None, role: ActorRole, reason: str = "") -> None:
    """A locked table goes no further, and its timeline says so. Of its people only who would come to a meeting hears
    it. A second time changes nothing.
    """
    if table.state == TableState.RUNNING:
        who: dict[str, Any] = {"actor": actor, "role": role}
        _close(table, TableState.STOPPED, TimelineKind.STOPPED, note=reason, tells=False, **who)


def resume(table_id: int, *, actor: User | None, role: ActorRole, reason: str) -> Table:
    """A table that had stopped goes on where it stood, with a public reason; its people hear it. Raises CannotStep,
    ReasonMissing.
    """
    with transaction.atomic():
        table = lock(table_id)
        _must_be_allowed(known.gather(table), Move.RESUME, role, reason=reason)
        table.state, table.moved_at = TableState.RUNNING, clock.now()
        table.save(update_fields=["state", "moved_at", *_alive(table)])
        _append(table, TimelineKind.RESUMED, actor=actor, role=role, note=reason, came_from=Step(table.step))
        mails.resumed(table, by=actor, role=role, reason=reason)
    return table


def finish(table_id: int, *, actor: User | None, role: ActorRole, note: str = "") -> Table:
    """After the evaluation: the table has done its work. Its coach is free for another one, and its people hear it.
    Raises CannotStep, Blocked.
    """
    with transaction.atomic():
        lock_matches(table_id)
        table = lock(table_id)
        facts = known.gather(table)
        _must_be_allowed(facts, Move.FINISH, role)
        _must_be_open(facts, note)
        who: dict[str, Any] = {"actor": actor, "role": role}
        word = _last_word(table)
        _close(table, TableState.FINISHED, TimelineKind.FINISHED, note=note, word=word, tells=True, **who)
        matches.close_all(
            Match.everywhere.filter(idea=table.idea_id),
            actor=actor,
            reason=gettext("The table has done its work."),
            tells=False,
        )
    return table


def new_round(table_id: int, *, actor: User | None, role: ActorRole, note: str = "") -> Table:
    """After the evaluation: people are asked again, with the coach and the answers that are there. Raises CannotStep,
    Blocked.
    """
    with transaction.atomic():
        table = lock(table_id)
        facts = known.gather(table)
        _must_be_allowed(facts, Move.NEW_ROUND, role)
        _must_be_open(facts, note)
        word = _last_word(table)
        table.round += 1
        _take(table, Move.NEW_ROUND, TimelineKind.ROUND, actor=actor, role=role, note=note, word=word)
        round_began.send(sender=Table, table=table)
        return table


def rest(table: Table) -> None:
    """Nobody said how it goes at a locked table: everyone may read that it rests, until a sign of life."""
    if table.rests_since is not None:
        return
    table.rests_since = clock.now()
    table.save(update_fields=["rests_since"])
    _append(table, TimelineKind.RESTS, actor=None, role=ActorRole.SITE, note="", came_from=Step(table.step))


def tell(
    table: Table,
    kind: TimelineKind,
    *,
    actor: User | None,
    role: ActorRole,
    note: str = "",
    word: OwnerWord | None = None,
    about: Meeting | TableQuestion | News | None = None,
) -> None:
    """A line about something else than a step, inside the caller's transaction, which has locked the table. It is a
    sign of life, too.
    """
    table.save(update_fields=_alive(table))
    _append(table, kind, actor=actor, role=role, note=note, came_from=Step(table.step), word=word, about=about)


def record(table: Table, kind: TimelineKind, *, actor: User | None, role: ActorRole) -> None:
    """A line about something that is no sign of life, inside the caller's transaction, which has locked the table."""
    _append(table, kind, actor=actor, role=role, note="", came_from=Step(table.step))


def give_sign_of_life(table: Table) -> None:
    """Something happened at a locked table that its timeline does not tell."""
    table.save(update_fields=_alive(table))


def lock(table_id: int) -> Table:
    """Inside the caller's transaction, with its idea. Raises Table.DoesNotExist."""
    rows = Table.everywhere.select_for_update(of=("self",), no_key=True)
    return rows.select_related("idea", "municipality").defer("idea__search").get(pk=table_id)


def lock_running(table_id: int, otherwise: type[WrongState]) -> Table:
    """The same, of a table that goes on; else raises `otherwise`."""
    table = lock(table_id)
    if not table.goes_on:
        raise otherwise
    return table


def lock_matches(table_id: int) -> None:
    """Inside the caller's transaction, before the table itself: who guides it, or was asked to."""
    match_states.lock_open(Match.everywhere.filter(idea__table=table_id))


def lock_matches_of(idea_id: int) -> None:
    """The same, by the idea."""
    match_states.lock_open(Match.everywhere.filter(idea=idea_id))


def _must_be_allowed(facts: Facts, move: Move, role: ActorRole, *, reason: str | None = None) -> None:
    actor = ACTORS.get(role)
    if actor is None or not lifecycle.may(facts, move, actor):
        raise CannotStep
    if reason is not None and not reason.strip():
        raise ReasonMissing


def _must_be_open(facts: Facts, note: str) -> None:
    if not lifecycle.is_open(facts):
        raise Blocked(lifecycle.blockers(facts))
    if lifecycle.asks_reason(facts) and not note.strip():
        raise ReasonMissing


def _last_word(table: Table) -> OwnerWord | None:
    """What the owner decided after looking back."""
    said = OwnerWord.objects.filter(table=table, kind__in=list(known.OUTCOMES), at__gte=table.moved_at)
    return said.order_by("-at", "-pk").first()


def _take(
    table: Table,
    move: Move,
    kind: TimelineKind,
    *,
    actor: User | None,
    role: ActorRole,
    note: str,
    word: OwnerWord | None = None,
) -> Table:
    here = Step(table.step)
    table.step, table.moved_at = lifecycle.destination(here, move).value, clock.now()
    table.save(update_fields=["step", "round", "moved_at", *_alive(table)])
    _append(table, kind, actor=actor, role=role, note=note, came_from=here, word=word)
    return table


def _close(
    table: Table,
    state: TableState,
    kind: TimelineKind,
    *,
    actor: User | None,
    role: ActorRole,
    note: str,
    tells: bool,
    word: OwnerWord | None = None,
) -> None:
    table.state, table.moved_at = state, clock.now()
    table.save(update_fields=["state", "moved_at", *_alive(table)])
    _append(table, kind, actor=actor, role=role, note=note, came_from=Step(table.step), word=word)
    reason = note or (word.reason if word else "")
    table_closed.send(sender=Table, table=table, actor=actor, role=role, reason=reason, word=word, tells=tells)


def _alive(table: Table) -> list[str]:
    table.alive_at, table.asked_at, table.rests_since = clock.now(), None, None
    return ["alive_at", "asked_at", "rests_since"]


def _append(
    table: Table,
    kind: TimelineKind,
    *,
    actor: User | None,
    role: ActorRole,
    note: str,
    came_from: Step,
    word: OwnerWord | None = None,
    about: Meeting | TableQuestion | News | None = None,
) -> None:
    StepChange.objects.create(
        table=table,
        kind=kind,
        from_step=came_from.value,
        to_step=table.step,
        role=role,
        actor=actor,
        note=note or (word.reason if word else ""),
        word=word,
        meeting=about if isinstance(about, Meeting) else None,
        question=about if isinstance(about, TableQuestion) else None,
        news=about if isinstance(about, News) else None,
    )
    transaction.on_commit(page_cache.purge, robust=True)
