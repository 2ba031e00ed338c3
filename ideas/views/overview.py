"""My AanTafel!: what is new, what waits for me, and what is mine."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.accounts.services import visits
from aantafel.core.addresses import with_query
from aantafel.core.paging import Page
from ideas import mine, news, own_lines, plans, support_queries


@signed_in
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """The first few of everything, each with its next step; what is more has a page of its own."""
    user, size = request.user, mine.ON_THE_OVERVIEW
    since = visits.news_since(user)
    lines = news.of(user, since) if since else []
    ideas, likes = mine.ideas_page(user, size=size), mine.likes_page(user, size=size)
    brought, to_me = support_queries.page_by(user, size=size), support_queries.page_waiting(user, size=size)
    own = mine.own_ideas(ideas.items)
    context = {
        "since": since,
        "news": lines,
        "new": sum(line.count for line in lines),
        "talks": plans.talks_of(user),
        "own_lines": own_lines.of(user),
        "to_do": [one for one in own if one.asks],
        "waiting": mine.waiting_for(user),
        "to_me": support_queries.lines(to_me),
        "more_to_me": bool(to_me.next),
        "ideas": mine.living_first(own),
        "more_ideas": bool(ideas.next),
        "likes": [mine.liked(like) for like in likes.items],
        "more_likes": bool(likes.next),
        "brought": support_queries.own_lines(brought),
        "more_brought": bool(brought.next),
    }
    return render(request, "ideas/overview.html", context)


@signed_in
@require_safe
def my_ideas(request: SignedInRequest) -> HttpResponse:
    page = mine.ideas_page(request.user, after=request.GET.get("na", ""))
    context = {"ideas": mine.own_ideas(page.items), **_ways(page, "ideas:my_ideas")}
    return render(request, "ideas/my_ideas.html", context)


@signed_in
@require_safe
def my_likes(request: SignedInRequest) -> HttpResponse:
    page = mine.likes_page(request.user, after=request.GET.get("na", ""))
    context = {"likes": [mine.liked(like) for like in page.items], **_ways(page, "ideas:my_likes")}
    return render(request, "ideas/my_likes.html", context)


@signed_in
@require_safe
def my_support(request: SignedInRequest) -> HttpResponse:
    """What I offered and asked."""
    page = support_queries.page_by(request.user, after=request.GET.get("na", ""))
    context = {"brought": support_queries.own_lines(page), **_ways(page, "ideas:my_support")}
    return render(request, "ideas/my_support.html", context)


@signed_in
@require_safe
def support_to_me(request: SignedInRequest) -> HttpResponse:
    """What waits for my answer at my ideas."""
    page = support_queries.page_waiting(request.user, after=request.GET.get("na", ""))
    context = {"to_me": support_queries.lines(page), **_ways(page, "ideas:support_to_me")}
    return render(request, "ideas/support_to_answer.html", context)


def _ways(page: Page[Any], name: str) -> dict[str, str]:
    """To the first page and the next one."""
    here = reverse(name)
    return {
        "newer": "" if page.is_first else here,
        "older": with_query(here, {"na": page.next}) if page.next else "",
    }
