"""What the typesetter gets of a document: data alone, in letters that it has, with pictures as small files."""

import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.core.files.storage import default_storage
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext, override
from PIL import Image

from aantafel.core.documents import letters
from aantafel.core.documents.structure import (
    Block,
    Document,
    Heading,
    Inline,
    Item,
    Line,
    Link,
    Listing,
    Note,
    Paragraph,
    Picture,
    Quote,
    Strong,
    Table,
)
from aantafel.core.documents.wording import is_rtl

logger = logging.getLogger(__name__)

Data = dict[str, Any]

LONGEST_WORD = 30  # what is longer may be broken off anywhere
LONGEST_WORD_IN_CELL = 15
LONGEST_SIDE = 1100  # pixels: 170 a square inch across a page
QUALITY = 75
TEXT_WIDTH, MOST_HEIGHT = 16.0, 11.0  # centimetres
_BREAK = "\u200b"
_NO_BREAK_AFTER = "\u200d"


class UnfitForPaper(Exception):
    """The file of a picture cannot be read."""


@dataclass
class Sheets:
    """`files` are the pictures by name. Without all of them it is not `is_whole`, and is not to be kept."""

    data: Data = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    is_whole: bool = True


def words(language: str) -> dict[str, str]:
    """What we say ourselves in every document."""
    with override(language):
        return {
            "summary": gettext("In short"),
            "page": gettext("{page} of {pages}"),
            "online": gettext("Read this on the site:"),
            "lacking": gettext("This file cannot show some signs. � stands in their place. The site does show them."),
            "lost": gettext("A picture that is missing: {description}"),
        }


def sheets(document: Document) -> Sheets:
    """Raises what the storage raises when it is gone; a single picture that is missing becomes its description."""
    made = Sheets()
    own = words(document.language)
    made.data = {
        "language": document.language,
        "title": _said(document.title),
        "subtitle": _said(document.subtitle),
        "site": _said(document.site),
        "address": iri_to_uri(document.address),
        "details": [[_said(name), _said(value)] for name, value in document.details],
        "summary": [_block(block, made, own) for block in document.summary],
        "body": [_block(block, made, own) for block in document.body],
    }
    lacks = any(letters.LACKING in text for text in _texts(made.data))
    made.data.update(words=own, lacks=lacks)
    return made


def _block(block: Block, made: Sheets, own: dict[str, str]) -> Data:
    match block:
        case Heading():
            said = {"level": block.level, "text": _said(block.text), "anchor": block.anchor}
            return {"kind": block.kind, "is_rtl": block.is_rtl, **said}
        case Paragraph():
            return {"kind": block.kind, "is_rtl": block.is_rtl, "content": _line(block.content)}
        case Listing():
            items = [_line(item) for item in block.items]
            return {"kind": block.kind, "is_rtl": block.is_rtl, "numbered": block.numbered, "items": items}
        case Table():
            columns = [_said(column, LONGEST_WORD_IN_CELL) for column in block.columns]
            rows = [[_line(cell, LONGEST_WORD_IN_CELL) for cell in row] for row in block.rows]
            return {"kind": block.kind, "caption": _said(block.caption), "columns": columns, "rows": rows}
        case Quote():
            return {
                "kind": block.kind,
                "is_rtl": block.is_rtl,
                "content": _line(block.content),
                "source": _said(block.source),
            }
        case Picture():
            return _picture(block, made, own)
        case Item():
            body = [_block(part, made, own) for part in block.body]
            said = {"level": block.level, "label": _said(block.label), "anchor": block.anchor}
            return {"kind": block.kind, "body": body, **said}
        case Note():
            return {
                "kind": "note",
                "title": _said(block.title),
                "body": [_block(part, made, own) for part in block.body],
            }


def _line(content: Line, longest: int = LONGEST_WORD) -> list[str | Data]:
    return [_inline(part, longest) for part in content]


def _inline(part: Inline, longest: int) -> str | Data:
    match part:
        case Link():
            return {"link": iri_to_uri(part.address), "text": letters.printable(part.text)}
        case Strong():
            return {"strong": _said(part.text, longest)}
        case _:
            return _said(part.text, longest)


def _said(text: str, longest: int = LONGEST_WORD) -> str:
    """A word with a hyphen may already be broken off there."""
    return re.sub(rf"[^\s-]{{{longest + 1},}}", lambda word: _breakable(word.group()), letters.printable(text))


def _breakable(word: str) -> str:
    """With room for the end of a line between its letters."""
    parts = [word[0]]
    for before, character in pairwise(word):
        joined = before == _NO_BREAK_AFTER or unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf", "Sk"}
        parts.append(character if joined else _BREAK + character)
    return "".join(parts)


def _picture(picture: Picture, made: Sheets, own: dict[str, str]) -> Data:
    """As a file; or in words, when the storage has it no longer."""
    said = {"description": letters.printable(picture.description), "caption": _said(picture.caption)}
    try:
        content, width = _shrink(_read(picture.name))
    except (FileNotFoundError, UnfitForPaper) as error:
        logger.warning("a document goes without picture %s: %s", picture.name, type(error).__name__)
        made.is_whole = False
        lost = own["lost"].replace("{description}", said["description"] or "-")
        return {"kind": "lost", "text": lost, "is_rtl": is_rtl(lost)}
    name = f"{len(made.files)}.jpg"
    made.files[name] = content
    return {"kind": picture.kind, "file": name, "width": width, **said}


def _read(name: str) -> bytes:
    with default_storage.open(name) as file:
        return bytes(file.read())


def _shrink(content: bytes) -> tuple[bytes, float]:
    """A JPEG, and how many centimetres of the page it takes across. Raises UnfitForPaper."""
    try:
        image = Image.open(io.BytesIO(content), formats=["JPEG", "PNG"])
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnfitForPaper from error
    rgba = image.convert("RGBA")
    flat = Image.new("RGB", rgba.size, "white")
    flat.paste(rgba, mask=rgba.getchannel("A"))
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue(), round(min(TEXT_WIDTH, MOST_HEIGHT * flat.width / flat.height), 2)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
