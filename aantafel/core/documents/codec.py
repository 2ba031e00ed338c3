"""A document as JSON and back, without loss. The version goes up when an older reader would read it wrongly."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

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
    Plain,
    Quote,
    Strong,
    Table,
    Text,
)

FORMAT = "aantafel-document"
VERSION = 1

Json = dict[str, Any]


class Unreadable(ValueError):
    """It is no document of ours, or of a version that we do not know."""


def to_json(document: Document) -> Json:
    """Only what JSON knows: dicts, lists, texts and numbers."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "site": document.site,
        "address": document.address,
        "made_at": document.made_at.isoformat(),
        "details": [{"name": name, "value": value} for name, value in document.details],
        "summary": [_block(block) for block in document.summary],
        "body": [_block(block) for block in document.body],
    }


def from_json(data: Json) -> Document:
    """Raises Unreadable."""
    try:
        if (data["format"], data["version"]) != (FORMAT, VERSION):
            raise Unreadable(f"{data['format']!r} of version {data['version']!r}")
        return Document(
            title=_text(data["title"]),
            subtitle=_text(data["subtitle"]),
            language=_text(data["language"]),
            site=_text(data["site"]),
            address=_text(data["address"]),
            made_at=datetime.fromisoformat(_text(data["made_at"])),
            details=tuple((_text(pair["name"]), _text(pair["value"])) for pair in data["details"]),
            summary=_plain(data["summary"]),
            body=tuple(_READERS[block["kind"]](block) for block in data["body"]),
        )
    except Unreadable:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error


def _block(block: Block) -> Json:
    match block:
        case Heading():
            return {"kind": block.kind, "level": block.level, "text": block.text, "anchor": block.anchor}
        case Paragraph():
            return {"kind": block.kind, "content": _line(block.content)}
        case Listing():
            return {"kind": block.kind, "numbered": block.numbered, "items": [_line(item) for item in block.items]}
        case Table():
            rows = [[_line(cell) for cell in row] for row in block.rows]
            return {"kind": block.kind, "caption": block.caption, "columns": list(block.columns), "rows": rows}
        case Quote():
            return {"kind": block.kind, "content": _line(block.content), "source": block.source}
        case Picture():
            said = {"description": block.description, "caption": block.caption}
            return {"kind": block.kind, "name": block.name, "address": block.address, **said}
        case Item():
            body = [_block(part) for part in block.body]
            return {
                "kind": block.kind,
                "level": block.level,
                "anchor": block.anchor,
                "label": block.label,
                "body": body,
            }
        case Note():
            return {"kind": block.kind, "title": block.title, "body": [_block(part) for part in block.body]}


def _line(content: Line) -> list[str | Json]:
    return [_inline(part) for part in content]


def _inline(part: Inline) -> str | Json:
    match part:
        case Text():
            return part.text
        case Strong():
            return {"strong": part.text}
        case Link():
            return {"link": part.address, "text": part.text}


def _read_line(data: list[Any]) -> Line:
    return tuple(_read_inline(part) for part in _list(data))


def _read_inline(data: str | Json) -> Inline:
    if isinstance(data, str):
        return Text(data)
    if "strong" in data:
        return Strong(_text(data["strong"]))
    return Link(_text(data["text"]), _text(data["link"]))


def _read_heading(data: Json) -> Heading:
    return Heading(_number(data["level"]), _text(data["text"]), _text(data["anchor"]))


def _read_paragraph(data: Json) -> Paragraph:
    return Paragraph(_read_line(data["content"]))


def _read_list(data: Json) -> Listing:
    return Listing(tuple(_read_line(item) for item in _list(data["items"])), numbered=data["numbered"] is True)


def _read_table(data: Json) -> Table:
    rows = tuple(tuple(_read_line(cell) for cell in _list(row)) for row in _list(data["rows"]))
    return Table(_text(data["caption"]), tuple(_text(column) for column in _list(data["columns"])), rows)


def _read_quote(data: Json) -> Quote:
    return Quote(_read_line(data["content"]), _text(data["source"]))


def _read_picture(data: Json) -> Picture:
    return Picture(*(_text(data[name]) for name in ("name", "address", "description", "caption")))


def _read_item(data: Json) -> Item:
    return Item(_text(data["anchor"]), _text(data["label"]), _plain(data["body"]), _number(data["level"]))


def _read_note(data: Json) -> Note:
    return Note(_plain(data["body"]), _text(data["title"]))


_PLAIN: dict[str, Callable[[Json], Plain]] = {"paragraph": _read_paragraph, "list": _read_list}
_READERS: dict[str, Callable[[Json], Block]] = {
    **_PLAIN,
    "heading": _read_heading,
    "table": _read_table,
    "quote": _read_quote,
    "picture": _read_picture,
    "item": _read_item,
    "note": _read_note,
}


def _plain(data: list[Json]) -> tuple[Plain, ...]:
    return tuple(_PLAIN[block["kind"]](block) for block in _list(data))


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable("something else than a list")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable("something else than a text")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise Unreadable("something else than a number")
    return value
