"""An uploaded file of design tokens: what is taken over, and what is left out and why."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from aantafel.core.errors import DomainError
from municipalities.branding import css_file, json_file, names, values
from municipalities.branding.values import LONGEST_VALUE, NotSafe, Why

MOST_BYTES = 300 * 1024
MOST_READ = 8000
MOST_TAKEN = 2000
MOST_TOLD = 200
DEEPEST = 20
_VAR = re.compile(r"var\(\s*(--[\w-]{1,120})\s*(?:,([^()]{0,200}))?\)")


class Unreadable(DomainError):
    default = _("We cannot read this file. Choose a file of design tokens: CSS or JSON.")


class TooBig(Unreadable):
    default = _("This file is too large. A file of design tokens is at most 300 kilobytes.")


class NothingInIt(Unreadable):
    default = _("There is nothing in this file that we can use. Does it hold design tokens of the NL Design System?")


@dataclass(frozen=True)
class LeftOut:
    name: str
    why: Why


@dataclass
class Taken:
    """`tokens` are safe to publish, were it not for their contrast. Of a long list of what was left out only the
    beginning is kept; `count_left_out` is all of it.
    """

    tokens: dict[str, str] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    count_left_out: int = 0

    def leave(self, name: str, why: Why) -> None:
        self.count_left_out += 1
        if len(self.left_out) < MOST_TOLD:
            self.left_out.append(LeftOut(name[: names.LONGEST_NAME], why))


def read(content: bytes, ours: Collection[str]) -> Taken:
    """`ours` are the names of our own tokens. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise TooBig
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable from error
    taken = Taken()
    written = _from_css(text, taken) if not text.lstrip().startswith("{") else _from_json(text)
    raw = dict(written[:MOST_READ])
    for name, _value in written[MOST_READ:]:
        taken.leave(name, Why.MANY)
    kept: dict[str, str | None] = {}
    for name in raw:
        _take(name, raw, kept, ours, taken)
    if not taken.tokens:
        raise NothingInIt
    return taken


def _from_css(text: str, taken: Taken) -> list[tuple[str, str]]:
    try:
        found, passed = css_file.declarations(text)
    except css_file.Broken as error:
        raise Unreadable from error
    for rule in passed:
        taken.leave(" ".join(rule.split())[:60], Why.RULE)
    return found


def _from_json(text: str) -> list[tuple[str, str]]:
    try:
        return json_file.declarations(text)
    except json_file.Broken as error:
        raise Unreadable from error


def _take(name: str, raw: dict[str, str], kept: dict[str, str | None], ours: Collection[str], taken: Taken) -> None:
    if not names.is_name(name) or not names.is_known(name, ours):
        taken.leave(name, Why.NAME)
    elif names.is_fixed(name):
        taken.leave(name, Why.FIXED)
    elif len(taken.tokens) >= MOST_TAKEN:
        taken.leave(name, Why.MANY)
    else:
        try:
            taken.tokens[name] = values.safe(name, _filled_in(name, raw, kept, ours), ours)
        except NotSafe as refused:
            taken.leave(name, refused.why)


def _filled_in(
    name: str, raw: dict[str, str], kept: dict[str, str | None], ours: Collection[str], depth: int = 0
) -> str:
    """The value with each reference inside the file filled in, once for each name: a file in which every name holds two
    of the next would never end. References to our own tokens stay. Raises NotSafe.
    """
    if name in kept:
        known = kept[name]
        if known is None:
            raise NotSafe(Why.REFERENCE)
        return known
    kept[name] = None  # a circle finds this

    def fill(match: re.Match[str]) -> str:
        asked, instead = match.group(1), match.group(2)
        if asked in raw:
            if depth >= DEEPEST:
                raise NotSafe(Why.REFERENCE)
            return _filled_in(asked, raw, kept, ours, depth + 1)
        if asked in ours:
            return f"var({asked})"
        if instead is None:
            raise NotSafe(Why.REFERENCE)
        return instead.strip()

    if len(raw[name]) > LONGEST_VALUE:
        raise NotSafe(Why.VALUE)
    filled = _VAR.sub(fill, raw[name])
    if len(filled) > LONGEST_VALUE:
        raise NotSafe(Why.VALUE)
    kept[name] = filled
    return filled
