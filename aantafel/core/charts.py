"""Charts as SVG, drawn by the server: from numbers to places, in pure Python.

Across, a place is a part of the width in %, up and down it is in em: a chart fits every screen, its letters keep the
size that the reader chose, and nothing needs a script or a style of its own. What differs by colour differs by pattern
too. A chart sums up the table beside it, and never says more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import floor, log10

from aantafel.core.cards import Shown
from aantafel.core.text import shorten

LOOKS = ("a", "b", "c", "d")
LABEL_LENGTH = 30
MANY = 13  # more columns than this get no number each, and no label of their own
PLOT = 11.0  # the height of what is plotted over time
TOP = 2.0
ROW = 3.0
BAR = 1.25


@dataclass(frozen=True)
class Series:
    """Numbers of one kind, one for each label; None leaves a gap. `look` is a letter of LOOKS or a capacity."""

    name: str
    values: Sequence[float | None]
    look: str


@dataclass(frozen=True)
class Words(Shown):
    x: str
    y: str
    text: str
    anchor: str = "start"
    is_soft: bool = False


@dataclass(frozen=True)
class Block(Shown):
    x: str
    y: str
    width: str
    height: str
    look: str


@dataclass(frozen=True)
class Line(Shown):
    x1: str
    y1: str
    x2: str
    y2: str
    look: str  # a letter of LOOKS, or "axis"


@dataclass(frozen=True)
class Dot(Shown):
    x: str
    y: str
    look: str


@dataclass(frozen=True)
class Chart(Shown):
    """`key` is unique on its page; `summary` is what somebody hears who does not see it."""

    key: str
    title: str
    summary: str
    height: str
    legend: Sequence[tuple[str, str]] = ()  # name and look
    has_dots: bool = False
    blocks: list[Block] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


def bars(
    key: str, title: str, summary: str, *, labels: Sequence[str], series: Sequence[Series], written: Sequence[str],
    whole: bool = False,
) -> Chart:  # fmt: skip
    """A lying bar for each label, of the series behind each other; `written` stands at its end. `whole`: every bar is
    as long as the page, and shows shares.
    """
    totals = [sum(one.values[row] or 0 for one in series) for row in range(len(labels))]
    most = max(totals, default=0)
    chart = Chart(key, title, summary, _em(len(labels) * ROW + 0.25), _legend(series))
    for row, label in enumerate(labels):
        at, start = row * ROW, 0.0
        chart.words.append(Words("0", _em(at + 1.1), shorten(label, LABEL_LENGTH)))
        chart.words.append(Words("100%", _em(at + 1.1), written[row], "end"))
        chart.lines.append(Line("0", _em(at + 1.5 + BAR), "100%", _em(at + 1.5 + BAR), "axis"))
        for one in series:
            share = 100 * (one.values[row] or 0) / ((totals[row] if whole else most) or 1)
            if share:
                chart.blocks.append(Block(_part(start), _em(at + 1.5), _part(share), _em(BAR), one.look))
            start += share
    return chart


def columns(
    key: str, title: str, summary: str, *, labels: Sequence[str], below: Sequence[str], series: Sequence[Series]
) -> Chart:
    """A standing column for each label, of the series on top of each other; `below` is a second line under a label,
    mostly "".
    """
    totals = [sum(one.values[at] or 0 for one in series) for at in range(len(labels))]
    top = _round_up(max(totals, default=0))
    chart = _over_time(key, title, summary, labels, below, series, top)
    slot = 100 / max(len(labels), 1)
    for at, total in enumerate(totals):
        height = 0.0
        for one in series:
            tall = PLOT * (one.values[at] or 0) / top
            if tall:
                place = _em(TOP + PLOT - height - tall)
                chart.blocks.append(Block(_part((at + 0.14) * slot), place, _part(0.72 * slot), _em(tall), one.look))
            height += tall
        if total and len(totals) <= MANY:
            chart.words.append(Words(_part((at + 0.5) * slot), _em(TOP + PLOT - height - 0.35), f"{total:g}", "middle"))
    return chart


def lines(
    key: str, title: str, summary: str, *, labels: Sequence[str], below: Sequence[str], series: Sequence[Series]
) -> Chart:
    """A line for each series, with a mark at each number; where there is none, the line is interrupted."""
    top = _round_up(max((value for one in series for value in one.values if value is not None), default=0))
    chart = replace(_over_time(key, title, summary, labels, below, series, top), has_dots=True)
    slot = 100 / max(len(labels), 1)
    for one in series:
        places = [
            None if value is None else ((at + 0.5) * slot, TOP + PLOT * (1 - value / top))
            for at, value in enumerate(one.values)
        ]
        chart.dots.extend(Dot(_part(place[0]), _em(place[1]), one.look) for place in places if place)
        for here, there in pairwise(places):
            if here and there:
                chart.lines.append(Line(_part(here[0]), _em(here[1]), _part(there[0]), _em(there[1]), one.look))
    return chart


def _over_time(
    key: str,
    title: str,
    summary: str,
    labels: Sequence[str],
    below: Sequence[str],
    series: Sequence[Series],
    top: float,
) -> Chart:
    """The axes: the ground, the highest number, and the labels."""
    chart = Chart(key, title, summary, _em(TOP + PLOT + 3), _legend(series))
    for height, number in ((0.0, ""), (PLOT, f"{top:g}")):
        y = TOP + PLOT - height
        chart.lines.append(Line("0", _em(y), "100%", _em(y), "axis"))
        if number:
            chart.words.append(Words("0", _em(y - 0.35), number, is_soft=True))
    slot = 100 / max(len(labels), 1)
    for at, (label, second) in enumerate(zip(labels, below, strict=True)):
        middle = _part((at + 0.5) * slot)
        if label and len(labels) <= MANY:
            chart.words.append(Words(middle, _em(TOP + PLOT + 1.2), label, "middle"))
        if second:
            chart.words.append(Words(middle, _em(TOP + PLOT + 2.5), second, "middle", is_soft=True))
    return chart


def _legend(series: Sequence[Series]) -> list[tuple[str, str]]:
    """One kind needs none: the title says what it is."""
    return [(one.name, one.look) for one in series] if len(series) > 1 else []


def _round_up(number: float) -> float:
    """To a number that reads well: the top of an axis."""
    if number <= 1:
        return 1
    unit = 10.0 ** floor(log10(number))
    return next(step * unit for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if number <= step * unit)


def _part(percent: float) -> str:
    return f"{percent:.3f}".rstrip("0").rstrip(".") + "%"


def _em(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") + "em"
