"""Answering requests for help: the coordinator those of the municipality, the operator those that nobody else can."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import DeskRequest, SignedInRequest, desk_required, operator_required
from aantafel.accounts.enums import DeskPart
from aantafel.pages.help import seats
from aantafel.pages.help.seats import Seat
from coaches.enums_talk import HelpSide
from coaches.models import HelpRequest

AT_DESK = Seat(HelpSide.DESK, "coordinator/desk.html", "coordinator", lambda: HelpRequest.objects.all())
AT_OPERATOR = Seat(HelpSide.OPERATOR, "desk.html", "desk", lambda: HelpRequest.objects.at_operator())


@desk_required(DeskPart.MATCH)
@require_safe
def desk_list(request: DeskRequest) -> HttpResponse:
    return seats.list_page(request, AT_DESK)


@desk_required(DeskPart.MATCH)
@require_http_methods(["GET", "HEAD", "POST"])
def desk_one(request: DeskRequest, pk: int) -> HttpResponse:
    return seats.request_page(request, AT_DESK, pk)


@operator_required
@require_safe
def operator_list(request: SignedInRequest) -> HttpResponse:
    return seats.list_page(request, AT_OPERATOR)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def operator_one(request: SignedInRequest, pk: int) -> HttpResponse:
    return seats.request_page(request, AT_OPERATOR, pk)
