"""All municipalities, and the page of each."""

from itertools import groupby

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.views.decorators.http import require_safe

from aantafel.core.htmx import render_page
from aantafel.core.page_cache import public_page
from aantafel.core.text import slugify, tidy
from ideas import queries
from ideas.cards import card
from ideas.models import Idea
from municipalities import lookup, sites
from municipalities.models import Municipality
from tables.meetings import cards as meeting_cards
from tables.meetings import queries as meeting_queries
from tables.shown import queries as table_queries
from tables.shown import questions
from tables.shown.cards import card as table_card

MOST_COUNTED = 100
LONGEST_TEXT = 100


@require_safe
@public_page
def municipalities(request: HttpRequest) -> HttpResponse:
    text = tidy(request.GET.get("plaats", ""))[:LONGEST_TEXT].strip()
    found = lookup.find(text) if text else None
    if found is not None and found.is_certain:
        return HttpResponseRedirect(found.municipalities[0].get_absolute_url())
    context = {"text": text, "found": found, "provinces": _by_province(), "most_counted": MOST_COUNTED}
    return render_page(request, "pages/municipalities.html", context)


def _by_province() -> list[tuple[str, list[Municipality]]]:
    """Today's municipalities with `idea_count`, counted no further than `MOST_COUNTED`. One query."""
    ideas = Idea.objects.public().filter(municipality=OuterRef("pk")).order_by().values("pk")[:MOST_COUNTED]
    rows = (
        Municipality.objects.current()
        .annotate(idea_count=Func(ArraySubquery(ideas), function="cardinality", output_field=IntegerField()))
        .only("name", "slug", "province")
        .order_by("province", "sort_name", "code")
    )
    return [(province, list(group)) for province, group in groupby(rows, key=lambda one: one.province)]


@require_safe
@public_page
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    found = Municipality.objects.select_related("successor").filter(slug=slug).first()
    if found is None:
        raise Http404
    if not found.is_current and found.successor is not None:
        return HttpResponsePermanentRedirect(found.successor.get_absolute_url())
    context = {
        "municipality": found,
        "province_slug": slugify(found.province),
        "local_site": sites.own_site(found.pk),
        "cards": [card(idea, with_picture=True) for idea in queries.newest(municipality=found)],
        "liked": [card(idea, with_to_go=True) for idea in queries.most_liked(municipality=found)],
        "meetings": [meeting_cards.card(one) for one in meeting_queries.coming(municipality=found)],
        "questions": questions.newest(municipality=found),
        "tables": [table_card(table) for table in table_queries.newest(municipality=found)],
    }
    return render_page(request, "pages/municipality.html", context)
