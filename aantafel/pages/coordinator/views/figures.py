"""What the figures of a municipality show, on one page and as files."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.core import sheets
from aantafel.core.sheets import Kind, Sheet
from aantafel.pages.coordinator.figures import key, report
from aantafel.pages.coordinator.figures.period import Period, Span, period_of, span_of

ALL_OF_THEM = "alles"


@desk_required(DeskPart.LEAD)
@require_safe
def figures(request: DeskRequest) -> HttpResponse:
    period = _period(request)
    here = reverse("coordinator:figures")
    figures = report.of(request.instance.municipality, period)
    context = {
        "numbers": key.numbers(period),
        "figures": [figure for figure in figures if figure.rows],
        "empty": [figure for figure in figures if not figure.rows],
        "span": period.span,
        "heaps": [(each.label, f"{here}?periode={each}", each is period.span) for each in Span],
    }
    return render(request, "coordinator/figures.html", context)


@desk_required(DeskPart.LEAD)
@require_safe
def sheet(request: DeskRequest, name: str, kind: str) -> HttpResponseBase:
    """One figure as a file, the rows behind them, or all figures in one (only XLSX has room for that)."""
    chosen = sheets.kind_of(kind)
    found = _sheets(request, name)
    if chosen is None or not found or (len(found) > 1 and chosen is not Kind.XLSX):
        raise Http404
    called = f"aantafel-{request.instance.subdomain}-{name}"
    return sheets.xlsx_response(called, found) if chosen is Kind.XLSX else sheets.csv_response(called, found[0])


def _sheets(request: DeskRequest, name: str) -> list[Sheet]:
    """What an address names; none when it names nothing."""
    if name in report.LISTS:
        return [report.LISTS[name]()]
    municipality, period = request.instance.municipality, _period(request)
    if name == ALL_OF_THEM:
        return [figure.sheet for figure in report.of(municipality, period)]
    figure = report.one(name, municipality, period)
    return [figure.sheet] if figure else []


def _period(request: DeskRequest) -> Period:
    return period_of(span_of(request.GET.get("periode", "")))
