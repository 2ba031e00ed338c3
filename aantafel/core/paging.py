"""Pages by key: "what comes after this row", so that page fifty costs as much as page one and nothing is counted."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Q, QuerySet

T = TypeVar("T")

PAGE_SIZE = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY = re.compile(r"(?P<number>\d{1,16})-(?P<pk>\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a longer list. `next` is the value of `na` for the page after this one, "" when this is the last."""

    items: list[T] = field(default_factory=list)
    next: str = ""
    is_first: bool = True


@dataclass(frozen=True)
class Key:
    """The row that a page comes after: its moment, and its number for rows of one moment."""

    moment: datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.moment - _EPOCH) // timedelta(microseconds=1)}-{self.pk}"


def read_key(text: str) -> Key | None:
    """The key that a link carried; None for anything that is not one, so that a mangled link shows the first page."""
    match = _KEY.fullmatch(text)
    if match is None:
        return None
    return Key(_EPOCH + timedelta(microseconds=int(match["number"])), int(match["pk"]))


def by_moment(
    rows: QuerySet[Any, T], *, moment: str, after: str = "", oldest_first: bool = False, size: int = PAGE_SIZE
) -> Page[T]:
    """A page of rows in the order of the `moment` field and the primary key, beginning after the key `after`. Rows may
    be objects, or named rows with `pk` and that field.

    One query. `moment` is never null among `rows`, and an index on (moment, id) keeps it quick at any depth.
    """
    key = read_key(after)
    if key is not None:
        rows = rows.filter(beyond(moment, key, oldest_first=oldest_first))
    order = [moment, "pk"] if oldest_first else [f"-{moment}", "-pk"]
    found = list(rows.order_by(*order)[: size + 1])
    items = found[:size]
    last: Any = items[-1] if len(found) > size else None
    return Page(items, str(Key(getattr(last, moment), last.pk)) if last else "", is_first=key is None)


def by_number(
    rows: QuerySet[Any, T], *, number: str, tie: str = "pk", after: str = "", size: int = PAGE_SIZE
) -> Page[T]:
    """A page of rows, the highest `number` first and the newest of equals, beginning after the key `after`.

    One query. `number` is a field or annotation of the rows that is never null; `tie` the path to the primary key that
    stands beside it in the index.
    """
    match = _KEY.fullmatch(after)
    if match is not None:
        last_number, last_key = int(match["number"]), int(match["pk"])
        ties = Q(**{number: last_number, f"{tie}__gte": last_key})
        rows = rows.filter(Q(**{f"{number}__lte": last_number}) & ~ties)
    found = list(rows.order_by(f"-{number}", f"-{tie}")[: size + 1])
    items = found[:size]
    last: Any = items[-1] if len(found) > size else None
    return Page(items, f"{getattr(last, number)}-{last.pk}" if last else "", is_first=match is None)


def beyond(moment: str, key: Key, *, oldest_first: bool) -> Q:
    """After the key: a range on `moment`, which an index can jump to, without the ties that came before it."""
    later, not_yet = ("gte", "lte") if oldest_first else ("lte", "gte")
    ties = Q(**{moment: key.moment, f"pk__{not_yet}": key.pk})
    return Q(**{f"{moment}__{later}": key.moment}) & ~ties
