"""The front page: what this is, what is on the table near you, and what is new."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from aantafel.core.cards import IdeaCard
from aantafel.core.htmx import render_page, wants_fragment
from aantafel.core.page_cache import public_page
from aantafel.core.text import tidy
from ideas import queries
from ideas.cards import card
from municipalities import lookup, sites, switches
from municipalities.models import Municipality
from municipalities.switches import Switch

LONGEST_TEXT = 100


@dataclass(frozen=True)
class Near:
    """What somebody typed as their place, and what is on the table there; several municipalities are a choice.

    `site` is where the municipality's own site stands, when that is another one than this.
    """

    text: str
    found: lookup.Lookup
    municipality: Municipality | None = None
    cards: list[IdeaCard] = field(default_factory=list)
    site: str = ""


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    instance = sites.of(request)
    text = "" if instance else tidy(request.GET.get("plaats", ""))[:LONGEST_TEXT].strip()
    likes = switches.is_on(instance, Switch.LIKES)
    context = {
        "near": _near(text) if text else None,
        "text": text,
        "fragment": wants_fragment(request),
        "nearly": [card(idea, with_to_go=True) for idea in queries.nearly_there()] if likes else [],
        "newest": [card(idea, with_picture=True, with_likes=likes) for idea in queries.newest()],
    }
    return render_page(request, "pages/home.html", context, partial="near")


def _near(text: str) -> Near:
    found = lookup.find(text)
    if not found.is_certain:
        return Near(text, found)
    municipality = found.municipalities[0]
    cards = [card(idea, with_picture=True) for idea in queries.newest(municipality=municipality)]
    return Near(text, found, municipality, cards, sites.own_site(municipality.pk))
