"""What the navigation of a municipality's desk shows."""

from typing import Any

from django.template import Context, Library

from aantafel.pages.coordinator.inbox import Tally
from aantafel.pages.coordinator.views.home import tallies_of

register = Library()


@register.simple_tag(takes_context=True)
def desk_counts(context: Context) -> dict[str, int]:
    """How much waits: `all`, and what the other links are about. One statement for each page of the desk."""
    request: Any = context.get("request")
    found: dict[str, Tally] = tallies_of(request) if getattr(request, "parts", None) else {}
    counts = {key: tally.count for key, tally in found.items()}
    return {
        "all": sum(counts.values()),
        "calls": counts.get("bellen", 0),
        "reactions": counts.get("gemeld", 0) + counts.get("bezwaar", 0),
    }
