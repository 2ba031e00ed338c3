"""Ideas that look like one under judgement: those on the site, and those that wait beside it."""

from collections.abc import Sequence

from django.contrib.postgres.search import SearchRank
from django.db.models import F

from aantafel.pages.desks.queries import submitted
from ideas import search
from ideas.lifecycle import IN_REVIEW
from ideas.models import Idea
from ideas.queries import similar

SHOWN = 5
CANDIDATES = 30
STEM = 5  # letters: "speeltuin" and "speeltuinen" begin alike


def on_the_site(idea: Idea) -> list[Idea]:
    """Public ideas; two queries at most."""
    return similar(f"{idea.title} {idea.approach}", municipality=idea.municipality, exclude=idea, limit=SHOWN)


def in_the_queue(idea: Idea) -> Sequence[Idea]:
    """Ideas in review whose sentence shares half of its telling words or more, and two at least. One query."""
    words = search.telling_words(idea.title)
    question = search.any_of(words)
    if question is None:
        return []
    query, _terms = question
    rows = submitted().filter(state__in=[state.value for state in IN_REVIEW], search=query).exclude(pk=idea.pk)
    found = rows.annotate(score=SearchRank(F("search"), query)).order_by("-score", "pk")[:CANDIDATES]
    return [other for other in found if _shares(words, search.telling_words(other.title))][:SHOWN]


def _shares(words: list[str], others: list[str]) -> bool:
    mine, theirs = ({word[:STEM] for word in each} for each in (words, others))
    common = len(mine & theirs)
    return common >= 2 and common * 2 >= min(len(mine), len(theirs))
