"""Ideas made ready for a list."""

from datetime import datetime
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Protocol, get_type_hints

from django.urls import reverse
from django.utils.translation import get_language, ngettext

from aantafel.core import dates
from aantafel.core.addresses import numbered
from aantafel.core.cards import IdeaCard
from aantafel.core.text import slugify
from ideas.enums import Theme
from ideas.models import likes_to_go
from municipalities import sites

EXCERPT_LENGTH = 160


class CardRow(Protocol):
    """What a query gives for a card, by the paths of the fields. A picture is a name."""

    pk: int
    title: str
    language: str
    theme: str
    beginning: str
    picture: str
    picture_description: str
    published_at: datetime
    changed_at: datetime | None
    municipality_id: int
    municipality__name: str
    neighbourhood__name: str | None
    tally__local: int | None
    tally__total: int | None
    tally__threshold: int | None
    tally__reached_at: datetime | None


CARD_FIELDS = tuple(get_type_hints(CardRow))


def card(
    idea: CardRow,
    *,
    with_picture: bool = False,
    with_to_go: bool = False,
    with_likes: bool = True,
    new_since: datetime | None = None,
) -> IdeaCard:
    """What a card shows. The row comes from `queries.for_cards`, so that nothing more is asked of the database.

    Long lists do without pictures: they would weigh more than all the rest of the page. `new_since` is when whoever
    looks was here before; `with_to_go` says how many likes it still takes. On a local site the
    place is the neighbourhood, where it is known.
    """
    published = dates.day_of(idea.published_at)
    reached = idea.tally__reached_at is not None
    to_go = likes_to_go(idea.tally__local or 0, idea.tally__threshold or 0, is_reached=reached)
    return IdeaCard(
        title=idea.title,
        url=sites.elsewhere(idea.municipality_id) + numbered("ideas:detail", idea.pk, slugify(idea.title)),
        place=(sites.is_local() and idea.neighbourhood__name) or idea.municipality__name,
        date=dates.day(published),
        date_iso=published.isoformat(),
        language=idea.language,
        excerpt=excerpt(idea.beginning),
        theme=str(Theme(idea.theme).label) if idea.theme else "",
        picture_url=_small(idea.picture) if with_picture and idea.picture else "",
        picture_alt=idea.picture_description,
        changed=idea.changed_at is not None,
        likes=_likes(idea.tally__total or 0, get_language()) if with_likes else "",
        to_go=_to_go(to_go, get_language()) if with_to_go else "",
        is_new=new_since is not None and idea.published_at > new_since,
    )


@lru_cache(maxsize=4096)
def _likes(count: int, _language: str | None) -> str:
    """Written once for each number and language: a list of twenty cards would ask for a plural twenty times."""
    return ngettext("%(n)d person likes it", "%(n)d people like it", count) % {"n": count} if count else ""


@lru_cache(maxsize=1024)
def _to_go(count: int, _language: str | None) -> str:
    return (
        ngettext("%(n)d more fellow resident needed", "%(n)d more fellow residents needed", count) % {"n": count}
        if count
        else ""
    )


def _small(name: str) -> str:
    return reverse("small_picture", args=[PurePosixPath(name).name])


def excerpt(text: str, length: int = EXCERPT_LENGTH) -> str:
    """The beginning of a text on one line, cut between words; a word that is too long for that is cut itself."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut, space, _rest = flat[:length].rpartition(" ")
    return (cut if space else flat[: length - 1]).rstrip(",;:.-") + "…"
