"""Does a token file read well? Measures the pairs of colours that stand on each other, by WCAG 2.2. Pure Python.

A municipality's token file is measured on top of our own tokens, as the browser lays it on top of them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Colour = tuple[float, float, float]

TEXT = 4.5  # WCAG 1.4.3: text against what is behind it
SHAPE = 3.0  # WCAG 1.4.11: borders of controls, the focus ring, shapes that tell something

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT = re.compile(r":root\s*\{([^}]*)\}")
_DECLARATION = re.compile(r"(--[\w-]+)\s*:\s*([^;]+)")
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_RGB = re.compile(r"rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)\s*\)")
_NAMED: dict[str, Colour] = {"white": (1, 1, 1), "black": (0, 0, 0)}


class UnknownColour(ValueError):
    """A value that is not a plain colour: the message names the token and the value."""


@dataclass(frozen=True)
class Pair:
    """Two tokens that stand on each other, and the least contrast between them."""

    front: str
    back: str
    least: float


@dataclass(frozen=True)
class Fault:
    """A pair with too little contrast. Its colours are written as #rrggbb; one that is no plain colour is "" and makes
    the pair 0: what cannot be measured cannot be promised.
    """

    pair: Pair
    measured: float
    front: str = ""
    back: str = ""

    def __str__(self) -> str:
        pair = self.pair
        return f"{pair.front} on {pair.back}: {self.measured:.2f}, must be {pair.least} or more"


def tokens(*styles: str) -> dict[str, str]:
    """The custom properties on :root; of a later style sheet over an earlier one."""
    found: dict[str, str] = {}
    for style in styles:
        for block in _ROOT.findall(_COMMENT.sub("", style)):
            found.update((name, value.strip()) for name, value in _DECLARATION.findall(block))
    return found


def resolved(values: Mapping[str, str], name: str, _seen: frozenset[str] = frozenset()) -> str:
    """A token's value with every var() filled in; raises UnknownColour for a missing token or a circle."""
    if name in _seen or name not in values:
        raise UnknownColour(f"{name} has no value")

    def fill(match: re.Match[str]) -> str:
        asked, fallback = match.group(1), match.group(2)
        if asked in values or fallback is None:
            return resolved(values, asked, _seen | {name})
        return _VAR.sub(fill, fallback)

    return _VAR.sub(fill, values[name]).strip()


def colour(text: str) -> Colour:
    """#rgb, #rrggbb, rgb(r g b), white or black as three parts from 0 to 1; anything else raises UnknownColour."""
    text = text.strip().lower()
    if text in _NAMED:
        return _NAMED[text]
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        text = "#" + "".join(digit * 2 for digit in text[1:])
    if re.fullmatch(r"#[0-9a-f]{6}", text):
        return (int(text[1:3], 16) / 255, int(text[3:5], 16) / 255, int(text[5:7], 16) / 255)
    if match := _RGB.fullmatch(text):
        red, green, blue = (_part(part) for part in match.groups())
        return (red, green, blue)
    raise UnknownColour(f"“{text}” is not a plain colour")


def _part(text: str) -> float:
    return float(text[:-1]) / 100 if text.endswith("%") else float(text) / 255


def luminance(parts: Colour) -> float:
    """Relative luminance, as WCAG defines it."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Colour, other: Colour) -> float:
    """Contrast from 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def faults(*styles: str) -> list[Fault]:
    """The pairs that do not reach their contrast, with the style sheets laid over each other in this order."""
    values = tokens(*styles)
    for pair in PAIRS:
        for name in (pair.front, pair.back):
            colour(resolved(values, name))
    return faults_of(values)


def faults_of(values: Mapping[str, str]) -> list[Fault]:
    """The same for tokens by name, whatever they hold."""
    found = []
    for pair in PAIRS:
        front, back = plain(values, pair.front), plain(values, pair.back)
        measured = ratio(colour(front), colour(back)) if front and back else 0.0
        if measured < pair.least:
            found.append(Fault(pair, measured, front, back))
    return found


def plain(values: Mapping[str, str], name: str) -> str:
    """A token's colour as #rrggbb; "" for one that has none, or no plain one."""
    try:
        return as_hex(colour(resolved(values, name)))
    except UnknownColour:
        return ""


def as_hex(parts: Colour) -> str:
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in parts)


def _pairs(fronts: Iterable[str], backs: Iterable[str], least: float) -> list[Pair]:
    return [Pair(f"--{front}", f"--{back}", least) for back in backs for front in fronts]


_SURFACES = ["utrecht-root-background-color", "utrecht-card-background-color", "utrecht-table-header-background-color"]
_BUTTON_STATES = ["", "-hover", "-active", "-disabled"]

PAIRS: list[Pair] = [
    *_pairs(["utrecht-root-color", "at-ink-soft", "nl-link-color", "nl-link-hover-color"], _SURFACES, TEXT),
    *_pairs(["utrecht-root-color"], ["at-wood-wash", "at-wood"], TEXT),
    *_pairs(["nl-link-color"], ["at-wood-wash"], TEXT),
    *_pairs(["utrecht-card-color"], ["utrecht-card-background-color"], TEXT),
    *_pairs(["utrecht-page-header-color"], ["utrecht-page-header-background-color"], TEXT),
    *_pairs(["utrecht-page-footer-color"], ["utrecht-page-footer-background-color"], TEXT),
    *_pairs(["nl-skip-link-color"], ["nl-skip-link-background-color"], TEXT),
    *_pairs(["utrecht-data-list-item-key-color"], _SURFACES, TEXT),
    # buttons
    *(
        Pair(f"--nl-button-{kind}{state}-color", f"--nl-button-{kind}{state}-background-color", TEXT)
        for kind in ("primary", "secondary")
        for state in _BUTTON_STATES
    ),
    *(
        Pair(f"--nl-button-{kind}-negative{state}-color", f"--nl-button-{kind}-negative{state}-background-color", TEXT)
        for kind in ("primary", "secondary")
        for state in ("", "-hover", "-active")
    ),
    *_pairs(["nl-button-subtle-negative-color"], _SURFACES, TEXT),
    Pair("--nl-button-subtle-negative-hover-color", "--nl-button-subtle-negative-hover-background-color", TEXT),
    *_pairs(["nl-button-subtle-color"], _SURFACES, TEXT),
    Pair("--nl-button-subtle-hover-color", "--nl-button-subtle-hover-background-color", TEXT),
    Pair("--nl-button-subtle-active-color", "--nl-button-subtle-active-background-color", TEXT),
    Pair("--nl-button-focus-color", "--nl-button-focus-background-color", TEXT),
    *_pairs(["nl-button-primary-border-color", "nl-button-secondary-border-color"], _SURFACES, SHAPE),
    # forms
    *_pairs(
        ["utrecht-form-control-color", "utrecht-form-control-placeholder-color"],
        ["utrecht-form-control-background-color", "utrecht-form-control-read-only-background-color"],
        TEXT,
    ),
    *_pairs(["utrecht-form-control-disabled-color"], ["utrecht-form-control-disabled-background-color"], TEXT),
    *_pairs(
        [
            "utrecht-form-control-border-color",
            "utrecht-form-control-invalid-border-color",
            "utrecht-focus-outline-color",
        ],
        [*_SURFACES, "utrecht-form-control-background-color"],
        SHAPE,
    ),
    *_pairs(
        ["utrecht-radio-button-border-color", "utrecht-radio-button-checked-color"],
        ["utrecht-radio-button-background-color"],
        SHAPE,
    ),
    *_pairs(["utrecht-form-field-error-message-color", "utrecht-form-field-description-color"], _SURFACES, TEXT),
    *_pairs(["utrecht-focus-inverse-outline-color"], ["utrecht-page-footer-background-color"], SHAPE),
    # messages and marks
    *(
        Pair(f"--utrecht-alert-{kind}-color", f"--utrecht-alert-{kind}-background-color", TEXT)
        for kind in ("info", "ok", "warning", "error")
    ),
    *(
        Pair(f"--utrecht-alert-{kind}-border-color", "--utrecht-root-background-color", SHAPE)
        for kind in ("info", "ok", "warning", "error")
    ),
    Pair("--nl-data-badge-color", "--nl-data-badge-background-color", TEXT),
    Pair("--nl-number-badge-color", "--nl-number-badge-background-color", TEXT),
    # the triangle, the step bar, the icons on cards
    *_pairs(["at-resident", "at-professional", "at-employee", "at-accent", "at-wood-edge"], _SURFACES, SHAPE),
    Pair("--at-on-accent", "--at-accent", TEXT),
    *_pairs(["at-on-shape"], ["at-resident", "at-professional", "at-employee", "at-ink-soft"], TEXT),
]
