"""What the owner decides after looking back, and what follows from it: both or neither."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import DomainError
from tables.enums import ActorRole, WordKind
from tables.facts import OUTCOMES
from tables.models import OwnerWord
from tables.services import steps, survey, words

WITH_REASON = frozenset({WordKind.UPKEEP, WordKind.END})


class SayWhy(DomainError):
    default = _("Write in one or two sentences why, or who does it from now on. Everyone can read it.")


def decide(*, actor: User | None, table_id: int, kind: WordKind, role: ActorRole, reason: str = "") -> OwnerWord:
    """The table is finished, or begins a new round. Its survey ends, and everyone reads how it looks back. Raises
    SayWhy, `survey.NotNow`, and what `words.decide` raises.
    """
    if kind not in OUTCOMES:
        raise ValueError(kind)
    if kind in WITH_REASON and not reason.strip():
        raise SayWhy
    with transaction.atomic():
        steps.lock_matches(table_id)
        table = survey.lock_looking_back(table_id)
        evaluation = survey.lock_evaluation(table)
        survey.end(evaluation)
        evaluation.published_at = clock.now()
        evaluation.save(update_fields=["published_at"])
        return words.decide(actor=actor, table_id=table_id, kind=kind, role=role, reason=reason)
