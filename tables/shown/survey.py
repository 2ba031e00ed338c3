"""What a survey may tell: never of fewer people than a handful, and so that nothing can be reckoned out. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FEWEST = 5  # of fewer people than this nobody gets to see what they answered
WORDS = (1, 2, 3, 4, 5, 0)  # from "not at all" to "very much", and "I do not know"

Answer = tuple[str, Mapping[str, int]]  # a group, and a number for each statement


@dataclass(frozen=True)
class Counted:
    """How many gave which answer. `everyone` and each group have six numbers for each statement, in the order of WORDS;
    both are empty when too few people answered.
    """

    total: int
    everyone: Mapping[str, tuple[int, ...]]
    groups: Mapping[str, Mapping[str, tuple[int, ...]]]

    @property
    def is_told(self) -> bool:
        return bool(self.everyone)


def told_groups(sizes: Mapping[str, int]) -> frozenset[str]:
    """The groups that may be shown beside everyone together. Whoever takes the shown groups from the whole is left with
    nobody, or with a handful at least: else the smallest group that is shown goes too.
    """
    total = sum(sizes.values())
    shown = {group for group, size in sizes.items() if size >= FEWEST}
    while shown and 0 < total - sum(sizes[group] for group in shown) < FEWEST:
        shown.remove(min(shown, key=lambda group: (sizes[group], group)))
    return frozenset(shown)


def count(answers: Iterable[Answer], statements: Sequence[str]) -> Counted:
    given = list(answers)
    if len(given) < FEWEST:
        return Counted(len(given), {}, {})
    sizes: dict[str, int] = {}
    for group, _scores in given:
        sizes[group] = sizes.get(group, 0) + 1
    groups = {
        group: _numbers([scores for one, scores in given if one == group], statements)
        for group in sorted(told_groups(sizes))
    }
    return Counted(len(given), _numbers([scores for _group, scores in given], statements), groups)


def _numbers(scores: Sequence[Mapping[str, int]], statements: Sequence[str]) -> dict[str, tuple[int, ...]]:
    return {name: tuple(sum(one[name] == word for one in scores) for word in WORDS) for name in statements}
