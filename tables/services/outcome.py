"""What the owner decides after looking back, and what follows from it: both or neither."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import DomainError
from tables.enums import ActorRole, WordKind
from tables.facts import OUTCOMES
from tables.models import OwnerWord
from tables.services import steps, survey

WITH_REASON = frozenset({WordKind.UPKEEP, WordKind.END})


class SayWhy(DomainError):
    default = _("Write in one or two sentences why, or who does it from now on. Everyone can read it.")


def decide(*, actor: User | None, table_id: int, kind: WordKind, role: ActorRole, reason: str = "") -> OwnerWord:
    """The table is finished, or begins a new round. Its survey ends, and everyone reads how it looks back. Raises
    SayWhy, `survey.NotNow`, and what the move of the table raises.
    """
    if kind not in OUTCOMES:
        raise ValueError(kind)
    if kind in WITH_REASON and not reason.strip():
        raise SayWhy
    with transaction.atomic():
        table = survey.lock_looking_back(table_id)
        evaluation = survey.lock_evaluation(table)
        survey.end(evaluation)
        evaluation.published_at = clock.now()
        evaluation.save(update_fields=["published_at"])
        made = {"round": table.round, "kind": kind, "reason": reason, "role": role, "by": actor}
        word = OwnerWord.objects.create(table=table, **made)
        move = steps.new_round if kind == WordKind.NEW_ROUND else steps.finish
        move(table_id, actor=actor, role=role, note=reason)
    return word
