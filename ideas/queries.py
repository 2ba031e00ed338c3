"""Questions about public ideas that a page asks: the list, the search, and what looks alike."""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F

from ideas import search
from ideas.models import Idea
from municipalities.models import Municipality

MOST_RANKED = 1000
MOST_RANKED_OWN = 300


def similar(
    text: str, *, municipality: Municipality | None = None, exclude: Idea | None = None, limit: int = 5
) -> list[Idea]:
    """Public ideas that look like this text, those of the municipality first, the likest first.

    At most two queries. Takes any text; one without a telling word looks like nothing. Selects `municipality` along.
    """
    chosen = search.telling_words(text)
    if not chosen:
        return []
    least = _least_score(len(chosen))
    scored = [
        (municipality is not None and place == municipality.pk, score * len(chosen), pk)
        for pk, place, score in _candidates(search.any_of(chosen), municipality, exclude)
    ]
    best = sorted({found for found in scored if found[1] >= least}, reverse=True)[:limit]
    ideas = Idea.objects.public().select_related("municipality").defer("search").in_bulk([pk for *_, pk in best])
    return [ideas[pk] for *_, pk in best if pk in ideas]


def _least_score(words: int) -> float:
    """How much two texts must share. A word in the title counts 0.61, in the sketch 0.24, in origin or place 0.12."""
    if words == 1:
        return 0.2
    return 0.55 if words <= 6 else 0.8


def _candidates(
    query: SearchQuery, municipality: Municipality | None, exclude: Idea | None
) -> list[tuple[int, int, float]]:
    """The newest matches, so that common words cost no more than rare ones: (idea, municipality, rank)."""
    matches = (
        Idea.objects.public()
        .filter(search=query)
        .exclude(pk=exclude.pk if exclude else None)
        .annotate(score=SearchRank(F("search"), query))
        .order_by("-published_at", "-pk")
        .values_list("pk", "municipality_id", "score")
    )
    everywhere = matches[:MOST_RANKED]
    if municipality is None:
        return list(everywhere)
    own = matches.filter(municipality=municipality)[:MOST_RANKED_OWN]
    return list(own.union(everywhere, all=True))
