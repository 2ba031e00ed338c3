"""What the owner decides after looking back, and what follows from it: both or neither."""

from django.db import transaction

from aantafel.accounts.models import User
from aantafel.core import clock
from tables.enums import ActorRole, WordKind
from tables.models import OwnerWord
from tables.road.facts import OUTCOMES
from tables.services import steps, survey, words


def decide(*, actor: User | None, table_id: int, kind: WordKind, role: ActorRole, reason: str = "") -> OwnerWord:
    """The table is finished, or begins a new round. Its survey ends, and everyone reads how it looks back. Raises
    `survey.NotNow`, and what `words.decide` raises.
    """
    if kind not in OUTCOMES:
        raise ValueError(kind)
    with transaction.atomic():
        steps.lock_matches(table_id)
        table = survey.lock_looking_back(table_id)
        evaluation = survey.lock_evaluation(table)
        survey.end(evaluation)
        evaluation.published_at = clock.now()
        evaluation.save(update_fields=["published_at"])
        return words.decide(actor=actor, table_id=table_id, kind=kind, role=role, reason=reason)
