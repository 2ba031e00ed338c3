"""The first page of the desk: what waits."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required


@desk_required()
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    return render(request, "coordinator/home.html")
