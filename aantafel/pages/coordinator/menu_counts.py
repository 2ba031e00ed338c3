"""How much lies on each heap, for the menu that stands on every page of a municipality's desk.

Counting thousands of rows for a number in a menu takes longer than the page beside it. So what was counted is
remembered for some seconds, for all who work at this desk; whatever is sent on the site of the municipality empties it,
so that whoever did something sees it at once. What was done elsewhere (from a link in a mail) shows some seconds later.
The page of all that waits counts anew each time.
"""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from redis.exceptions import RedisError

from aantafel.accounts.decorators import DeskRequest
from aantafel.accounts.enums import DeskPart
from aantafel.pages.coordinator import inbox
from aantafel.pages.desks.counting import Tally
from municipalities import sites
from municipalities.models import Instance

logger = logging.getLogger(__name__)
EVERY_PART = frozenset(DeskPart)


def of(request: DeskRequest) -> dict[str, Tally]:
    """Of the heaps that this person works at. At most one statement."""
    counted: dict[str, Tally] | None = getattr(request, "desk_tallies", None)
    if counted is not None:
        return counted
    if settings.DESK_COUNT_SECONDS <= 0:
        return inbox.tallies(request.instance, request.parts)
    found = _remembered(request.instance)
    return {one.key: found[one.key] for one in inbox.heaps(request.parts) if one.key in found}


def _remembered(here: Instance) -> dict[str, Tally]:
    try:
        found: dict[str, Tally] | None = cache.get(_key(here))
        if found is None:
            found = inbox.tallies(here, EVERY_PART)
            cache.set(_key(here), found, timeout=settings.DESK_COUNT_SECONDS)
    except (RedisError, OSError) as error:
        logger.warning("the menu of a desk does without the cache: %s", error)
        return inbox.tallies(here, EVERY_PART)
    return found


def forget(here: Instance) -> None:
    try:
        cache.delete(_key(here))
    except (RedisError, OSError) as error:
        logger.warning("the menu of a desk does without the cache: %s", error)


def _key(here: Instance) -> str:
    return f"desk-counts:{here.municipality_id}"


class DeskCountsMiddleware:
    """After whatever is sent on the site of a municipality its counts are made anew."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        here = None if request.method in {"GET", "HEAD", "OPTIONS"} else sites.of(request)
        if here is not None and settings.DESK_COUNT_SECONDS > 0:
            forget(here)
        return response
