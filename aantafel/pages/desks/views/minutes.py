"""Requests to change something that wait for the operator. They are answered where the table is organised."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.core.paging import by_moment
from aantafel.pages.desks import minutes_requests, waiting


@operator_required
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    rows = minutes_requests.with_table(minutes_requests.waiting())
    page = by_moment(rows, moment="at", after=request.GET.get("na", "")[:40], oldest_first=True)
    here = reverse("desk:minutes")
    context = {
        "rows": [(one, minutes_requests.url_of(one), waiting.since(one.at)) for one in page.items],
        "first": "" if page.is_first else here,
        "more": f"{here}?na={page.next}" if page.next else "",
    }
    return render(request, "desks/minutes.html", context)
