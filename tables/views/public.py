"""The tables that everyone may read along with."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from aantafel.accounts.models import User
from aantafel.core.addresses import with_query
from aantafel.core.htmx import render_page
from aantafel.core.page_cache import public_page
from aantafel.core.text import slugify
from ideas.cards import excerpt
from ideas.permissions import may_manage
from municipalities import sites
from municipalities.models import Municipality
from tables import core, guide, queries, timeline
from tables.cards import card, seats, standing, steps
from tables.lifecycle import Step

DESCRIPTION_LENGTH = 200


@require_safe
@public_page
def list_tables(request: HttpRequest) -> HttpResponse:
    step = _asked_step(request.GET.get("stap", ""))
    municipality = asked_municipality(request.GET.get("gemeente", ""))
    page = queries.find(queries.Wish(step, municipality), after=request.GET.get("na", "")[:40])
    kept = {"stap": str(step or ""), "gemeente": municipality.slug if municipality else ""}
    address = reverse("tables:list")
    context = {
        "cards": [card(table) for table in page.items],
        "step": step,
        "step_name": dict(steps()).get(step, ""),
        "explanation": guide.now(step) if step else "",
        "steps": [(number, name, with_query(address, {**kept, "stap": str(number)})) for number, name in steps()],
        "all_url": with_query(address, {**kept, "stap": ""}),
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
        onward = queries.merged_into(pk)
        if onward is not None:
            return HttpResponseRedirect(onward.url)  # it may be taken back, so never for good
        if queries.was_public(pk):
            return render_page(request, "ideas/gone.html", status=410)
        raise Http404
    idea = table.idea
    if slug != slugify(idea.title):
        return HttpResponseRedirect(table.get_absolute_url())  # a title may change back, so never for good
    user = request.user
    context = {
        "table": table,
        "idea": idea,
        "standing": standing(table),
        "seats": seats(table),
        "now": guide.now(table.step, is_local=sites.is_open(table.municipality_id)),
        "coming": guide.coming(table.step),
        "summary": excerpt(idea.origin or idea.approach or idea.people, DESCRIPTION_LENGTH),
        "moments": timeline.moments(table),
        "answers": core.shown(table),
        "is_own": isinstance(user, User) and may_manage(user, idea),
    }
    return render_page(request, "tables/detail.html", context)
