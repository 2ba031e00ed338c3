"""The one writer of what counts how much when coaches are ranked."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import DomainError
from coaches.matching import MOST_WEIGHT, Part
from coaches.models import MatchWeights
from coaches.weights import to_keep
from municipalities.models import Municipality


class NothingCounts(DomainError):
    default = _("Let at least one thing count, or every coach comes out the same.")


class OutOfBounds(DomainError):
    default = _("Choose a number from 0 to 10.")


def check(chosen: dict[Part, int]) -> None:
    """Raises NothingCounts, and OutOfBounds."""
    if not all(0 <= weight <= MOST_WEIGHT for weight in chosen.values()):
        raise OutOfBounds
    if not any(chosen.values()):
        raise NothingCounts


def choose(*, actor: User, municipality: Municipality, chosen: dict[Part, int]) -> None:
    """From the next look at a match on. Raises what `check` raises."""
    check(chosen)
    kept = {"chosen": to_keep(chosen), "changed_at": clock.now(), "changed_by": actor}
    with transaction.atomic():
        MatchWeights.everywhere.update_or_create(municipality=municipality, defaults=kept)
