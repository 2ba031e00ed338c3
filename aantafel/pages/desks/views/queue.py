"""The review queue."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.pages.desks import queries, waiting, wording
from aantafel.pages.desks.contact import contact_of
from aantafel.pages.desks.queries import Standing
from aantafel.pages.desks.waiting import Waiting
from ideas.models import Idea


@dataclass(frozen=True)
class Row:
    """An idea in the queue. `answered`: the pinner has just answered or disagreed."""

    idea: Idea
    pinner: str
    by_hand: bool
    waiting: Waiting | None
    state: str
    answered: bool
    decided_at: datetime | None


@operator_required
@require_safe
def queue(request: SignedInRequest) -> HttpResponse:
    standing = queries.standing_of(request.GET.get("stand", ""))
    page = queries.queue(standing, request.GET.get("na", ""))
    here = reverse("desk:queue")
    context = {
        "rows": [_row(idea, standing) for idea in page.items],
        "decided": standing is Standing.DECIDED,
        "heaps": [(heap.label, f"{here}?stand={heap}", heap is standing) for heap in Standing],
        "standing": standing,
        "first": "" if page.is_first else f"{here}?{urlencode({'stand': standing.value})}",
        "more": f"{here}?{urlencode({'stand': standing.value, 'na': page.next})}" if page.next else "",
    }
    return render(request, "desks/queue.html", context)


def _row(idea: Idea, standing: Standing) -> Row:
    contact = contact_of(idea)
    return Row(
        idea=idea,
        pinner=contact.name,
        by_hand=contact.by_hand,
        waiting=None if standing is Standing.DECIDED else waiting.since(idea.submitted_at),
        state=wording.state_of(idea),
        answered=getattr(idea, "last_kind", "") in queries.CAME_IN,
        decided_at=idea.decided_at,
    )
