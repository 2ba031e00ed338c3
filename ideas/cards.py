"""Ideas made ready for a list."""

from datetime import datetime
from functools import lru_cache
from pathlib import PurePosixPath

from django.urls import reverse
from django.utils.translation import get_language, ngettext

from aantafel.core import dates
from aantafel.core.cards import IdeaCard
from ideas.enums import Theme
from ideas.models import Idea, IdeaTally

EXCERPT_LENGTH = 160


def card(
    idea: Idea, *, with_picture: bool = False, with_to_go: bool = False, new_since: datetime | None = None
) -> IdeaCard:
    """What a card shows. The idea comes from `queries.for_cards`, so that nothing more is asked of the database.

    Long lists do without pictures: they would weigh more than all the rest of the page. `new_since` is when whoever
    looks was here before; `with_to_go` says how many likes it still takes.
    """
    tally: IdeaTally | None = getattr(idea, "tally", None)
    moment = idea.published_at or idea.created_at
    return IdeaCard(
        title=idea.title,
        url=idea.get_absolute_url(),
        municipality=idea.municipality.name if idea.municipality else "",
        date=dates.day(moment),
        date_iso=dates.day_of(moment).isoformat(),
        excerpt=excerpt(_beginning(idea)),
        theme=str(Theme(idea.theme).label) if idea.theme else "",
        picture_url=_small(idea) if with_picture and idea.picture else "",
        picture_alt=idea.picture_description,
        changed=idea.changed_at is not None,
        likes=_likes(tally.total, get_language()) if tally else "",
        to_go=_to_go(tally.to_go, get_language()) if tally and with_to_go else "",
        is_new=new_since is not None and moment > new_since,
    )


@lru_cache(maxsize=4096)
def _likes(count: int, _language: str | None) -> str:
    """Written once for each number and language: a list of twenty cards would ask for a plural twenty times."""
    return ngettext("%(n)d person likes it", "%(n)d people like it", count) % {"n": count} if count else ""


@lru_cache(maxsize=1024)
def _to_go(count: int, _language: str | None) -> str:
    return ngettext("%(n)d more fellow resident", "%(n)d more fellow residents", count) % {"n": count} if count else ""


def _beginning(idea: Idea) -> str:
    """What the query has cut already, or the first part of the sketch that says something."""
    cut: str | None = getattr(idea, "beginning", None)
    return (idea.origin or idea.approach or idea.people) if cut is None else cut


def _small(idea: Idea) -> str:
    return reverse("small_picture", args=[PurePosixPath(idea.picture.name).name])


def excerpt(text: str, length: int = EXCERPT_LENGTH) -> str:
    """The beginning of a text on one line, cut between words; a word that is too long for that is cut itself."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut, space, _rest = flat[:length].rpartition(" ")
    return (cut if space else flat[: length - 1]).rstrip(",;:.-") + "…"
