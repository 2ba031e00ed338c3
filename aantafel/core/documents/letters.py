"""Which letters the fonts of a PDF have. One that they lack would stop the whole file: PDF/UA allows no empty form.

The build of the front end puts the fonts in `build/fonts/`, from packages whose versions are pinned.
"""

import struct
import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# in the order in which they are asked for a letter; a bold letter that is not there is taken from the other one
FAMILIES = {"Noto Sans": "NotoSans", "DejaVu Sans": "DejaVuSans", "Noto Emoji": "NotoEmoji"}
LACKING = "\ufffd"
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")  # between letters, or about the one before; they have no form
_FORMLESS = frozenset({"Cc", "Cn", "Co", "Cs", "Zl", "Zp"})


def folder() -> Path:
    return Path(settings.ROOT) / "build" / "fonts"


def printable(text: str) -> str:
    """With � for what the fonts lack. A mark stays on its letter only when one font has both."""
    fonts = _fonts(folder())
    font: frozenset[int] | None = None
    kept = []
    for character in text:
        if character in _JOINERS or character == "\n":
            kept.append(character)
        elif unicodedata.category(character)[0] == "M":
            kept.append(character if font and ord(character) in font else "")
        else:
            font = _font_with(character, fonts)
            kept.append(character if font else LACKING)
    return "".join(kept)


def _font_with(character: str, fonts: list[frozenset[int]]) -> frozenset[int] | None:
    if unicodedata.category(character) in _FORMLESS:
        return None
    return next((font for font in fonts if ord(character) in font), None)


@cache
def _fonts(where: Path) -> list[frozenset[int]]:
    files = [where / f"{name}-Regular.ttf" for name in FAMILIES.values()]
    if not all(file.exists() for file in files):
        raise ImproperlyConfigured("The front end is not built: run `npm ci --ignore-scripts && npm run build`.")
    return [frozenset(characters(file.read_bytes())) for file in files]


def characters(font: bytes) -> set[int]:
    """The characters of a TrueType font, by the table in it that tells them in groups (cmap, format 12)."""
    [count] = struct.unpack_from(">H", font, 4)
    tables = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    cmap: int = tables[b"cmap"]
    [parts] = struct.unpack_from(">H", font, cmap + 2)
    for part in range(parts):
        [offset] = struct.unpack_from(">I", font, cmap + 8 + 8 * part)
        if struct.unpack_from(">H", font, cmap + offset) == (12,):
            return _grouped(font, cmap + offset)
    raise ValueError("a font without a table of format 12")


def _grouped(font: bytes, at: int) -> set[int]:
    [groups] = struct.unpack_from(">I", font, at + 12)
    found: set[int] = set()
    for group in range(groups):
        first, last = struct.unpack_from(">II", font, at + 16 + 12 * group)
        found.update(range(first, last + 1))
    return found
