"""Values that are safe in a style sheet. Each is read and written anew, so that nothing of what was sent is copied.

Colours, lengths, numbers, a few words and names of letters that computers have; several of them where a shadow or
a border asks for that. What is not one of these is no value: addresses, functions, rules, tricks with quotes.
"""

import colorsys
import re
from collections.abc import Collection
from enum import Enum

from PIL import ImageColor

LONGEST_VALUE = 500
MOST_PARTS = 24

_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![0-9a-z])")
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([0-9a-z.,%/\s+-]{1,60})\)")
_LENGTH = re.compile(r"([+-]?(?:\d{1,6}(?:\.\d{0,8})?|\.\d{1,8}))(px|rem|em|ch|ex|vw|vh|%)?(?![\w.])")
_VAR = re.compile(r"var\(\s*(--[a-z0-9-]{1,120})\s*\)")
_WORD = re.compile(r"[a-z][a-z-]{0,30}(?![\w(-])")
_FAMILY = re.compile(r"[a-z0-9][a-z0-9 -]{0,40}", re.IGNORECASE)
WORDS = frozenset(
    """transparent currentcolor inherit none normal bold bolder lighter italic solid dashed dotted double underline
    uppercase lowercase capitalize inset auto""".split()
)
GENERIC = frozenset(["serif", "sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif", "ui-rounded"])
FAMILIES = {
    name.lower(): name
    for name in (
        *("Arial", "Arial Narrow", "Avenir", "Avenir Next", "Calibri", "Cambria", "Candara", "Cantarell", "Charter"),
        *("Courier New", "DejaVu Sans", "Franklin Gothic Medium", "Georgia", "Gill Sans", "Helvetica", "Palatino"),
        *("Helvetica Neue", "Iowan Old Style", "Liberation Sans", "Liberation Serif", "Lucida Grande", "Noto Sans"),
        *("Noto Serif", "Open Sans", "Optima", "P052", "Palatino Linotype", "Roboto", "Segoe UI", "Source Sans Pro"),
        *("Tahoma", "TeX Gyre Pagella", "Times New Roman", "Trebuchet MS", "URW Palladio L", "Ubuntu", "Verdana"),
        *("BlinkMacSystemFont", "-apple-system"),
    )
}
PIXELS = {"px": 1.0, "rem": 16.0, "em": 16.0, "ch": 8.0, "ex": 8.0}


class Why(Enum):
    """Why something of a file was left out."""

    NAME = "name"
    FIXED = "fixed"
    VALUE = "value"
    SIZE = "size"
    LETTERS = "letters"
    REFERENCE = "reference"
    RULE = "rule"
    MANY = "many"


class NotSafe(ValueError):
    """This value is not taken over."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def safe(name: str, value: str, ours: Collection[str]) -> str:
    """The value as we write it. Raises NotSafe. A `var()` may name one of `ours` alone."""
    text = value.strip()
    if not text or len(text) > LONGEST_VALUE or not text.isascii():
        raise NotSafe(Why.VALUE)
    if "font-family" in name:
        return _families(text)
    layers = _layers(text.lower(), ours)
    if sum(len(layer) for layer in layers) > MOST_PARTS:
        raise NotSafe(Why.VALUE)
    _measure(name, layers)
    return ", ".join(" ".join(layer) for layer in layers)


def _layers(text: str, ours: Collection[str]) -> list[list[str]]:
    """The parts between white space, in layers between commas; each part written anew."""
    layers: list[list[str]] = [[]]
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
        elif text[place] == ",":
            layers.append([])
            place += 1
        else:
            part, place = _part(text, place, ours)
            layers[-1].append(part)
    if not all(layers):
        raise NotSafe(Why.VALUE)
    return layers


def _part(text: str, place: int, ours: Collection[str]) -> tuple[str, int]:
    if match := _HEX.match(text, place):
        return _from_hex(match.group()), match.end()
    if match := _FUNCTION.match(text, place):
        return _from_function(match.group(1), match.group(2)), match.end()
    if match := _VAR.match(text, place):
        if match.group(1) not in ours:
            raise NotSafe(Why.REFERENCE)
        return f"var({match.group(1)})", match.end()
    if match := _LENGTH.match(text, place):
        return _number(float(match.group(1))) + (match.group(2) or ""), match.end()
    if match := _WORD.match(text, place):
        return _from_word(match.group()), match.end()
    raise NotSafe(Why.VALUE)


def _from_word(word: str) -> str:
    if word in WORDS:
        return word
    named = ImageColor.colormap.get(word)
    if named is None:
        raise NotSafe(Why.VALUE)
    return named if isinstance(named, str) else _written(named[0], named[1], named[2], 1.0)


def _from_hex(text: str) -> str:
    digits = text[1:]
    if len(digits) < 6:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    return _written(red, green, blue, int(digits[6:8], 16) / 255 if len(digits) == 8 else 1.0)


def _from_function(kind: str, inside: str) -> str:
    """rgb() and hsl(), with commas or without."""
    parts = [part for part in re.split(r"[\s,/]+", inside.strip()) if part]
    if len(parts) not in {3, 4}:
        raise NotSafe(Why.VALUE)
    alpha = _share(parts[3], 1.0) if len(parts) == 4 else 1.0
    if kind == "rgb":
        red, green, blue = (round(_share(part, 255.0) * 255) for part in parts[:3])
        return _written(red, green, blue, alpha)
    hue = _float(parts[0].removesuffix("deg")) % 360 / 360
    light, saturation = _share(parts[2], 100.0), _share(parts[1], 100.0)
    red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, light, saturation))
    return _written(red, green, blue, alpha)


def _written(red: int, green: int, blue: int, alpha: float) -> str:
    if alpha >= 1:
        return f"#{red:02x}{green:02x}{blue:02x}"
    return f"rgb({red} {green} {blue} / {_number(alpha * 100)}%)"


def _share(text: str, whole: float) -> float:
    """A part of a colour, from 0 to 1: a percentage, or a number of so many."""
    found = _float(text[:-1]) / 100 if text.endswith("%") else _float(text) / whole
    return min(max(found, 0.0), 1.0)


def _float(text: str) -> float:
    if not re.fullmatch(r"[+-]?(\d{1,6}(\.\d{0,12})?|\.\d{1,12})", text):
        raise NotSafe(Why.VALUE)
    return float(text)


def _number(value: float) -> str:
    """Four places behind the point at most, and never with an exponent."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _families(text: str) -> str:
    """The families that computers have, in the order that was asked; a name in quotes where it holds a space."""
    asked = [part.strip().strip("\"'").strip() for part in text.split(",")]
    if len(asked) > MOST_PARTS or not all(_FAMILY.fullmatch(part.removeprefix("-")) for part in asked):
        raise NotSafe(Why.VALUE)
    found = [FAMILIES.get(part.lower()) or (part.lower() if part.lower() in GENERIC else "") for part in asked]
    kept = list(dict.fromkeys(name for name in found if name))
    if not kept:
        raise NotSafe(Why.LETTERS)
    if kept[-1] not in GENERIC:
        kept.append("sans-serif")
    return ", ".join(f'"{name}"' if " " in name else name for name in kept)


_LIMITS: tuple[tuple[re.Pattern[str], float, float], ...] = (  # in pixels of a usual screen
    (re.compile(r"font-size"), 14.0, 96.0),
    (re.compile(r"border.*width|thickness"), 0.0, 16.0),
    (re.compile(r"space|padding|margin|gap|offset"), 0.0, 128.0),
    (re.compile(r""), 0.0, 1600.0),
)


def _measure(name: str, layers: list[list[str]]) -> None:
    """Sizes with which a page stays a page. A shadow may have a negative length, nothing else."""
    parts = [part for layer in layers for part in layer]
    least, most = next((low, high) for pattern, low, high in _LIMITS if pattern.search(name))
    for part in parts:
        match = _LENGTH.fullmatch(part)
        if match is None:
            continue
        amount, unit = float(match.group(1)), match.group(2) or ""
        if "line-height" in name and not unit and not 1 <= amount <= 3:
            raise NotSafe(Why.SIZE)
        if "font-size" in name and (unit not in PIXELS or len(parts) > 1):
            raise NotSafe(Why.SIZE)
        if unit in PIXELS:
            pixels = amount * PIXELS[unit]
            low = -most if len(parts) > 2 else least
            if not low <= pixels <= most:
                raise NotSafe(Why.SIZE)
        elif abs(amount) > 1600 or (amount < 0 and len(parts) < 3):
            raise NotSafe(Why.SIZE)
