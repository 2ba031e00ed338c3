"""Ideas made ready for a list."""

from pathlib import PurePosixPath

from django.urls import reverse

from aantafel.core import dates
from aantafel.core.cards import IdeaCard
from ideas.enums import Theme
from ideas.models import Idea

EXCERPT_LENGTH = 160


def card(idea: Idea, *, with_picture: bool = False) -> IdeaCard:
    """What a card shows. The idea comes from `queries.for_cards`, so that nothing more is asked of the database.

    Long lists do without pictures: they would weigh more than all the rest of the page.
    """
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
    )


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
