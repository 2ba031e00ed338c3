"""Blocks from plain text, for people who never saw a mark-up language.

An empty line begins a new paragraph. Lines that begin with a dash, a star or a dot and a space are points; lines that
begin with 1. and go on with 2. are steps, also with empty lines between them. A line that is indented below a point
belongs to it. A short line that ends in a colon, stands alone and has points below it, is a heading. A web address
becomes a link. Everything else is what it is: nobody's words are taken for a mark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from aantafel.core.documents.structure import Block, Heading, Inline, Line, Link, Listing, Paragraph, Plain, Text
from aantafel.core.documents.wording import LONGEST_ADDRESS, clean, is_web_address

HEADING_LENGTH = 60
_POINT = re.compile(r"[-*•–]\s+(?=\S)|•(?=\S)")
_STEP = re.compile(r"(\d{1,2})[.)]\s+(?=\S)", re.ASCII)
_ADDRESS = re.compile(r"(?<![\w@/.:-])(?:https?://|www\.)[^\s<>\"“”„«»]+", re.IGNORECASE)
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_ENDS = ".,;:!?'’‘*_"


def read(text: str, *, level: int = 2) -> tuple[Block, ...]:
    """`level` is that of the headings which somebody may have meant."""
    return tuple(_with_headings(list(_blocks(text)), level))


def read_plain(text: str) -> tuple[Plain, ...]:
    """Paragraphs and lists alone, for where no heading may stand."""
    return tuple(found.block() for found in _blocks(text))


def linked(text: str) -> Line:
    """The words, with each web address as a link."""
    parts: list[Inline] = []
    end = 0
    for match in _ADDRESS.finditer(text):
        if len(match.group()) > LONGEST_ADDRESS:
            continue
        said = _without_end(match.group())
        address = said if said[:4].lower() == "http" else f"https://{said}"
        address = re.sub(r"^https?", lambda scheme: scheme.group().lower(), address, flags=re.IGNORECASE)
        if not _leads_somewhere(address):
            continue
        if match.start() > end:
            parts.append(Text(text[end : match.start()]))
        parts.append(Link(said, address))
        end = match.start() + len(said)
    if end < len(text):
        parts.append(Text(text[end:]))
    return tuple(parts)


@dataclass
class _Found:
    """One block while it is read. `marks` is "" for a paragraph."""

    lines: list[str] = field(default_factory=list)
    marks: str = ""

    def block(self) -> Plain:
        if self.marks:
            return Listing(tuple(linked(line) for line in self.lines), numbered=self.marks == "steps")
        return Paragraph(linked("\n".join(self.lines)))


def _blocks(text: str) -> Iterator[_Found]:
    now, after_empty = _Found(), False
    for raw in clean(text).split("\n"):
        line = raw.strip()
        if not line:
            after_empty = True
            continue
        marks, said = _marked(line, now)
        if marks and marks == now.marks and not _begins_anew(line, now):
            now.lines.append(said)
        elif not marks and _goes_on(raw, now, after_empty=after_empty):
            _add(now, said)
        else:
            if now.lines:
                yield now
            now = _Found([said], marks)
        after_empty = False
    if now.lines:
        yield now


def _marked(line: str, now: _Found) -> tuple[str, str]:
    """Whether it is a point or the next step, and what it says without its mark."""
    point = _POINT.match(line)
    if point:
        return "points", line[point.end() :]
    step = _STEP.match(line)
    if step and int(step[1]) in {1, len(now.lines) + 1 if now.marks == "steps" else 1}:
        return "steps", line[step.end() :]
    return "", line


def _begins_anew(line: str, now: _Found) -> bool:
    """Whether a step is the first of another list."""
    step = _STEP.match(line)
    return now.marks == "steps" and bool(step and int(step[1]) == 1)


def _goes_on(raw: str, now: _Found, *, after_empty: bool) -> bool:
    """A line without a mark below another: in a paragraph always, below a point when it is indented."""
    return bool(now.lines) and not after_empty and (not now.marks or raw[0].isspace())


def _add(now: _Found, said: str) -> None:
    if now.marks:
        now.lines[-1] += f"\n{said}"
    else:
        now.lines.append(said)


def _with_headings(found: list[_Found], level: int) -> Iterator[Block]:
    for at, one in enumerate(found):
        has_points_below = at + 1 < len(found) and bool(found[at + 1].marks)
        if has_points_below and _is_heading(one):
            yield Heading(level, one.lines[0].removesuffix(":"))
        else:
            yield one.block()


def _is_heading(one: _Found) -> bool:
    [first, *more] = one.lines
    short = first.endswith(":") and 1 < len(first) <= HEADING_LENGTH
    return not one.marks and not more and short and not _ADDRESS.search(first)


def _without_end(address: str) -> str:
    """Without the full stop of the sentence, or the bracket that was opened before it."""
    while True:
        last = address[-1:]
        opener = _CLOSERS.get(last)
        if last not in _ENDS and not (opener and address.count(opener) < address.count(last)):
            return address
        address = address[:-1]


def _leads_somewhere(address: str) -> bool:
    host = address.split("//", 1)[1].split("/", 1)[0]
    return "." in host.strip(".") and is_web_address(address)
