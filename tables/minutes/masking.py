"""Texts without the names of people: each name is replaced by the capacity in which that person sits at the table.

Pure Python. Rather too much than too little: of a name also each word by itself goes, in capitals or not; but of
"Joost of the harbour office" the words without a capital are not the name.
"""

import re
from collections.abc import Iterable

from aantafel.core.text import unaccent

# words in names that are words in every other sentence too
_BETWEEN = frozenset("van de der den het 't ter ten te in op aan el al da di du le la von und y bin ben".split())
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SHORTEST = 2
OF = "s?"  # "Fatimas idee" is about her too


class Mask:
    """`people` are pairs: a name, and what stands in its place."""

    def __init__(self, people: Iterable[tuple[str, str]]) -> None:
        self._instead: dict[str, str] = {}
        for name, said in people:
            for known in parts_of(name):
                self._instead.setdefault(known, said)
        longest_first = sorted(self._instead, key=len, reverse=True)
        alternatives = "|".join(re.escape(known) for known in longest_first)
        self._pattern = re.compile(rf"(?<!\w)({alternatives}){OF}(?!\w)", re.IGNORECASE) if alternatives else None

    def apply(self, text: str) -> str:
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: f"[{self._instead.get(_folded(found.group(1)), '…')}]", text)


def parts_of(name: str) -> list[str]:
    """The whole name, and each word of it that could only be a name, also on each side of a hyphen, with its accents
    and without; in small letters.
    """
    words = _WORD.findall(name)
    if any(word[0].isupper() for word in words):
        words = [word for word in words if any(part[0].isupper() for part in word.split("-"))]
    return _spelled([name, *words, *(part for word in words if "-" in word for part in word.split("-"))])


def spellings(name: str) -> list[str]:
    """How somebody is written about: the whole name, the first word of it and the last; as `parts_of`."""
    words = name.split()
    return _spelled([name, *words[:1], *words[-1:]])


def _spelled(words: Iterable[str]) -> list[str]:
    folded = [_folded(one) for one in words]
    found = dict.fromkeys([*folded, *(unaccent(one) for one in folded)])
    return [one for one in found if len(one) >= SHORTEST and one not in _BETWEEN]


def _folded(text: str) -> str:
    return " ".join(text.lower().split())
