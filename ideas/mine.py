"""What belongs to somebody, made ready for their own pages: their ideas and what they like, each with its next step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aantafel.accounts.models import User
from aantafel.core.paging import Page, by_moment
from ideas import like_box, status
from ideas.lifecycle import BEFORE_REVIEW, State
from ideas.models import Idea, IdeaTally, Like
from ideas.status import Status

ON_THE_OVERVIEW = 5
MOST_WAITING = 20
OVER = frozenset({State.REFUSED, State.WITHDRAWN, State.MERGED})
WAITS = [state.value for state in (*BEFORE_REVIEW, State.ASKED)]


@dataclass(frozen=True)
class OwnIdea:
    """An idea of theirs. `likes` and `next_like` are "" for one that is not on the site; shared, it may get more."""

    idea: Idea
    url: str
    status: Status
    likes: str = ""
    next_like: str = ""
    can_share: bool = False

    @property
    def asks(self) -> bool:
        """Whether it is on the site and there is something that they can do now."""
        return self.idea.is_public and bool(self.status.url)


@dataclass(frozen=True)
class Liked:
    """An idea that they like. Of one that was taken back only the title is left. `can_share`: more likes bring more."""

    idea: Idea
    likes: str
    next: str
    is_public: bool = True
    can_share: bool = False


def ideas_page(user: User, *, after: str = "", size: int = 20) -> Page[Idea]:
    """What this person pinned or looks after, newest first. One query."""
    rows = Idea.everywhere.of(user).select_related("municipality", "owner", "tally", "free_meeting").defer("search")
    return by_moment(rows, moment="created_at", after=after, size=size)


def likes_page(user: User, *, after: str = "", size: int = 20) -> Page[Like]:
    """What this person likes, newest first. One query."""
    rows: QuerySet[Like] = Like.objects.filter(user=user).select_related(
        "idea__municipality", "idea__tally", "idea__free_meeting"
    )
    return by_moment(rows.defer("idea__search"), moment="created_at", after=after, size=size)


def own_ideas(ideas: Sequence[Idea]) -> list[OwnIdea]:
    """Each with its next step. As many queries for one as for all."""
    return [_own_idea(idea, found) for idea, found in zip(ideas, status.of_each(ideas), strict=True)]


def living_first(own: Sequence[OwnIdea]) -> list[OwnIdea]:
    """On the site, then what waits, then what is over."""
    return sorted(own, key=lambda one: 0 if one.idea.is_public else 2 if one.idea.status in OVER else 1)


def _own_idea(idea: Idea, found: Status) -> OwnIdea:
    if idea.status in BEFORE_REVIEW:
        return OwnIdea(idea, reverse("ideas:identity", args=[idea.key]), found)
    line = OwnIdea(idea, reverse("ideas:mine", args=[idea.pk]), found)
    if not idea.is_public:
        return line
    return replace(line, likes=_likes(idea), next_like=like_box.next_step(idea), can_share=_brings_more(idea))


def liked(like: Like) -> Liked:
    idea = like.idea
    if idea.status is not State.PUBLISHED:
        return Liked(idea, "", _("This idea is no longer on the site. You need not do anything."), is_public=False)
    return Liked(idea, _likes(idea), like_box.next_step(idea), can_share=_brings_more(idea))


def waiting_for(user: User) -> list[OwnIdea]:
    """Their ideas with which only they can go on: to confirm, or to answer a question. One query."""
    rows = Idea.everywhere.of(user).filter(state__in=WAITS).select_related("municipality").defer("search")
    return own_ideas(list(rows.order_by("created_at", "pk")[:MOST_WAITING]))


def _likes(idea: Idea) -> str:
    tally: IdeaTally | None = getattr(idea, "tally", None)
    if tally is None or not tally.total:
        return _("Nobody has liked it yet")
    return ngettext("%(n)d person likes it", "%(n)d people like it", tally.total) % {"n": tally.total}


def _brings_more(idea: Idea) -> bool:
    """Whether more likes still bring a free meeting."""
    tally: IdeaTally | None = getattr(idea, "tally", None)
    return tally is not None and tally.to_go > 0
