"""The first page of the desk: everything that waits, in one list."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.core.addresses import with_query
from aantafel.pages.coordinator import inbox, start
from aantafel.pages.coordinator.inbox import NOBODY, Heap, Wish
from aantafel.pages.desks.counting import Tally

MINE = "mij"
WHOSE: tuple[tuple[str, str | Promise], ...] = (
    ("", gettext_lazy("Everything")),
    (MINE, gettext_lazy("What I take up")),
    (NOBODY, gettext_lazy("What nobody takes up")),
)


@desk_required()
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    wish = _wish(request)
    asked = {"stapel": wish.heap, "van": _whose(request)}
    page = inbox.page(request.instance, request.parts, wish, viewer=request.user)
    context = {
        "lines": page.items,
        "heaps": [
            (one, found, _address(asked, stapel=one.key), one.key == wish.heap) for one, found in _heaps(request)
        ],
        "asked_whose": asked["van"],
        "all_url": _address(asked, stapel=""),
        "chosen": next((one for one, _found in _heaps(request) if one.key == wish.heap), None),
        "whose": [(label, _address(asked, van=key), key == asked["van"]) for key, label in WHOSE],
        "total": sum(found.count for _one, found in _heaps(request)),
        "here": _address(asked) if page.is_first else _address({**asked, "na": wish.after}),
        "first": "" if page.is_first else _address(asked),
        "more": _address({**asked, "na": page.next}) if page.next else "",
        "steps": start.steps(request.instance) if DeskPart.LEAD in request.parts and page.is_first else [],
        "may_publish": DeskPart.TAKE_IN in request.parts,
    }
    return render(request, "coordinator/home.html", context)


def tallies_of(request: DeskRequest) -> dict[str, Tally]:
    """What waits, asked once for each request: the page and its menu (`menu_counts`) both show it."""
    found: dict[str, Tally] | None = getattr(request, "desk_tallies", None)
    if found is None:
        found = inbox.tallies(request.instance, request.parts)
        request.desk_tallies = found  # type: ignore[attr-defined]  # read above
    return found


def _heaps(request: DeskRequest) -> list[tuple[Heap, Tally]]:
    """The heaps on which something lies."""
    found = tallies_of(request)
    return [(one, found[one.key]) for one in inbox.heaps(request.parts) if found[one.key].count]


def _wish(request: DeskRequest) -> Wish:
    key, whose = request.GET.get("stapel", ""), _whose(request)
    known = {one.key for one in inbox.heaps(request.parts)}
    return Wish(
        heap=key if key in known else "",
        taken_by=request.user if whose == MINE else None,
        by_nobody=whose == NOBODY,
        after=request.GET.get("na", "")[:60],
    )


def _whose(request: DeskRequest) -> str:
    asked = request.GET.get("van", "")
    return asked if asked in (MINE, NOBODY) else ""


def _address(asked: Mapping[str, str], **changes: str) -> str:
    return with_query(reverse("coordinator:home"), {**asked, **changes})
