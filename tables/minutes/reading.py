"""Published minutes as they are read: the words of a document, and what one version says and another does not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aantafel.core.documents.structure import (
    Block,
    Document,
    Heading,
    Item,
    Listing,
    Note,
    Paragraph,
    Picture,
    Quote,
    Table,
    words,
)
from tables.minutes.compare import Change, around, by_sentence


@dataclass(frozen=True)
class Section:
    """A part of the minutes, and what changed in it."""

    title: str
    changes: tuple[Change, ...]

    @property
    def differs(self) -> bool:
        return any(one.kind != "same" for one in self.changes)


def all_words(document: Document) -> str:
    """Everything that it says, for the search."""
    return "\n".join(
        [document.title, document.subtitle, *(line for _title, lines in _sections(document) for line in lines)]
    )


def compared(old: Document, new: Document) -> list[Section]:
    """Part by part what was taken away and what came, sentence by sentence. Parts that are the same are left out, and
    what stands farther from a change.
    """
    before, after = dict(_joined(old)), dict(_joined(new))
    titles = list(dict.fromkeys([*after, *before]))
    found = [Section(title, tuple(by_sentence(before.get(title, ""), after.get(title, "")))) for title in titles]
    return [Section(one.title, tuple(around(one.changes))) for one in found if one.differs]


def with_part(body: tuple[Block, ...], part: tuple[Block, ...], below: Sequence[str]) -> tuple[Block, ...]:
    """The same with this part in the place of the one with its anchor, above the parts with the anchors of `below`."""
    if not part or not isinstance(part[0], Heading):
        return body
    parts: list[list[Block]] = []
    for block in body:
        if not parts or (isinstance(block, Heading) and block.level == 1):
            parts.append([])
        parts[-1].append(block)
    kept = [one for one in parts if _anchor(one) != part[0].anchor]
    place = next((at for at, one in enumerate(kept) if _anchor(one) in below), len(kept))
    return tuple(block for one in [*kept[:place], part, *kept[place:]] for block in one)


def _anchor(part: Sequence[Block]) -> str:
    first = part[0]
    return first.anchor if isinstance(first, Heading) else ""


def decided(document: Document) -> list[Item]:
    """Its decisions and actions, each with the anchor to quote it by."""
    return [block for block in document.body if isinstance(block, Item)]


def _joined(document: Document) -> Iterator[tuple[str, str]]:
    for title, lines in _sections(document):
        yield title, "\n".join(lines)


def _sections(document: Document) -> list[tuple[str, list[str]]]:
    """By the headings of the highest level. What stands before the first is the gist."""
    found: list[tuple[str, list[str]]] = [("", list(_lines(document.summary)))]
    for block in document.body:
        if isinstance(block, Heading) and block.level == 1:
            found.append((block.text, []))
        else:
            found[-1][1].extend(_lines([block]))
    return found


def _lines(blocks: "tuple[Block, ...] | list[Block]") -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text=text):
                yield text
            case Paragraph(content=content) | Quote(content=content):
                yield words(content)
            case Listing(items=items):
                yield from (words(item) for item in items)
            case Table(rows=rows):
                yield from (", ".join(words(cell) for cell in row) for row in rows)
            case Item(label=label, body=body):
                yield label
                yield from _lines(list(body))
            case Note(title=title, body=body):
                yield from ([title] if title else [])
                yield from _lines(list(body))
            case Picture(description=description):
                yield description
