"""What tables ask everyone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from aantafel.core.addresses import with_query
from aantafel.core.htmx import render_page
from aantafel.core.page_cache import public_page
from tables.shown import questions
from tables.views.public import asked_municipality


@require_safe
@public_page
def all_questions(request: HttpRequest) -> HttpResponse:
    municipality = asked_municipality(request.GET.get("gemeente", ""))
    page = questions.find(municipality, after=request.GET.get("na", "")[:40])
    here = reverse("tables:all_questions")
    kept = {"gemeente": municipality.slug if municipality else ""}
    context = {
        "questions": page.items,
        "municipality": municipality,
        "country_url": here,
        "newer": "" if page.is_first else with_query(here, kept),
        "older": with_query(here, {**kept, "na": page.next}) if page.next else "",
    }
    return render_page(request, "tables/questions/list.html", context)


@require_safe
@public_page
def question(request: HttpRequest, pk: int) -> HttpResponse:
    found = questions.at_address(pk)
    if found is None:
        raise Http404
    context = {"question": found, "table": found.table, "idea": found.table.idea}
    if found.hidden_at is not None:
        return render_page(request, "tables/questions/hidden.html", context, status=410)
    return render_page(request, "tables/questions/detail.html", context)
