"""The four core questions of a table, as its coach answers them together with the pinner."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import DeskRequest, coach_required
from tables.enums import ActorRole
from tables.permissions import coached_table
from tables.views import core_pages
from tables.views.core_pages import Seat


def _seat(request: DeskRequest, pk: int) -> Seat:
    table, _match = coached_table(request.user, request.instance.municipality, pk)
    return Seat(table, ActorRole.COACH, "coach/desk.html", "coach", pk, reverse("coach:table", args=[pk]))


@coach_required
@require_safe
def overview(request: DeskRequest, pk: int) -> HttpResponse:
    return core_pages.overview(request, _seat(request, pk))


@coach_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: DeskRequest, pk: int, word: str) -> HttpResponse:
    return core_pages.question(request, _seat(request, pk), word)


@coach_required
@require_safe
def versions(request: DeskRequest, pk: int, word: str) -> HttpResponse:
    return core_pages.versions(request, _seat(request, pk), word)


@coach_required
@require_safe
def paper(request: DeskRequest, pk: int) -> HttpResponse:
    return core_pages.paper(request, _seat(request, pk))
