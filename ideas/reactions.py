"""What the page of an idea shows of its reactions: threads, the newest first, each with its answers below it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import dates
from aantafel.core.paging import PAGE_SIZE, Page, by_moment, read_key
from ideas.models import Idea, Reaction, shown_name
from ideas.querysets import ReactionQuerySet
from ideas.services.reactions import can_change

FEW_THREADS = 10
FEW_ANSWERS = 5
MANY_ANSWERS = 50


@dataclass(frozen=True)
class Said:
    """One reaction. `reason` is why it was hidden; `who` names it for somebody who does not see the page."""

    pk: int
    text: str
    name: str
    capacity: str
    who: str
    day: str
    day_iso: str
    is_edited: bool
    is_hidden: bool
    is_removed: bool
    reason: str
    is_own: bool
    can_change: bool

    @property
    def stands(self) -> bool:
        return not self.is_hidden and not self.is_removed


@dataclass(frozen=True)
class Thread:
    """A reaction and answers to it, oldest first; `more` is how many answers are not among them."""

    head: Said
    answers: list[Said] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True)
class Threads:
    """A page of them. `url` is the address to which the number of a reaction is added: a page of twenty threads has
    hundreds of links, and looking each route up would cost more than the rest.
    """

    items: list[Thread]
    url: str
    newest: str = ""
    older: str = ""


def page(idea: Idea, user: object, *, after: str = "", size: int = PAGE_SIZE) -> Threads:
    """The threads below an idea, from the key `after` on. Two queries."""
    found = by_moment(_heads(idea), moment="created_at", after=after, size=size)
    url = address(idea)
    threads = _threads(found.items, user)
    return Threads(threads, url, "" if found.is_first else url, f"{url}?na={found.next}" if found.next else "")


def address(idea: Idea) -> str:
    """Of the page with every thread; one reaction's begins with it."""
    return reverse("ideas:reactions", args=[idea.pk, idea.slug])


def thread(idea: Idea, number: int, user: object, *, after: str = "") -> tuple[Thread, Page[Reaction]] | None:
    """The thread that a reaction stands in, from that reaction on if it is an answer. None for what nobody can see."""
    visible = Reaction.objects.filter(idea=idea)
    said = visible.select_related("user", "parent__user").filter(pk=number).first()
    if said is None:
        return None
    head = said.parent or said
    answers = visible.filter(parent=head, removed_at=None).select_related("user")
    if said.parent and read_key(after) is None:
        answers = answers.filter(Q(created_at__gt=said.created_at) | Q(created_at=said.created_at, pk__gte=said.pk))
    found = by_moment(answers, moment="created_at", after=after, oldest_first=True, size=MANY_ANSWERS)
    if said.removed_at is not None and not found.items:
        return None
    return Thread(_said(head, user), [_said(each, user) for each in found.items]), found


def around(reaction: Reaction, user: object) -> Thread:
    """The thread of a reaction that somebody has just written, which is in it however long the thread is."""
    head = Reaction.objects.select_related("user").get(pk=reaction.parent_id or reaction.pk)
    return _threads([head], user, also=reaction.pk)[0]


def said_of(reaction: Reaction, user: object) -> Said:
    """One reaction by itself, fetched with `user`."""
    return _said(reaction, user)


def _heads(idea: Idea) -> ReactionQuerySet:
    """What begins a thread; what was taken away stays as a place as long as there are answers."""
    answers = Reaction.everywhere.filter(parent=OuterRef("pk"), removed_at=None)
    heads: ReactionQuerySet = Reaction.objects.filter(idea=idea, parent=None).select_related("user")
    return heads.filter(Q(removed_at=None) | Exists(answers))


def _threads(heads: list[Reaction], user: object, *, also: int = 0) -> list[Thread]:
    """The heads with their first answers, and with the answer `also`. One query."""
    answers: dict[int | None, list[Reaction]] = {}
    for answer in _first_answers(heads, also):
        answers.setdefault(answer.parent_id, []).append(answer)
    return [_thread(head, answers.get(head.pk, []), user) for head in heads]


def _first_answers(heads: list[Reaction], also: int) -> Iterable[Reaction]:
    """With `total`, how many answers the thread has."""
    rows = Reaction.everywhere.filter(parent__in=[head.pk for head in heads], removed_at=None)
    place = Window(RowNumber(), partition_by=F("parent"), order_by=["created_at", "pk"])
    counted = rows.annotate(place=place, total=Window(Count("pk"), partition_by=F("parent")))
    return counted.filter(Q(place__lte=FEW_ANSWERS) | Q(pk=also)).select_related("user").order_by("created_at", "pk")


def _thread(head: Reaction, answers: list[Reaction], user: object) -> Thread:
    total: int = getattr(answers[0], "total", 0) if answers else 0
    return Thread(_said(head, user), [_said(each, user) for each in answers], total - len(answers))


def _said(reaction: Reaction, user: object) -> Said:
    writer = reaction.user
    is_removed = reaction.removed_at is not None
    is_hidden = reaction.hidden_at is not None and not is_removed
    stands = not is_removed and not is_hidden
    name = shown_name(writer.name, writer.name_display) if writer is not None and stands else ""
    day = dates.day(reaction.created_at)
    is_own = isinstance(user, User) and reaction.user_id == user.pk and not is_removed
    return Said(
        pk=reaction.pk,
        text=reaction.text if stands else "",
        name=name,
        capacity=reaction.capacity,
        who=", ".join(part for part in (name, str(Capacity(reaction.capacity).label).lower(), day) if part),
        day=day,
        day_iso=dates.day_of(reaction.created_at).isoformat(),
        is_edited=reaction.edited_at is not None and stands,
        is_hidden=is_hidden,
        is_removed=is_removed,
        reason=reaction.hidden_reason if is_hidden else "",
        is_own=is_own,
        can_change=is_own and can_change(reaction),
    )
