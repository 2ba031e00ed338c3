"""One idea, as the operator judges it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.core.text import whole_number
from aantafel.pages.desks import facts, history, likeness, queries, waiting, wording
from aantafel.pages.desks.contact import contact_of, words_for
from ideas.lifecycle import IN_REVIEW
from ideas.models import Idea, ReviewEntry


@operator_required
@require_safe
def idea(request: SignedInRequest, pk: int) -> HttpResponse:
    found = queries.idea_for_review(pk)
    entries = queries.entries_of(found)
    seen = whole_number(request.GET.get("gezien", ""))
    contact = contact_of(found)
    context = {
        **standing_of(found, entries, seen=seen),
        "contact": contact,
        "facts": facts.of_pinner(found, contact),
        "notice": getattr(found, "notice", None),
        "meeting": getattr(found, "free_meeting", None),
        "words": words_for(found, contact, entries) if contact.by_hand else "",
        "alike": likeness.on_the_site(found),
        "alike_waiting": [(other, wording.state_of(other)) for other in likeness.in_the_queue(found)],
        "others": [(other, wording.state_of(other)) for other in queries.pinned_by_same(found)],
        "following": queries.next_after(found),
    }
    return render(request, "desks/idea.html", context)


def standing_of(found: Idea, entries: list[ReviewEntry], *, seen: int | None = None) -> dict[str, Any]:
    """Where an idea stands, for every page about one idea."""
    last = entries[-1].pk if entries else 0
    elsewhere = queries.is_at_other_desk(found)
    return {
        "idea": found,
        "sketch": [(heading, text) for heading, text in _sketch(found) if text],
        "state": wording.state_of(found),
        "open": found.status in IN_REVIEW and not elsewhere,
        "elsewhere": elsewhere,
        "lines": history.lines(found, entries, seen=seen),
        "seen": last,
        "moved_on": seen is not None and seen < last,
        "waiting": waiting.since(found.submitted_at),
    }


def _sketch(found: Idea) -> list[tuple[str, str]]:
    """The first sketch under the headings that residents see."""
    return [
        (_("How it came about"), found.origin),
        (_("Who is needed"), found.people),
        (_("How to go about it"), found.approach),
        (_("Where"), found.place),
    ]
