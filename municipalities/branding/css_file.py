"""Custom properties out of a style sheet. Only plain blocks of `:root` or of one class are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SELECTOR = re.compile(r"(:root|\.[a-z][\w-]*)(\s*,\s*(:root|\.[a-z][\w-]*))*", re.IGNORECASE)


class Broken(ValueError):
    """Brackets, quotes or comments do not match, so that nobody can tell what belongs to what."""


@dataclass(frozen=True)
class Block:
    """What stands before a brace, and what between the braces."""

    head: str
    body: str


def declarations(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Names with their values as they were written, and what was passed over: rules that are no list of values.

    Raises Broken.
    """
    bare = _without_comments(text)
    if "*/" in bare or "\\" in bare:
        raise Broken
    found: list[tuple[str, str]] = []
    passed: list[str] = []
    for block in _blocks(bare):
        if not block.body or not _SELECTOR.fullmatch(block.head):
            passed.append(block.head)
            continue
        for line in _split(block.body):
            name, colon, value = line.partition(":")
            if colon and "{" not in line and name.strip().startswith("--"):
                found.append((name.strip(), value.strip()))
            else:
                passed.append(line)
    return found, passed


def _without_comments(text: str) -> str:
    """By looking ahead once for each: a pattern would look through the whole file for each that has no end."""
    parts, place = [], 0
    while (begin := text.find("/*", place)) >= 0:
        end = text.find("*/", begin + 2)
        if end < 0:
            raise Broken
        parts.append(text[place:begin])
        place = end + 2
    return " ".join([*parts, text[place:]])


def _blocks(text: str) -> Iterator[Block]:
    """The outermost blocks; a statement without one (`@import …;`) has no body."""
    head, start, depth = 0, 0, 0
    for place, sign in _outside_quotes(text):
        if sign == "{":
            depth += 1
            if depth == 1:
                start = place
        elif sign == "}":
            depth -= 1
            if depth < 0:
                raise Broken
            if depth == 0:
                yield Block(text[head:start].strip(), text[start + 1 : place] or " ")
                head = place + 1
        elif sign == ";" and depth == 0:
            yield Block(text[head:place].strip(), "")
            head = place + 1
    if depth or text[head:].strip():
        raise Broken


def _split(body: str) -> Iterator[str]:
    """The declarations of a block; a block inside it belongs to the line before it."""
    begin, depth = 0, 0
    for place, sign in _outside_quotes(body):
        depth += (sign in "{(") - (sign in "})")
        if depth == 0 and sign in ";}":
            yield from filter(None, [body[begin:place].strip()])
            begin = place + 1
    yield from filter(None, [body[begin:].strip()])


def _outside_quotes(text: str) -> Iterator[tuple[int, str]]:
    quote = ""
    for place, sign in enumerate(text):
        if quote:
            if sign == "\n":
                raise Broken
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        else:
            yield place, sign
    if quote:
        raise Broken
