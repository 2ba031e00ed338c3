"""The library of work forms that everyone may read and print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from aantafel.core.addresses import with_query
from aantafel.core.htmx import render_page
from aantafel.core.page_cache import public_page
from tables import work_forms
from tables.enums_work_forms import Phase
from tables.forms.work_forms import WorkFormFilter
from tables.models import WorkForm


@require_safe
@public_page
def library(request: HttpRequest) -> HttpResponse:
    """By phase; the address says what somebody looks for."""
    form = WorkFormFilter(request.GET)
    wish, kept = form.wish(), form.typed()
    address = reverse("tables:work_forms")
    context = {
        "form": form,
        "wish": wish,
        "phase": Phase(wish.phase) if wish.phase else None,
        "groups": [
            (phase, work_forms.EXPLAINED[phase], [work_forms.card(one) for one in found])
            for phase, found in work_forms.find(wish)
        ],
        "phases": [(phase, with_query(address, {**kept, "fase": phase.value})) for phase in Phase],
        "every_phase": with_query(address, {**kept, "fase": ""}),
    }
    return render_page(request, "tables/work_forms/list.html", context)


@require_safe
@public_page
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    form = _form(slug)
    phase = Phase(form.phase)
    context = {
        **_shown(form),
        "phase": phase,
        "after": work_forms.after(phase),
        "is_offered": work_forms.is_offered(form),
    }
    return render_page(request, "tables/work_forms/detail.html", context)


@require_safe
@public_page
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The same on one page of A4."""
    return render_page(request, "tables/work_forms/sheet.html", _shown(_form(slug)))


def _form(slug: str) -> WorkForm:
    form = work_forms.at(slug)
    if form is None:
        raise Http404
    return form


def _shown(form: WorkForm) -> dict[str, object]:
    return {"work_form": form, "people": work_forms.people(form), "minutes": work_forms.minutes(form)}
