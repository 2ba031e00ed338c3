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
from tables.meetings import cards as meeting_cards
from tables.meetings import queries as meeting_queries
from tables.meetings.cards import MeetingCard
from tables.models import TableQuestion
from tables.shown import questions

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
    meetings: list[MeetingCard] = field(default_factory=list)
    questions: list[TableQuestion] = field(default_factory=list)
    site: str = ""


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    instance = sites.of(request)
    text = "" if instance else tidy(request.GET.get("plaats", ""))[:LONGEST_TEXT].strip()
    likes = switches.is_on(instance, Switch.LIKES)
    near = _near(text) if text else None
    meetings = [] if near and near.municipality else meeting_queries.coming()
    shown = near.cards if near else []
    nearly = _others(shown, _nearly(len(shown)), 3) if instance is None else []
    newest = queries.newest(limit=6 + len(shown) + len(nearly))
    context = {
        "near": near,
        "text": text,
        "fragment": wants_fragment(request),
        "nearly": nearly,
        "meetings": [meeting_cards.card(one) for one in meetings],
        "questions": [] if near and near.questions else questions.newest(),
        "newest": _others([*shown, *nearly], [card(idea, with_picture=True, with_likes=likes) for idea in newest], 6),
    }
    return render_page(request, "pages/home.html", context, partial="near")


def _nearly(extra: int) -> list[IdeaCard]:
    """Of the national site alone: a municipality of its own gives no free meetings."""
    return [card(idea, with_to_go=True) for idea in queries.nearly_there(limit=3 + extra)]


def _others(shown: list[IdeaCard], cards: list[IdeaCard], most: int) -> list[IdeaCard]:
    """No idea stands on the page twice."""
    known = {one.url for one in shown}
    return [one for one in cards if one.url not in known][:most]


def _near(text: str) -> Near:
    found = lookup.find(text)
    if not found.is_certain:
        return Near(text, found)
    municipality = found.municipalities[0]
    cards = [card(idea, with_picture=True) for idea in queries.newest(municipality=municipality)]
    meetings = [meeting_cards.card(one) for one in meeting_queries.coming(municipality=municipality)]
    asked = questions.newest(municipality=municipality)
    return Near(text, found, municipality, cards, meetings, asked, sites.own_site(municipality.pk))
