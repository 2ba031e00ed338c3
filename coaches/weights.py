"""Which weights hold in a municipality: those in the code, but for what its coordinator chose."""

from coaches.matching import DEFAULTS, Part
from coaches.models import MatchWeights


def weights_of(municipality_id: int | None) -> dict[Part, int]:
    """Raises ValueError for a part that is not declared: a typing error must not change who is asked."""
    kept = MatchWeights.everywhere.filter(municipality=municipality_id).values_list("chosen", flat=True).first() or {}
    return DEFAULTS | {Part(name): weight for name, weight in kept.items()}


def to_keep(chosen: dict[Part, int]) -> dict[str, int]:
    """What differs from the defaults, as `MatchWeights.chosen` holds it."""
    return {part.value: weight for part, weight in chosen.items() if weight != DEFAULTS[part]}
