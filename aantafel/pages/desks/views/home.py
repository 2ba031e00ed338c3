"""The desk's first page: what waits."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.pages.desks import overview


@operator_required
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    heaps = overview.heaps(overview.tallies_of(request))
    context = {"heaps": [heap for heap in heaps if heap.count], "empty": [heap for heap in heaps if not heap.count]}
    return render(request, "desks/home.html", context)
