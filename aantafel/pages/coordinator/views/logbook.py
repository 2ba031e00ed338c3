"""What was done at the desk, by whom and as what."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.pages.coordinator import logbook as lines
from aantafel.pages.coordinator import people


@desk_required()
@require_safe
def logbook(request: DeskRequest) -> HttpResponse:
    town, here = request.instance.municipality, reverse("coordinator:logbook")
    everybody = people.everybody(town)
    chosen = next((pk for pk, _name in everybody if str(pk) == request.GET.get("wie")), None)
    page = lines.entries(town, after=request.GET.get("na", ""), person=chosen, parts=request.parts)
    kept = {"wie": chosen} if chosen is not None else {}
    context = {
        "entries": page.items,
        "everybody": everybody,
        "chosen": chosen,
        "first": "" if page.is_first else f"{here}?{urlencode(kept)}",
        "more": f"{here}?{urlencode({**kept, 'na': page.next})}" if page.next else "",
    }
    return render(request, "coordinator/logbook.html", context)
