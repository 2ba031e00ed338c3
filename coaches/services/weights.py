"""The one writer of what counts how much when coaches are ranked."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import Conflict, DomainError
from coaches.matching import MOST_WEIGHT, Part
from coaches.models import MatchWeights
from coaches.weights import to_keep, weights_of
from municipalities.models import Municipality
from municipalities.services import instances


class NothingCounts(DomainError):
    default = _("Let at least one thing count, or every coach comes out the same.")


class OutOfBounds(DomainError):
    default = _("Choose a number from 0 to 10.")


class Overtaken(Conflict):
    default = _(
        "A colleague has just changed these numbers. Yours are still here. Save them again to put them in place."
    )


def check(chosen: dict[Part, int]) -> None:
    """Raises NothingCounts, and OutOfBounds."""
    if not all(0 <= weight <= MOST_WEIGHT for weight in chosen.values()):
        raise OutOfBounds
    if not any(chosen.values()):
        raise NothingCounts


def mark_of(municipality_id: int) -> str:
    """What changes with every change; "" as long as nobody chose."""
    changed = MatchWeights.everywhere.filter(municipality=municipality_id).values_list("changed_at", flat=True).first()
    return "" if changed is None else changed.isoformat()


def choose(*, actor: User, municipality: Municipality, chosen: dict[Part, int], mark: str) -> None:
    """From the next look at a match on. `mark` is what the chooser has seen (`mark_of`). The same numbers again change
    nothing. Locks the site. Raises Overtaken, and what `check` raises."""
    check(chosen)
    kept = {"chosen": to_keep(chosen), "changed_at": clock.now(), "changed_by": actor}
    with transaction.atomic():
        instances.lock(municipality.pk)
        if weights_of(municipality.pk) == chosen:
            return
        if mark != mark_of(municipality.pk):
            raise Overtaken
        MatchWeights.everywhere.update_or_create(municipality=municipality, defaults=kept)
