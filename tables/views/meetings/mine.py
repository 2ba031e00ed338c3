"""The meetings at which somebody has a task, from their own page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import SignedInRequest, signed_in
from tables.meetings import mine as my_meetings


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    page = my_meetings.page(request.user, after=request.GET.get("na", "")[:40])
    return render(request, "tables/meetings/mine.html", page)
