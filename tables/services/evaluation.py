"""The one writer of what a table says about what it brought: effects, aims and lessons."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from aantafel.core.errors import Conflict, WrongState
from tables.enums import ActorRole, Aim, TableState
from tables.lifecycle import Step
from tables.models import Effect, Evaluation, Table
from tables.querysets import EffectQuerySet
from tables.services import steps
from tables.services.survey import lock_evaluation

MOST = 30
WRITTEN = (*(aim.value for aim in Aim), "lessons")


class NotNow(WrongState):
    default = _("Looking back is step 7, and your table does not stand there now. Your text is still here.")


class TooMany(WrongState):
    default = _("There are thirty effects already. Take one away, or put two together.")


class Changed(Conflict):
    """`evaluation` is what now stands there."""

    default = _("Somebody else has changed this in the meantime. Your text is still here.")

    def __init__(self, evaluation: Evaluation) -> None:
        super().__init__()
        self.evaluation = evaluation


class EffectChanged(Conflict):
    """`effect` is what now stands there."""

    default = _("Somebody else has changed this in the meantime. Your text is still here.")

    def __init__(self, effect: Effect) -> None:
        super().__init__()
        self.effect = effect


def is_writable(table: Table) -> bool:
    """From its last step on; a table that is finished may still add what turns out later."""
    return table.step == Step.EVALUATE and table.state != TableState.STOPPED


def write(
    *, actor: User, role: ActorRole, table_id: int, seen: datetime | None, texts: Mapping[str, str]
) -> Evaluation:
    """A sentence for each aim, and the lessons. `seen` is when it had been changed last for whoever wrote; None when
    nothing stood there. Raises NotNow, Changed.
    """
    with transaction.atomic():
        table = _lock(table_id)
        evaluation = lock_evaluation(table)
        is_new = not evaluation.changed_as
        if all(getattr(evaluation, name) == texts[name] for name in WRITTEN):
            return evaluation
        if not is_new and seen != evaluation.changed_at:
            raise Changed(evaluation)
        for name in WRITTEN:
            setattr(evaluation, name, texts[name])
        evaluation.changed_by, evaluation.changed_as, evaluation.changed_at = actor, role, clock.now()
        evaluation.save()
        _told(table)
    return evaluation


def add_effect(*, actor: User, table_id: int, values: Mapping[str, Any]) -> Effect:
    """The same once more, as after a double click, gives what is there. Raises NotNow, TooMany."""
    with transaction.atomic():
        table = _lock(table_id)
        evaluation = lock_evaluation(table)
        here = Effect.everywhere.filter(evaluation=evaluation)
        same = here.filter(**values, made_by=actor, made_at__gt=clock.a_moment_ago()).first()
        if same is not None:
            return same
        if here.count() >= MOST:
            raise TooMany
        effect = Effect.everywhere.create(evaluation=evaluation, made_by=actor, **values)
        _told(table)
    return effect


def change_effect(*, table_id: int, effect_id: int, seen: datetime | None, values: Mapping[str, Any]) -> Effect:
    """Raises NotNow, EffectChanged, Effect.DoesNotExist."""
    with transaction.atomic():
        table = _lock(table_id)
        effect = _lock_effect(table, effect_id).get()
        if seen is not None and effect.changed_at != seen:
            raise EffectChanged(effect)
        for name, value in values.items():
            setattr(effect, name, value)
        effect.changed_at = clock.now()
        effect.save()
        _told(table)
    return effect


def remove_effect(*, table_id: int, effect_id: int) -> None:
    """Safe to run twice. Raises NotNow."""
    with transaction.atomic():
        table = _lock(table_id)
        _lock_effect(table, effect_id).delete()
        _told(table)


def _lock(table_id: int) -> Table:
    table = steps.lock(table_id)
    if not is_writable(table) or not table.idea.is_public:
        raise NotNow
    return table


def _lock_effect(table: Table, effect_id: int) -> EffectQuerySet:
    evaluation = lock_evaluation(table)
    return Effect.everywhere.filter(evaluation=evaluation, pk=effect_id)


def _told(table: Table) -> None:
    steps.give_sign_of_life(table)
    transaction.on_commit(page_cache.purge, robust=True)
