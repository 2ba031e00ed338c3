"""QR codes as SVG: from an address to a drawing that a telephone reads, on a screen and on paper."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import segno

from aantafel.core.cards import Shown

QUIET = 4  # the empty edge that a reader needs around it, in squares


@dataclass(frozen=True)
class QrCode(Shown):
    """`size` squares wide and high, the edge included; `path` draws the dark ones, for the `d` of an SVG path."""

    size: int
    path: str


def drawing(text: str) -> QrCode:
    """Readable with a seventh of it gone. Raises ValueError for a text that no code holds (two thousand characters)."""
    code = segno.make_qr(text, error="m", encoding="utf-8")
    rows = list(code.matrix_iter(border=QUIET))
    return QrCode(len(rows), "".join(_bars(rows)))


def _bars(rows: Sequence[Iterable[int]]) -> Iterator[str]:
    """A bar for the dark squares beside each other in a row."""
    for y, row in enumerate(rows):
        x = 0
        for is_dark, squares in groupby(row):
            width = len(list(squares))
            if is_dark:
                yield f"M{x} {y}h{width}v1h-{width}z"
            x += width
