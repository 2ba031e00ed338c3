"""Texts without the names of people: each name is replaced by the capacity in which that person sits at the table.

Pure Python. Rather too much than too little: of a name also each word by itself goes, in capitals or not. Of "Joost of
the harbour office" and "Piet baker" the words without a capital are a name only where a text gives them one.
"""

import re
from collections.abc import Iterable

from aantafel.core.text import unaccent

# words in names that are words in every other sentence too
_BETWEEN = frozenset(
    "van de der den het 't ter ten te in op aan el al da di du le la von und y bin ben"
    " mevrouw meneer heer mw dhr".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SHORTEST = 2
OF = "s?"  # "Fatimas idee" is about her too


class Mask:
    """`people` are pairs: a name, and what stands in its place."""

    def __init__(self, people: Iterable[tuple[str, str]]) -> None:
        self._instead: dict[str, str] = {}
        sure: set[str] = set()
        for name, said in people:
            parts = parts_of(name)
            sure.update(set(parts) - _everyday(name))
            for known in parts:
                self._instead.setdefault(known, said)
        self._everyday = self._instead.keys() - sure
        longest_first = sorted(self._instead, key=len, reverse=True)
        alternatives = "|".join(re.escape(known) for known in longest_first)
        self._pattern = re.compile(rf"(?<!\w)({alternatives}){OF}(?!\w)", re.IGNORECASE) if alternatives else None

    def apply(self, text: str) -> str:
        if self._pattern is None:
            return text
        return self._pattern.sub(self._said, text)

    def _said(self, found: "re.Match[str]") -> str:
        known = _folded(found.group(1))
        if known in self._everyday and not has_capital(found.group(1)):
            return found.group(0)
        return f"[{self._instead.get(known, '…')}]"


def parts_of(name: str) -> list[str]:
    """The whole name, and each word of it that could only be a name, also on each side of a hyphen, with its accents
    and without; in small letters.
    """
    words = _WORD.findall(name)
    return _spelled([name, *words, *(part for word in words if "-" in word for part in word.split("-"))])


def _everyday(name: str) -> set[str]:
    """Words of it that may be words of every day: those without a capital, of a name that has one."""
    words = _WORD.findall(name)
    if not any(has_capital(word) for word in words):
        return set()
    return set(_spelled(word for word in words if not has_capital(word)))


def has_capital(text: str) -> bool:
    return any(letter.isupper() for letter in text)


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
