"""
The inbox of a municipality's desk: what waits, of whatever kind, in one list: what is late, what waits, and what has no
hurry, each with the oldest first.

A kind of work is a *heap*: a function that says which rows lie on it and how one reads, registered by `@heap`. To add
one, write it in a module that `heaps.py` imports:

    @heap(70, "berichten", _("Spoken messages"), "microphone", part=DeskPart.TAKE_IN)
    def spoken_messages(here: Instance) -> Rows[SpokenMessage]:
        waiting = SpokenMessage.objects.filter(done_at=None)
        return Rows(waiting, moment="created_at", row=_spoken, about="message")

It is called in the scope of the municipality, on every page of the desk: it asks the database nothing by itself. Counts
of all heaps take one statement. So do the numbers of the rows that stand on a page, and only then one for each of their
heaps gathers what they show: give each an index for (municipality, moment, id).
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Exists, IntegerChoices, Model, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from aantafel.accounts.enums import DeskPart
from aantafel.accounts.models import User
from aantafel.core.paging import PAGE_SIZE, Key, Page, beyond, read_key
from aantafel.pages.desks import counting, waiting
from aantafel.pages.desks.counting import Tally
from aantafel.pages.desks.waiting import Waiting
from ideas.models import DeskMark
from ideas.services.marks import Subject
from municipalities.models import Instance

M = TypeVar("M", bound=Model)
NOBODY = "niemand"


class Block(IntegerChoices):
    """The parts of the list, in the order in which to work."""

    LATE = 0, pgettext_lazy("inbox", "Too late")
    WAITS = 1, pgettext_lazy("inbox", "Waits")
    CALM = 2, pgettext_lazy("inbox", "No hurry")


@dataclass(frozen=True)
class Row:
    """One line: what waits, from or about whom, since when, and what to do next. `url` is where all about it stands;
    `more` a few words below; `language` is that of `what`, `more_language` of `more`: "" when the desk itself says it.
    """

    what: str
    who: str
    since: datetime
    url: str
    action_label: str
    action_url: str
    more: str = ""
    language: str = ""
    more_language: str = ""


@dataclass(frozen=True)
class Rows(Generic[M]):
    """What lies on a heap, not asked of the database yet. `moment` is the field or annotation of `found`, never null,
    that says since when; `row` makes a line of one, and may use only what was selected along.

    `about` and the row's primary key are what a mark is about (`ideas.models.DeskMark`).
    """

    found: QuerySet[M]
    moment: str
    row: Callable[[M], Row]
    about: str = "idea"


@dataclass(frozen=True)
class Heap:
    """A kind of work. `promised`: rows that wait longer than what pinners are promised are marked as too late.
    `today`: rows with a day of their own, that stand among what waits. Whatever is neither has no hurry. `can_read`: a
    row goes away when somebody says that they have read it.
    """

    order: int
    key: str
    label: str | Promise
    icon: str
    part: DeskPart
    rows: Callable[[Instance], Rows[Any]]
    promised: bool = True
    can_read: bool = False
    today: bool = False

    @property
    def has_hurry(self) -> bool:
        return self.promised or self.today

    def block(self, since: datetime) -> Block:
        """Where a row of this heap stands."""
        if self.promised and since < waiting.late_before():
            return Block.LATE
        return Block.WAITS if self.has_hurry else Block.CALM


@dataclass(frozen=True)
class Line:
    """A row of the inbox as it is shown. `taken_by` is "" when nobody has taken it up."""

    heap: Heap
    block: Block
    row: Row
    subject: str
    waiting: Waiting
    taken_by: str = ""
    is_mine: bool = False

    @property
    def is_late(self) -> bool:
        return self.block is Block.LATE


@dataclass(frozen=True)
class Wish:
    """Which lines somebody looks for: one heap or all, and whose: of one person, of nobody, or of anybody."""

    heap: str = ""
    taken_by: User | None = None
    by_nobody: bool = False
    after: str = ""


@dataclass(frozen=True)
class _Place:
    """Where a page ended: in which block, after which row of which heap."""

    block: Block
    key: Key
    order: int

    def __str__(self) -> str:
        return f"{self.block.value}-{self.key}-{self.order}"


@dataclass(frozen=True)
class _Found:
    """A row that may come on the page, with what it is ordered by."""

    block: Block
    since: datetime
    heap: Heap
    pk: int
    rows: Rows[Any]

    @property
    def order(self) -> tuple[Block, datetime, int, int]:
        return (self.block, self.since, self.heap.order, self.pk)

    @property
    def place(self) -> _Place:
        return _Place(self.block, Key(self.since, self.pk), self.heap.order)


_heaps: dict[str, Heap] = {}


def heap(
    order: int,
    key: str,
    label: str | Promise,
    icon: str,
    *,
    part: DeskPart,
    promised: bool = True,
    can_read: bool = False,
    today: bool = False,
) -> Callable[[Callable[[Instance], Rows[Any]]], Callable[[Instance], Rows[Any]]]:
    """Registers a heap for those who work at `part` of the desk. `order` places it; `key` stands in addresses."""

    def register(rows: Callable[[Instance], Rows[Any]]) -> Callable[[Instance], Rows[Any]]:
        _heaps[key] = Heap(order, key, label, icon, part, rows, promised, can_read, today)
        return rows

    return register


def heaps(parts: Collection[DeskPart]) -> list[Heap]:
    """Those of the parts that somebody works at, in order."""
    return sorted((one for one in _heaps.values() if one.part in parts), key=lambda one: one.order)


def tallies(here: Instance, parts: Collection[DeskPart]) -> dict[str, Tally]:
    """Every heap's count and oldest moment, by key. One statement."""
    lying = [(one.key, one.rows(here)) for one in heaps(parts)]
    return counting.tallies((key, rows.found, rows.moment) for key, rows in lying)


def page(here: Instance, parts: Collection[DeskPart], wish: Wish, *, viewer: User | None = None) -> Page[Line]:
    """A page of lines: block by block, the longest waiting first. One query for which ones, one for each heap that
    they lie on, and one for who has taken what.
    """
    place = _read(wish.after)
    lying = [(one, one.rows(here)) for one in heaps(parts) if wish.heap in ("", one.key)]
    found = _first((one, rows, _after(_of(rows, wish), one, place)[: PAGE_SIZE + 1]) for one, rows in lying)
    found.sort(key=lambda each: each.order)
    shown = found[:PAGE_SIZE]
    following = str(shown[-1].place) if len(found) > PAGE_SIZE else ""
    return Page(_lines(shown, viewer), following, is_first=place is None)


def late(here: Instance, parts: Collection[DeskPart]) -> list[Line]:
    """The lines that wait too long, the longest first; a page of them at most."""
    return [line for line in page(here, parts, Wish()).items if line.is_late]


def new(here: Instance, parts: Collection[DeskPart], since: datetime, limit: int) -> list[Line]:
    """What came in since then and has a promise, the newest first. As many queries as a page."""
    lying = [(one, one.rows(here)) for one in heaps(parts) if one.promised]
    found = _first(
        (one, rows, rows.found.filter(**{f"{rows.moment}__gte": since}).order_by(f"-{rows.moment}", "-pk")[:limit])
        for one, rows in lying
    )
    return _lines(sorted(found, key=lambda each: each.since, reverse=True)[:limit], None)


def present(
    here: Instance, parts: Collection[DeskPart], subjects: Collection[Subject], *, to_read: bool
) -> set[Subject]:
    """Of these subjects those that lie on a heap of this desk now; only on heaps to read where that is asked."""
    found: set[Subject] = set()
    for one in heaps(parts):
        rows = one.rows(here)
        numbers = [number for about, number in subjects if about == rows.about]
        if numbers and (one.can_read or not to_read):
            found |= {(rows.about, pk) for pk in rows.found.filter(pk__in=numbers).values_list("pk", flat=True)}
    return found


def _of(rows: Rows[M], wish: Wish) -> Rows[M]:
    marks = DeskMark.objects.taken().filter(about=rows.about, number=OuterRef("pk"))
    if wish.by_nobody:
        return replace(rows, found=rows.found.filter(~Exists(marks)))
    if wish.taken_by is not None:
        return replace(rows, found=rows.found.filter(Exists(marks.filter(user=wish.taken_by))))
    return rows


def _after(rows: Rows[M], heap: Heap, place: _Place | None) -> QuerySet[M]:
    """The rows of a heap behind a place in the whole list, in which heaps of one moment stand in their own order."""
    found = rows.found.order_by(rows.moment, "pk")
    if place is None or (not heap.has_hurry and place.block is not Block.CALM):
        return found
    if heap.has_hurry and place.block is Block.CALM:
        return found.none()
    if not heap.promised and place.block is Block.LATE:
        return found
    if heap.promised and place.block is Block.WAITS:
        found = found.filter(**{f"{rows.moment}__gte": waiting.late_before()})
    if heap.order == place.order:
        return found.filter(beyond(rows.moment, place.key, oldest_first=True))
    return found.filter(Q(**{f"{rows.moment}__{'gte' if heap.order > place.order else 'gt'}": place.key.moment}))


def _first(asked: Iterable[tuple[Heap, Rows[Any], QuerySet[Any]]]) -> list[_Found]:
    """Which rows these are, and since when they lie on their heap: not yet what they show. One query."""
    lying = {one.key: (one, rows, found) for one, rows, found in asked}
    keys = counting.keys((key, found, rows.moment) for key, (_one, rows, found) in lying.items())
    return [_Found(lying[key][0].block(since), since, lying[key][0], pk, lying[key][1]) for key, pk, since in keys]


def _read(after: str) -> _Place | None:
    """The place that a link carried; None for a mangled one, which shows the first page."""
    block, _dash, rest = after.partition("-")
    key, _dash, order = rest.rpartition("-")
    found = read_key(key)
    if found is None or block not in {"0", "1", "2"} or not (order.isascii() and order.isdigit() and len(order) < 6):
        return None
    return _Place(Block(int(block)), found, int(order))


def _lines(found: list[_Found], viewer: User | None) -> list[Line]:
    subjects = [(each.rows.about, each.pk) for each in found]
    marks = DeskMark.objects.taken().filter(
        about__in={about for about, _number in subjects},
        number__in={number for _about, number in subjects},
    )
    taken = {(mark.about, mark.number): mark.user for mark in marks.select_related("user")}
    shown = _shown(found)
    return [
        _line(each, shown[each.heap.key, each.pk], taken.get(subject), viewer)
        for each, subject in zip(found, subjects, strict=True)
        if (each.heap.key, each.pk) in shown
    ]


def _shown(found: list[_Found]) -> dict[tuple[str, int], Any]:
    """The rows with all that they show. What somebody did meanwhile lies there no longer. One query for each heap."""
    on: dict[str, list[_Found]] = {}
    for each in found:
        on.setdefault(each.heap.key, []).append(each)
    return {
        (key, pk): one
        for key, those in on.items()
        for pk, one in those[0].rows.found.in_bulk([each.pk for each in those]).items()
    }


def _line(found: _Found, one: Any, owner: User | None, viewer: User | None) -> Line:
    row = found.rows.row(one)
    return Line(
        heap=found.heap,
        block=found.block,
        row=row,
        subject=f"{found.rows.about}:{found.pk}",
        waiting=waiting.since(row.since),
        taken_by=(owner.name or owner.email) if owner else "",
        is_mine=owner is not None and owner == viewer,
    )
