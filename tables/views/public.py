"""The tables that everyone may read along with."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from aantafel.core.addresses import with_query
from aantafel.core.htmx import render_page
from aantafel.core.page_cache import public_page
from aantafel.core.text import slugify
from municipalities.models import Municipality
from tables.lifecycle import Step
from tables.road import guide
from tables.shown import page as table_page
from tables.shown import queries
from tables.shown.cards import card, steps
from tables.views.gone import gone

STANDS = {
    "loopt": pgettext_lazy("how tables stand", "Running"),
    "rust": pgettext_lazy("how tables stand", "Resting"),
    "gestopt": pgettext_lazy("how tables stand", "Stopped"),
    "klaar": pgettext_lazy("how tables stand", "Finished"),
}


@require_safe
@public_page
def list_tables(request: HttpRequest) -> HttpResponse:
    step = _asked_step(request.GET.get("stap", ""))
    stand = request.GET.get("stand", "")
    stand = stand if stand in queries.STANDINGS else ""
    municipality = asked_municipality(request.GET.get("gemeente", ""))
    page = queries.find(queries.Wish(step, stand, municipality), after=request.GET.get("na", "")[:40])
    kept = {"stap": str(step or ""), "stand": stand, "gemeente": municipality.slug if municipality else ""}
    address = reverse("tables:list")
    context = {
        "cards": [card(table) for table in page.items],
        "step": step,
        "step_name": dict(steps()).get(step, ""),
        "stand": stand,
        "explanation": guide.now(step) if step else "",
        "steps": [(number, name, with_query(address, {**kept, "stap": str(number)})) for number, name in steps()],
        "stands": [(key, words, with_query(address, {**kept, "stand": key})) for key, words in STANDS.items()],
        "all_url": with_query(address, {**kept, "stap": ""}),
        "any_url": with_query(address, {**kept, "stand": ""}),
        "municipality": municipality,
        "country_url": with_query(address, {**kept, "gemeente": ""}),
        "newer": "" if page.is_first else with_query(address, kept),
        "older": with_query(address, {**kept, "na": page.next}) if page.next else "",
    }
    return render_page(request, "tables/list.html", context)


def _asked_step(text: str) -> int:
    return int(text) if text in {str(step.value) for step in Step} else 0


def asked_municipality(slug: str) -> Municipality | None:
    """The municipality, or the one that it was merged into; an unknown one is not found."""
    if not slug:
        return None
    found = Municipality.objects.select_related("successor").filter(slug=slug[:60].replace("\x00", "")).first()
    if found is None:
        raise Http404
    return found if found.is_current or found.successor is None else found.successor


@require_safe
@public_page
def detail(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    table = queries.public_table(pk)
    if table is None:
        return gone(request, pk)
    idea = table.idea
    if slug != slugify(idea.title):
        return HttpResponseRedirect(table.get_absolute_url())  # a title may change back, so never for good
    return render_page(request, "tables/detail.html", table_page.of(table, request.user))
