"""My AanTafel!: what is new, what waits for me, and what is mine."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.accounts.services import visits
from aantafel.core.addresses import with_query
from ideas import mine, news


@signed_in
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """The first few of everything, each with its next step; what is more has a page of its own."""
    user, size = request.user, mine.ON_THE_OVERVIEW
    since = visits.news_since(user)
    lines = news.of(user, since) if since else []
    ideas, likes = mine.ideas_page(user, size=size), mine.likes_page(user, size=size)
    context = {
        "since": since,
        "news": lines,
        "new": sum(line.count for line in lines),
        "waiting": mine.waiting_for(user),
        "ideas": [mine.own_idea(idea) for idea in ideas.items],
        "more_ideas": bool(ideas.next),
        "likes": [mine.liked(like) for like in likes.items],
        "more_likes": bool(likes.next),
    }
    return render(request, "ideas/overview.html", context)


@signed_in
@require_safe
def my_ideas(request: SignedInRequest) -> HttpResponse:
    page = mine.ideas_page(request.user, after=request.GET.get("na", ""))
    here = reverse("ideas:my_ideas")
    context = {
        "ideas": [mine.own_idea(idea) for idea in page.items],
        "newer": "" if page.is_first else here,
        "older": with_query(here, {"na": page.next}) if page.next else "",
    }
    return render(request, "ideas/my_ideas.html", context)


@signed_in
@require_safe
def my_likes(request: SignedInRequest) -> HttpResponse:
    page = mine.likes_page(request.user, after=request.GET.get("na", ""))
    here = reverse("ideas:my_likes")
    context = {
        "likes": [mine.liked(like) for like in page.items],
        "newer": "" if page.is_first else here,
        "older": with_query(here, {"na": page.next}) if page.next else "",
    }
    return render(request, "ideas/my_likes.html", context)
