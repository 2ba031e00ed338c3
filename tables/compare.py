"""Two texts beside each other: what the one says and the other does not. Pure Python."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """Words that stand in both texts, or (`differs`) only in this one."""

    text: str
    differs: bool


def side_by_side(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, word by word. Put together again, each is what it was."""
    ours, theirs = _WORDS.findall(one), _WORDS.findall(other)
    left: list[Piece] = []
    right: list[Piece] = []
    for same, a1, a2, b1, b2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        _add(left, "".join(ours[a1:a2]), same != "equal")
        _add(right, "".join(theirs[b1:b2]), same != "equal")
    return left, right


def _add(pieces: list[Piece], text: str, differs: bool) -> None:
    if text:
        pieces.append(Piece(text, differs))
