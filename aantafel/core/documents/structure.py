"""What a document consists of. Whatever is put in is cleaned, and what shows nothing is left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import ClassVar

from django.utils import timezone

from aantafel.core.documents.wording import clean, is_rtl, is_web_address, one_line, says_nothing

LEVELS = 4
MOST_COLUMNS = 8
_ANCHOR = re.compile(r"[a-z][a-z0-9-]{0,60}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2}", re.ASCII)


class Misbuilt(ValueError):
    """Something that no document can hold: a mistake of whoever builds it, never of whoever writes the text."""


@dataclass(frozen=True)
class Text:
    """Words; `\\n` begins a new line."""

    text: str

    def __post_init__(self) -> None:
        _set(self, text=clean(self.text))


@dataclass(frozen=True)
class Strong:
    text: str

    def __post_init__(self) -> None:
        _set(self, text=clean(self.text))


@dataclass(frozen=True)
class Link:
    """`address` is a whole one, of http or https."""

    text: str
    address: str

    def __post_init__(self) -> None:
        _set(self, text=one_line(self.address if says_nothing(self.text) else self.text))
        _demand(is_web_address(self.address), f"{self.address!r} is no web address")


Inline = Text | Strong | Link
Line = tuple[Inline, ...]


def line(*parts: str | Inline) -> Line:
    """`line("See ", Link("the plan", address))`"""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def words(content: Line) -> str:
    """What it says, without links and marks."""
    return "".join(part.text for part in content)


@dataclass(frozen=True)
class Heading:
    """`level` 1 comes right below the title of the document."""

    kind: ClassVar[str] = "heading"
    level: int
    text: str
    anchor: str = ""

    def __post_init__(self) -> None:
        _set(self, text=one_line(self.text))
        _demand(1 <= self.level <= LEVELS, f"a heading of level {self.level}")
        _check_anchor(self.anchor)

    @property
    def is_rtl(self) -> bool:
        return is_rtl(self.text)


@dataclass(frozen=True)
class Paragraph:
    kind: ClassVar[str] = "paragraph"
    content: Line

    @property
    def is_rtl(self) -> bool:
        return is_rtl(words(self.content))


@dataclass(frozen=True)
class Listing:
    """Points, or with `numbered` steps from 1."""

    kind: ClassVar[str] = "list"
    items: tuple[Line, ...]
    numbered: bool = False

    def __post_init__(self) -> None:
        _set(self, items=tuple(item for item in self.items if not says_nothing(words(item))))

    @property
    def is_rtl(self) -> bool:
        return is_rtl(" ".join(map(words, self.items)))


@dataclass(frozen=True)
class Table:
    """`caption` says what it is a table of; every row has a cell for each of `columns`."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]

    def __post_init__(self) -> None:
        _set(self, caption=one_line(self.caption), columns=tuple(map(one_line, self.columns)))
        _demand(1 <= len(self.columns) <= MOST_COLUMNS, f"a table of {len(self.columns)} columns")
        _demand(bool(self.caption) and all(self.columns), "a table without a caption or a name for each column")
        _demand(all(len(row) == len(self.columns) for row in self.rows), "a row of a table with too few or many cells")

    @property
    def labelled(self) -> list[list[tuple[str, Line]]]:
        """Each cell with the name of its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Quote:
    kind: ClassVar[str] = "quote"
    content: Line
    source: str = ""

    def __post_init__(self) -> None:
        _set(self, source=one_line(self.source))

    @property
    def is_rtl(self) -> bool:
        return is_rtl(words(self.content))


@dataclass(frozen=True)
class Picture:
    """`name` is that in the storage and stands for one content for ever, `address` is where a page shows it.
    `description` is for who does not see it; without one it is decoration.
    """

    kind: ClassVar[str] = "picture"
    name: str
    address: str
    description: str
    caption: str = ""

    def __post_init__(self) -> None:
        _set(self, description=one_line(self.description), caption=one_line(self.caption))
        _demand(bool(self.name), "a picture without a name")
        own = self.address.startswith("/") and not self.address.startswith(("//", "/\\"))
        _demand(own or is_web_address(self.address), f"{self.address!r} is no address of a picture")


Plain = Paragraph | Listing


@dataclass(frozen=True)
class Item:
    """Something to point at for ever: `anchor` is its name in the address, `label` a heading of that `level`."""

    kind: ClassVar[str] = "item"
    anchor: str
    label: str
    body: tuple[Plain, ...]
    level: int = 2

    def __post_init__(self) -> None:
        _set(self, label=one_line(self.label), body=tuple(block for block in self.body if _shows(block)))
        _demand(bool(self.anchor and self.label), "an item without an anchor or a label")
        _demand(1 <= self.level <= LEVELS, f"an item of level {self.level}")
        _check_anchor(self.anchor)


@dataclass(frozen=True)
class Note:
    """Something beside the text: what the reader has to know about it."""

    kind: ClassVar[str] = "note"
    body: tuple[Plain, ...]
    title: str = ""

    def __post_init__(self) -> None:
        _set(self, title=one_line(self.title), body=tuple(block for block in self.body if _shows(block)))


Block = Heading | Paragraph | Listing | Table | Quote | Picture | Item | Note


@dataclass(frozen=True)
class Document:
    """`address` is where it stands for ever, `site` the name of the site there, `made_at` the moment of this version:
    the same document gives the same files. `details` are pairs (When, 12 May); `summary` is the gist, on top.
    """

    title: str
    language: str
    site: str
    address: str
    made_at: datetime
    body: tuple[Block, ...]
    subtitle: str = ""
    details: tuple[tuple[str, str], ...] = ()
    summary: tuple[Plain, ...] = ()

    def __post_init__(self) -> None:
        details = tuple((one_line(name), one_line(value)) for name, value in self.details)
        _set(self, title=one_line(self.title), site=one_line(self.site), subtitle=one_line(self.subtitle))
        _set(self, details=tuple((name, value) for name, value in details if name and value))
        _set(self, summary=tuple(block for block in self.summary if _shows(block)))
        _set(self, body=tuple(_in_order(block for block in self.body if _shows(block))))
        _demand(not says_nothing(self.title), "a document without a title")
        _demand(bool(_LANGUAGE.fullmatch(self.language)), f"{self.language!r} is no language")
        _demand(is_web_address(self.address), f"{self.address!r} is no web address")
        _demand(timezone.is_aware(self.made_at), "a moment without a time zone")
        anchors = list(_anchors(self.body))
        _demand(len(anchors) == len(set(anchors)), "two blocks with one anchor")

    @property
    def is_rtl(self) -> bool:
        return is_rtl(self.title)


def pictures(document: Document) -> list[Picture]:
    return [block for block in document.body if isinstance(block, Picture)]


def _in_order(blocks: Iterable[Block]) -> Iterator[Block]:
    """No level of headings is skipped on the way down: who listens would look for what is not there."""
    deepest = 1
    for block in blocks:
        if isinstance(block, Heading | Item):
            level = min(block.level, deepest)
            deepest = level + 1
            yield replace(block, level=level)
        else:
            yield block


def _shows(block: Block) -> bool:
    match block:
        case Heading(text=said) | Item(label=said):
            return not says_nothing(said)
        case Paragraph(content=content) | Quote(content=content):
            return not says_nothing(words(content))
        case Listing(items=items):
            return bool(items)
        case Table(rows=rows):
            return bool(rows)
        case Note(body=body):
            return bool(body)
        case Picture():
            return True


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    return chain.from_iterable([block.anchor] for block in blocks if isinstance(block, Heading | Item) and block.anchor)


def _check_anchor(anchor: str) -> None:
    _demand(not anchor or bool(_ANCHOR.fullmatch(anchor)), f"{anchor!r} cannot be an anchor")


def _demand(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Misbuilt(otherwise)


def _set(made: object, **values: object) -> None:
    """In place of what was handed over, while a frozen object is made."""
    for name, value in values.items():
        object.__setattr__(made, name, value)
