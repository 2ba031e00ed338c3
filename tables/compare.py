"""Two texts beside each other: what the one says and the other does not. Pure Python."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


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


@dataclass(frozen=True)
class Change:
    """A sentence that stayed ("same"), was taken away ("gone") or came ("new")."""

    kind: str
    text: str


def by_sentence(old: str, new: str) -> list[Change]:
    """One text after the other, sentence by sentence: what was taken away stands before what came in its place."""
    before, after = _sentences(old), _sentences(new)
    found: list[Change] = []
    for same, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if same == "equal":
            found += [Change("same", text) for text in before[a1:a2]]
        else:
            found += [Change("gone", text) for text in before[a1:a2]]
            found += [Change("new", text) for text in after[b1:b2]]
    return found


def _sentences(text: str) -> list[str]:
    lines = (_SENTENCE.split(line.strip()) for line in text.split("\n"))
    return [sentence for line in lines for sentence in line if sentence]
