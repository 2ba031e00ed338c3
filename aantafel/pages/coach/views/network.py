"""The network list at the desk of the coaches: to read, to add to, and to check."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.decorators import DeskRequest, coach_required
from aantafel.pages.network import screens
from aantafel.pages.network.screens import COACH


@coach_required
@require_safe
def network(request: DeskRequest) -> HttpResponse:
    return screens.contacts(request, COACH)


@coach_required
@require_safe
def contact(request: DeskRequest, pk: int) -> HttpResponse:
    return screens.contact(request, COACH, pk)


@coach_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: DeskRequest) -> HttpResponse:
    return screens.add(request, COACH)


@coach_required
@require_POST
def check(request: DeskRequest, pk: int) -> HttpResponse:
    return screens.check(request, COACH, pk)
