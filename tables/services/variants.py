"""The one writer of the variants that a table can choose from."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from aantafel.core.errors import Conflict, WrongState
from ideas.services import pictures
from tables.models import Choice, Table, Variant
from tables.querysets import VariantQuerySet
from tables.services import steps

MOST = 12  # more is no choice any more
FIELDS = frozenset(
    {"title", "group", "text", "arguments_for", "arguments_against", "costs", "picture", "picture_description"}
)


class TooMany(WrongState):
    default = _("There are twelve variants. Put some of them together, or take one away first.")


class NotNow(WrongState):
    default = _("This table does not go on, so its variants stay as they are. Your text is still here.")


class BeingChosen(WrongState):
    default = _("The table is choosing, or has chosen already. Until that is done its variants stay as they are.")


class Changed(Conflict):
    """Somebody else has changed it since; `variant` is what now stands there."""

    default = _("Somebody else has changed this variant in the meantime. Your text is still here.")

    def __init__(self, variant: Variant) -> None:
        super().__init__()
        self.variant = variant


def add(*, actor: User, table_id: int, **fields: Any) -> Variant:
    """One more variant for this round. Locks the table. Raises NotNow, BeingChosen, TooMany."""
    with transaction.atomic():
        table = _lock(table_id)
        if open_variants(table).count() >= MOST:
            raise TooMany
        variant = Variant.everywhere.create(table=table, round=table.round, made_by=actor, **_known(fields))
        _alive(table)
    return variant


def change(*, variant_id: int, table_id: int, seen: datetime | None, **fields: Any) -> Variant:
    """`seen` is when it had been changed last, as far as whoever changes it knew. Raises NotNow, BeingChosen,
    Changed.
    """
    with transaction.atomic():
        table = _lock(table_id)
        variant = Variant.everywhere.select_for_update().get(pk=variant_id, table=table, dropped_at=None)
        if seen is not None and variant.changed_at != seen:
            raise Changed(variant)
        if "picture" in fields:
            pictures.forget([variant.picture.name or ""])
        for name, value in _known(fields).items():
            setattr(variant, name, value)
        variant.changed_at = clock.now()
        variant.save()
        _alive(table)
    return variant


def drop(*, variant_id: int, table_id: int) -> None:
    """It is no longer something to choose from. Safe to run twice. Raises NotNow, BeingChosen."""
    with transaction.atomic():
        table = _lock(table_id)
        Variant.everywhere.filter(pk=variant_id, table=table, dropped_at=None).update(dropped_at=clock.now())
        _alive(table)


def are_settled(table: Table) -> bool:
    """Whether the table chooses between them now, or chose in this round."""
    choosing = Choice.everywhere.filter(table=table, round=table.round, closed_at=None)
    chosen = Variant.everywhere.filter(table=table, round=table.round, chosen_at__isnull=False)
    return choosing.exists() or chosen.exists()


def open_variants(table: Table) -> VariantQuerySet:
    """What this round can choose from."""
    return Variant.everywhere.filter(table=table, round=table.round, dropped_at=None)


def _lock(table_id: int) -> Table:
    table = steps.lock_running(table_id, NotNow)
    if are_settled(table):
        raise BeingChosen
    return table


def _alive(table: Table) -> None:
    steps.give_sign_of_life(table)
    transaction.on_commit(page_cache.purge, robust=True)


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - FIELDS
    if unknown:
        raise ValueError(f"not fields of a variant: {', '.join(sorted(unknown))}")
    return fields
