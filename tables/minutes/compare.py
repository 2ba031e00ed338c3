"""Two texts beside each other: what the one says and the other does not. Pure Python.

The shortest way from the one to the other is looked for (Myers, 1986), with a ceiling on the work whatever somebody
typed: texts that differ so much that it is not found share only how they begin and end.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MOST_WORK = 5_000_000  # steps: half a second

_WORDS = re.compile(r"\s*\S+|\s+")
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
    for same, a1, a2, b1, b2 in _runs(ours, theirs):
        mine, yours = "".join(ours[a1:a2]), "".join(theirs[b1:b2])
        space = 0 if same else min(_alike(zip(mine, yours, strict=False)), len(mine) - len(mine.lstrip()))
        for pieces, text in ((left, mine), (right, yours)):
            _add(pieces, text[:space], differs=False)
            _add(pieces, text[space:], differs=not same)
    return left, right


def _add(pieces: list[Piece], text: str, *, differs: bool) -> None:
    if text:
        pieces.append(Piece(text, differs))


@dataclass(frozen=True)
class Change:
    """A sentence that stayed ("same"), was taken away ("gone") or came ("new"); or "left": here stand sentences that
    stayed, and are left out.
    """

    kind: str
    text: str


def by_sentence(old: str, new: str) -> list[Change]:
    """One text after the other, sentence by sentence: what was taken away stands before what came in its place."""
    before, after = _sentences(old), _sentences(new)
    found: list[Change] = []
    for same, a1, a2, b1, b2 in _runs(before, after):
        if same:
            found += [Change("same", text) for text in before[a1:a2]]
        else:
            found += [Change("gone", text) for text in before[a1:a2]]
            found += [Change("new", text) for text in after[b1:b2]]
    return found


def around(changes: Sequence[Change]) -> list[Change]:
    """What changed, with the sentence before it and after it."""
    other = [place for place, one in enumerate(changes) if one.kind != "same"]
    near = {place + step for place in other for step in (-1, 0, 1)}
    found: list[Change] = []
    for place, one in enumerate(changes):
        if place in near:
            found.append(one)
        elif not found or found[-1].kind != "left":
            found.append(Change("left", ""))
    return found


def _sentences(text: str) -> list[str]:
    lines = (_SENTENCE.split(line.strip()) for line in text.split("\n"))
    return [sentence for line in lines for sentence in line if sentence]


def _runs(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """From the beginning to the end of both: what is the same (True), and what differs, each from where to where."""
    head = _alike(zip(ours, theirs, strict=False))
    tail = _alike(zip(reversed(ours[head:]), reversed(theirs[head:]), strict=False))
    one, other = ours[head : len(ours) - tail], theirs[head : len(theirs) - tail]
    a = b = 0
    same = [(0, 0, head)] if head else []
    same += [(x + head, y + head, size) for x, y, size in _same_runs(one, other)]
    same.append((len(ours) - tail, len(theirs) - tail, tail))
    for x, y, size in same:
        if a < x or b < y:
            yield False, a, x, b, y
        if size:
            yield True, x, x + size, y, y + size
        a, b = x + size, y + size


def _alike(pairs: Iterable[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _same_runs(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where, where in the other, and how many. Empty when too much differs."""
    if not one or not other:
        return []
    most = MOST_WORK // (len(one) + len(other))
    reached = {1: 0}  # by diagonal, how far in `one` so many changes lead
    trail: list[dict[int, int]] = []
    for changes in range(min(most, len(one) + len(other)) + 1):
        trail.append(reached.copy())
        for diagonal in range(-changes, changes + 1, 2):
            x = _step(reached, diagonal, changes)
            y = x - diagonal
            while x < len(one) and y < len(other) and one[x] == other[y]:
                x, y = x + 1, y + 1
            reached[diagonal] = x
            if x >= len(one) and y >= len(other):
                return _way_back(trail, len(one), len(other))
    return []


def _step(reached: dict[int, int], diagonal: int, changes: int) -> int:
    """One word further in `other`, or in `one`: whichever leads farther."""
    if diagonal == -changes or (diagonal != changes and reached[diagonal - 1] < reached[diagonal + 1]):
        return reached[diagonal + 1]
    return reached[diagonal - 1] + 1


def _way_back(trail: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int, int]]:
    runs = []
    for changes in range(len(trail) - 1, -1, -1):
        reached, diagonal = trail[changes], x - y
        begin = _step(reached, diagonal, changes) if changes else 0
        if x > begin:
            runs.append((begin, begin - diagonal, x - begin))
        came_down = diagonal == -changes or (diagonal != changes and reached[diagonal - 1] < reached[diagonal + 1])
        before = diagonal + 1 if came_down else diagonal - 1
        if changes:
            x, y = reached[before], reached[before] - before
    return runs[::-1]
