"""The first page of the coach's desk: what is asked, what runs, what rests."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import DeskRequest, coach_required


@coach_required
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    return render(request, "coach/home.html")
