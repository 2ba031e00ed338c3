"""The ideas that everyone may read."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from aantafel.accounts.models import User
from aantafel.accounts.services import visits
from aantafel.core import dates
from aantafel.core.addresses import with_query
from aantafel.core.cards import IdeaCard
from aantafel.core.htmx import render_page, wants_fragment
from aantafel.core.page_cache import public_page
from aantafel.core.paging import Page
from ideas import like_box, local, queries, reactions, support_box
from ideas.cards import CardRow, card, excerpt
from ideas.permissions import may_manage
from ideas.views import filters as reading
from ideas.views.filters import Filters
from ideas.views.gone import gone
from municipalities import sites, switches
from municipalities.switches import Switch

DESCRIPTION_LENGTH = 200


@require_safe
@public_page
def list_ideas(request: HttpRequest) -> HttpResponse:
    instance = sites.of(request)
    filters = reading.read(request.GET, instance)
    if not reading.is_plain(request.GET, filters):
        return HttpResponseRedirect(filters.url())
    choosing = filters.place.unclear is not None and bool(filters.place.unclear.municipalities)
    found = queries.Found(Page()) if choosing else queries.find(filters.wish, after=filters.after)
    context = {
        "title": _title(filters, found.page),
        "fragment": wants_fragment(request),
        "filters": filters,
        "wish": filters.wish,
        "place": filters.place,
        "found": found,
        "cards": _cards(request, filters, found.page.items),
        "around_too": filters.url(omgeving=reading.AROUND),
        "only_here": filters.url(omgeving=""),
        "home": _home(request.user),
        "choices": _choices(filters) if choosing else [],
        "alike": _alike(filters) if filters.wish.text and not found.page.items and not choosing else [],
        "newer": "" if found.page.is_first else filters.url(na=""),
        "older": filters.url(na=found.page.next) if found.page.next else "",
        "themes": local.themes(instance, keep=filters.wish.theme),
        "neighbourhoods": filters.neighbourhood_choices,
        "provinces": reading.PROVINCES.items(),
        "list_url": reverse("ideas:list"),
        "home_url": reverse("pages:home"),
    }
    if switches.is_on(instance, Switch.PIN):
        context["pin_url"] = with_query(reverse("ideas:pin"), {"idee": filters.wish.text})
    return render_page(request, "ideas/list.html", context, partial="results")


def _cards(request: HttpRequest, filters: Filters, found: list[CardRow]) -> list[IdeaCard]:
    seen = visits.news_since(request.user) if isinstance(request.user, User) else None
    nearly = filters.wish.order == queries.NEARLY
    likes = filters.offers_likes
    return [card(idea, with_to_go=nearly, with_likes=likes, new_since=seen) for idea in found]


def _home(user: object) -> str:
    """The list around where somebody lives; "" for whom we do not know."""
    if not isinstance(user, User) or user.home_municipality is None:
        return ""
    return with_query(reverse("ideas:list"), {"gemeente": user.home_municipality.slug, "omgeving": reading.AROUND})


def _title(filters: Filters, page: Page[CardRow]) -> str:
    """Different for each list, so that a tab or a bookmark says which one it is."""
    parts = [_("Ideas"), *(label for label, _url in filters.active)]
    if filters.order_value:
        parts.append(str(reading.ORDERS[filters.wish.order]))
    return " · ".join(parts if page.is_first else [*parts, _("further on")])


def _choices(filters: Filters) -> list[tuple[str, str]]:
    """The municipalities that somebody may have meant, each with the address of its list."""
    unclear = filters.place.unclear
    found = unclear.municipalities if unclear else []
    return [(one.name, filters.url(plaats="", gemeente=one.slug)) for one in found]


def _alike(filters: Filters) -> list[IdeaCard]:
    """What comes close when nothing has every word."""
    found = queries.similar(filters.wish.text, municipality=filters.wish.municipality, limit=3)
    return [card(row, with_likes=filters.offers_likes) for row in queries.rows_of(idea.pk for idea in found)]


@require_safe
@public_page
def detail(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    idea = queries.public_idea(pk)
    if idea is None:
        return gone(request, pk)
    if slug != idea.slug:
        return HttpResponseRedirect(idea.get_absolute_url())  # a title may change back, so never for good
    user = request.user
    sketch = [
        (_("How it came about"), idea.origin),
        (_("Who is needed"), idea.people),
        (_("The approach"), idea.approach),
        (pgettext("of an idea", "Where"), idea.place),
    ]
    context = {
        "idea": idea,
        "sketch": [(heading, text) for heading, text in sketch if text],
        "summary": excerpt(idea.origin or idea.approach or idea.people, DESCRIPTION_LENGTH),
        "published": dates.day(idea.published_at or idea.created_at),
        "changed": dates.day(idea.changed_at) if idea.changed_at else "",
        "is_own": isinstance(user, User) and may_manage(user, idea),
        "box": like_box.box(idea, user),
        "support": support_box.box(idea, user),
        "reactions": reactions.page(idea, user, size=reactions.FEW_THREADS),
        "kept_apart": queries.kept_apart(idea),
    }
    return render_page(request, "ideas/detail.html", context)
