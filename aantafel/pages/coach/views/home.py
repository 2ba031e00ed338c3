"""The first page of the coach's desk: what is asked, what runs, what rests."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import DeskRequest, coach_required
from aantafel.core.addresses import with_query
from aantafel.pages.coach import board
from coaches import talk


@coach_required
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    mine = board.board(request.user)
    before = board.ended(request.user, after=request.GET.get("na", "")[:40])
    here = reverse("coach:home")
    context = {
        "board": mine,
        "idle": not (mine.asked or mine.running or mine.resting),
        "before": before.items,
        "first": "" if before.is_first else here + "#eerder",
        "more": with_query(here, {"na": before.next}) + "#eerder" if before.next else "",
        "unread": talk.unread(request.user),
    }
    return render(request, "coach/home.html", context)
