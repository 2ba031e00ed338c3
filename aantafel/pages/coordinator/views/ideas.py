"""The list of all ideas of a municipality."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.pages.coordinator import idea_list
from aantafel.pages.coordinator.idea_list import MINE, SOMEBODY, Standing
from aantafel.pages.coordinator.inbox import NOBODY
from aantafel.pages.desks import wording
from aantafel.pages.desks.contact import contact_of
from ideas.enums import Channel, Theme


@desk_required()
@require_safe
def queue(request: DeskRequest) -> HttpResponse:
    filters = idea_list.read(request.GET)
    page = idea_list.page(filters, viewer=request.user)
    takers = idea_list.takers(page.items)
    context = {
        "rows": [(idea, contact_of(idea), wording.state_of(idea), takers.get(idea.pk)) for idea in page.items],
        "filters": filters,
        "heaps": [(each.label, filters.url(stand=each.value), each.value == filters.standing) for each in Standing],
        "standing": Standing(filters.standing),
        "themes": Theme.choices,
        "neighbourhoods": idea_list.neighbourhoods(request.instance),
        "neighbourhood": str(filters.neighbourhood or ""),
        "channels": Channel.choices,
        "mine": MINE,
        "somebody": SOMEBODY,
        "nobody": NOBODY,
        "list_url": reverse("coordinator:queue"),
        "first": "" if page.is_first else filters.url(),
        "more": filters.url(na=page.next) if page.next else "",
    }
    return render(request, "coordinator/ideas.html", context)
