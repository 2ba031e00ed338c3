"""What was done at the desk of a municipality: when, by whom, and as what; newest first, paged by key.

Whoever works at a part of the desk reads it. Nothing is written for it: each kind of thing that is recorded anyway is a
`Source`: the rows of one municipality, the fields that hold when and who, and how one row reads. To add lines, register
one more source when the app is made ready:

    logbook.register(
        Source("note", rows=lambda town: Note.objects.filter(municipality=town), moment="created_at", actor="author",
               line=lambda note: Line(_("Wrote a note about an idea"), about=note.idea.title))
    )

`rows` is asked inside the municipality's scope, gives rows whose `moment` is never null, and selects along what `line`
reads. A line says what was done, without who; whatever may show only elsewhere stays out of it.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from aantafel.accounts.enums import DELEGABLE, DeskPart
from aantafel.core.paging import PAGE_SIZE, Page
from aantafel.pages.coordinator.standing import Who, who_did
from municipalities.models import Municipality

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY = re.compile(r"(?P<number>\d{1,16})-(?P<source>[a-z_]{1,30})-(?P<pk>\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Line:
    """What was done ("Put an idea on the site"), to what ("A garden for all"), and where that is seen: by who works at
    one of the parts that it `needs`. Nobody else reads what a `private` one is about.
    """

    what: str | Promise
    about: str = ""
    url: str = ""
    needs: Collection[DeskPart] = DELEGABLE
    private: bool = False


@dataclass(frozen=True)
class Source:
    """One kind of thing that is recorded. `name` is lower case, and part of the key of a page; with `_id` behind it,
    `actor` names the number of who did it.
    """

    name: str
    rows: Callable[[Municipality], QuerySet[Any]]
    moment: str
    actor: str
    line: Callable[[Any], Line]


@dataclass(frozen=True)
class Entry:
    """A line with its moment and who did it."""

    at: datetime
    who: Who
    line: Line


@dataclass(frozen=True, order=True)
class _Place:
    """Where a row stands in the whole list."""

    at: datetime
    source: str
    pk: int

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // timedelta(microseconds=1)}-{self.source}-{self.pk}"


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Idempotent per name."""
    _sources[source.name] = source


def entries(
    municipality: Municipality,
    *,
    after: str = "",
    person: int | None = None,
    size: int = PAGE_SIZE,
    parts: Collection[DeskPart] = frozenset(DeskPart),
) -> Page[Entry]:
    """A page of the logbook, of one person where one is named, for who works at these parts of the desk. One query per
    source, and three for who was what.
    """
    last = _read(after)
    found: list[tuple[_Place, Source, Any]] = []
    for source in _sources.values():
        rows = source.rows(municipality).filter(_beyond(source, last))
        if person is not None:
            rows = rows.filter(**{f"{source.actor}_id": person})
        newest = rows.order_by(f"-{source.moment}", "-pk")[: size + 1]
        found += [(_Place(getattr(row, source.moment), source.name, row.pk), source, row) for row in newest]
    found.sort(key=lambda one: one[0], reverse=True)
    shown = found[:size]
    who = who_did(municipality, [(getattr(row, f"{source.actor}_id"), place.at) for place, source, row in shown])
    items = [
        Entry(place.at, by, _for(parts, source.line(row))) for (place, source, row), by in zip(shown, who, strict=True)
    ]
    return Page(items, str(shown[-1][0]) if len(found) > size else "", is_first=last is None)


def _for(parts: Collection[DeskPart], line: Line) -> Line:
    if set(parts) & set(line.needs):
        return line
    return replace(line, url="", about="" if line.private else line.about)


def _beyond(source: Source, last: _Place | None) -> Q:
    """Older than the last one; of one moment the sources come in the order of their names."""
    if last is None:
        return Q()
    older = Q(**{f"{source.moment}__lt": last.at})
    if source.name > last.source:
        return older
    same = Q(**{source.moment: last.at})
    return older | (same & Q(pk__lt=last.pk) if source.name == last.source else same)


def _read(text: str) -> _Place | None:
    """None for anything that is no key, so that a mangled link shows the first page."""
    match = _KEY.fullmatch(text)
    if match is None:
        return None
    try:
        return _Place(_EPOCH + timedelta(microseconds=int(match["number"])), match["source"], int(match["pk"]))
    except OverflowError:
        return None
