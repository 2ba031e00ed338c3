"""How many there are of each: skewed as life is. Pure numbers."""

from collections.abc import Sequence
from random import Random

LOCAL_SHARE = 0.8  # of the likes come from the idea's own municipality


def divide(total: int, weights: Sequence[float]) -> list[int]:
    """`total` in whole parts by weight, which add up to exactly that. Raises ValueError without any weight."""
    whole = sum(weights)
    if whole <= 0:
        raise ValueError("nothing to divide by")
    parts = [int(total * weight / whole) for weight in weights]
    short = total - sum(parts)
    for place in sorted(range(len(parts)), key=lambda index: -weights[index])[:short]:
        parts[place] += 1
    return parts


def likes_per_idea(chance: Random, public: Sequence[bool], likes: int) -> list[int]:
    """A long tail: most ideas have a few, some have thousands. The sum is `likes`; what is not public has none."""
    weights = [min(chance.paretovariate(1.15), 3000.0) if one else 0.0 for one in public]
    return divide(likes, weights) if any(public) else [0] * len(public)


def window(chance: Random, first: int, count: int, size: int) -> list[int]:
    """`size` different numbers out of `count` that begin at `first`: a run that goes round at the end."""
    size = min(size, count)
    start = chance.randrange(count) if count else 0
    return [first + (start + step) % count for step in range(size)]
