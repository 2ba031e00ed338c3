"""Questions about what people bring to ideas: of one person, of one idea, and what waits. Each is one query."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.core.paging import PAGE_SIZE, Page, by_moment
from ideas import support_words
from ideas.enums import SupportKind, SupportState
from ideas.models import Idea, Support
from ideas.permissions import manages


@dataclass(frozen=True)
class Brought:
    """An offer or a question in a list: what it is, what happens next, and where to read it."""

    support: Support
    label: str
    next: str

    @property
    def url(self) -> str:
        return reverse("ideas:support", args=[self.support.pk])


@dataclass(frozen=True)
class Counts:
    """How many people offer help, and how many want to join."""

    helpers: int = 0
    joiners: int = 0


def counts(idea: Idea) -> Counts:
    """Without what was taken back; who offers help twice counts once."""
    standing = Support.objects.filter(idea=idea).exclude(state=SupportState.WITHDRAWN)
    found = standing.aggregate(
        helpers=Count("user", distinct=True, filter=Q(kind=SupportKind.HELP)),
        joiners=Count("user", filter=Q(kind=SupportKind.JOIN)),
    )
    return Counts(**found)


def brought_by(user: User, *, limit: int = 50) -> list[Brought]:
    """What this person offered and asked, newest first, with the next step in words."""
    return [_to_supporter(support) for support in page_by(user, size=limit).items]


def page_by(user: User, *, after: str = "", size: int = PAGE_SIZE) -> Page[Support]:
    """A page of what this person offered and asked, newest first."""
    return by_moment(_with_idea(Support.objects.filter(user=user)), moment="created_at", after=after, size=size)


def waiting_for(user: User, *, limit: int = 50) -> list[Brought]:
    """What waits for this person's answer at the ideas that they look after, longest waiting first."""
    return [_to_pinner(support) for support in page_waiting(user, size=limit).items]


def page_waiting(user: User, *, after: str = "", size: int = PAGE_SIZE) -> Page[Support]:
    """A page of what waits for this person's answer, longest waiting first."""
    rows = _with_idea(Support.objects.filter(manages(user), state=SupportState.OPEN))
    return by_moment(rows, moment="created_at", after=after, oldest_first=True, size=size)


def new_to(user: User, since: datetime, *, limit: int) -> list[Brought]:
    """What came to the ideas that this person looks after, newest first, without what was taken back."""
    rows = _with_idea(Support.objects.filter(manages(user), created_at__gt=since))
    standing = rows.exclude(state=SupportState.WITHDRAWN).order_by("-created_at", "-pk")
    return [_to_pinner(support) for support in standing[:limit]]


def answered_to(user: User, since: datetime, *, limit: int) -> list[Brought]:
    """Of what this person offered and asked, what was answered since then, the newest answer first."""
    rows = _with_idea(Support.objects.filter(user=user, answered_at__gt=since)).exclude(state=SupportState.WITHDRAWN)
    return [_to_supporter(support) for support in rows.order_by("-answered_at", "-pk")[:limit]]


def brought_to(idea: Idea, *, after: str = "") -> Page[Support]:
    """A page of what people bring to an idea, newest first; for its pinner."""
    return by_moment(Support.objects.filter(idea=idea).select_related("user"), moment="created_at", after=after)


def lines(page: Page[Support]) -> list[Brought]:
    """That page, in words for the pinner."""
    return [_to_pinner(support) for support in page.items]


def own_lines(page: Page[Support]) -> list[Brought]:
    """A page of one person's own, in words for them."""
    return [_to_supporter(support) for support in page.items]


def standing_of(user: User, idea: Idea, *, limit: int = 10) -> list[Support]:
    """What this person brings to an idea and did not take back, newest first."""
    own = Support.objects.filter(idea=idea, user=user).exclude(state=SupportState.WITHDRAWN)
    return list(own.order_by("-created_at", "-pk")[:limit])


def join_of(user: User, idea: Idea) -> Support | None:
    """That this person wants to join, if they do."""
    joins = Support.objects.filter(idea=idea, user=user, kind=SupportKind.JOIN)
    return joins.exclude(state=SupportState.WITHDRAWN).first()


def _to_supporter(support: Support) -> Brought:
    return Brought(support, support_words.for_supporter(support), support_words.next_for_supporter(support))


def _to_pinner(support: Support) -> Brought:
    return Brought(support, support_words.for_pinner(support), support_words.next_for_pinner(support))


def _with_idea(rows: QuerySet[Support]) -> QuerySet[Support]:
    return rows.select_related("user", "idea__owner", "idea__pinner").defer("idea__search")
