"""Tables of which nothing was heard for a while: those that no desk of a municipality looks after."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.core import clock
from aantafel.core.paging import by_moment
from municipalities.querysets import run_nationally
from tables.models import Table
from tables.road import standing_still


@operator_required
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    """Whoever is silent longest stands on top. One query."""
    rows = run_nationally(standing_still.silent(Table.objects.all(), now=clock.now()))
    rows = rows.select_related("idea", "municipality").defer("idea__search")
    page = by_moment(rows, moment="alive_at", after=request.GET.get("na", "")[:40], oldest_first=True)
    here = reverse("desk:still_tables")
    context = {
        "rows": page.items,
        "first": "" if page.is_first else here,
        "more": f"{here}?na={page.next}" if page.next else "",
    }
    return render(request, "desks/still_tables.html", context)
