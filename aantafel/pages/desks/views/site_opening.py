"""Opening and ending a local site: first what would happen, then the button that does it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.core.errors import DomainError
from aantafel.pages.desks import sites as queries
from aantafel.pages.desks.forms_sites import WhyForm
from aantafel.pages.desks.views.sites import about
from movement.opening import readiness
from movement.services import hand_over
from movement.services.hand_over import Report
from municipalities.enums import InstanceState

FORESEE = "kijk"  # the button that only looks


@dataclass(frozen=True)
class Way:
    """Which template, what does it, and where a site has to stand for it."""

    template: str
    act: Callable[..., Report]
    possible: frozenset[str]


OPEN = Way(
    "desks/site_open.html", hand_over.open_site, frozenset({InstanceState.PREPARING.value, InstanceState.ENDED.value})
)
END = Way("desks/site_end.html", hand_over.end_site, frozenset({InstanceState.OPEN.value}))


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_it(request: SignedInRequest, code: str) -> HttpResponse:
    return _hand(request, code, OPEN)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_it(request: SignedInRequest, code: str) -> HttpResponse:
    return _hand(request, code, END)


def _hand(request: SignedInRequest, code: str, way: Way) -> HttpResponse:
    """Looking ahead is sent as a form too: it does the work, and undoes it."""
    found = queries.one(code)
    if request.method != "POST":
        if found.state not in way.possible:
            return redirect("desk:site", code=code)
        return _page(request, code, way, WhyForm())
    form = WhyForm(request.POST)
    if not form.is_valid():
        return _page(request, code, way, form, status=422)
    ahead = FORESEE in request.POST
    try:
        report = way.act(actor=request.user, instance_id=found.pk, reason=form.cleaned_data["reason"], dry_run=ahead)
    except DomainError as error:
        form.add_error("reason", str(error.message))
        return _page(request, code, way, form, status=422)
    if ahead:
        return _page(request, code, way, form, report=report)
    for line in report.lines:
        (messages.success if report.changed else messages.warning)(request, line)
    return redirect("desk:site", code=code)


def _page(
    request: SignedInRequest, code: str, way: Way, form: WhyForm, *, report: Report | None = None, status: int = 200
) -> HttpResponse:
    found = queries.one(code)
    ready = readiness(found.municipality)
    context = {**about(found), "form": form, "ready": ready, "report": report, "foresee": FORESEE}
    return render(request, way.template, context, status=status)
