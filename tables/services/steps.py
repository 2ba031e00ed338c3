"""The one writer of where a table stands, and of what its timeline tells about it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import page_cache
from aantafel.core.errors import WrongState
from tables.enums import ActorRole, TableState, TimelineKind
from tables.lifecycle import Step, may_go
from tables.models import StepChange, Table


class CannotStep(WrongState):
    default = _("The table cannot take this step now. Look at the page again.")


def advance(table_id: int, to: Step, *, actor: User | None, role: ActorRole, note: str = "") -> Table:
    """Take the next step, with a line on the timeline. Locks the table. Raises CannotStep for any other step, and for a
    table that has stopped.
    """
    with transaction.atomic():
        table = lock(table_id)
        here = Step(table.step)
        if table.state == TableState.STOPPED or not may_go(here, to):
            raise CannotStep
        table.step = to.value
        table.save(update_fields=["step"])
        _append(table, TimelineKind.STEP, actor=actor, role=role, note=note, came_from=here)
    return table


def stop(table: Table, *, actor: User | None, role: ActorRole) -> None:
    """A locked table goes no further, and its timeline says so. A second time changes nothing."""
    if table.state == TableState.STOPPED:
        return
    table.state = TableState.STOPPED
    table.save(update_fields=["state"])
    tell(table, TimelineKind.STOPPED, actor=actor, role=role)


def tell(table: Table, kind: TimelineKind, *, actor: User | None, role: ActorRole) -> None:
    """A line about something else than a step, inside the caller's transaction, which has locked the table."""
    _append(table, kind, actor=actor, role=role, note="", came_from=Step(table.step))


def lock(table_id: int) -> Table:
    """Inside the caller's transaction. Raises Table.DoesNotExist."""
    return Table.everywhere.select_for_update(of=("self",), no_key=True).get(pk=table_id)


def _append(
    table: Table, kind: TimelineKind, *, actor: User | None, role: ActorRole, note: str, came_from: Step
) -> None:
    StepChange.objects.create(
        table=table, kind=kind, from_step=came_from.value, to_step=table.step, role=role, actor=actor, note=note
    )
    transaction.on_commit(page_cache.purge, robust=True)
