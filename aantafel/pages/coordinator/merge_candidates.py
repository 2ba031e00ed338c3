"""Ideas of the municipality that one of them could be put together with."""

from aantafel.pages.desks import likeness
from aantafel.pages.desks.queries import submitted
from ideas import search
from ideas.lifecycle import MERGEABLE
from ideas.models import Idea

MOST = 20


def candidates(idea: Idea, words: str) -> list[Idea]:
    """Those that look like it, or that have these words."""
    if not words:
        return [*likeness.in_the_queue(idea), *likeness.on_the_site(idea)]
    query = search.all_of(words)
    if query is None:
        return []
    states = [state.value for state in MERGEABLE]
    rows = submitted().filter(state__in=states, search=query).exclude(pk=idea.pk)
    return list(rows.order_by("-submitted_at", "-pk")[:MOST])
