"""Whole pages for visitors without cookies, kept for a minute.

A view opts in with `@public_page`. The key is host, path, the allow-listed query and HX-Request; a query with any other
name goes past the cache. `purge` begins a new generation, which makes every kept page stale at once.
"""

import functools
import hashlib
import logging
import secrets
import time
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

R = TypeVar("R", bound=HttpResponseBase)

QUERY = frozenset(
    [
        *("q", "thema", "gemeente", "provincie", "sorteer", "na", "stap", "plaats", "omgeving", "buurt"),
        *("fase", "mensen", "minuten", "stand", "hoedanigheid", "waar", "maand", "vanaf", "tot"),
    ]
)
GENERATION_KEY = "pages:generation"
PAUSE_SECONDS = 30
_KEPT_HEADERS = ("Content-Type", "Content-Language", "Vary", "Link", "ETag", "Cache-Control")


class _Breaker:
    """After a failure the cache is left alone for a while, so that each request does not wait for it again."""

    def __init__(self) -> None:
        self.closed_until = 0.0

    def open(self) -> bool:
        return time.monotonic() >= self.closed_until

    def trip(self, error: Exception) -> None:
        self.closed_until = time.monotonic() + PAUSE_SECONDS
        logger.warning("page cache pauses for %s s: %s", PAUSE_SECONDS, error)


breaker = _Breaker()


def public_page(view: Callable[..., R]) -> Callable[..., R]:
    """The page is the same for everyone who brings no cookie, so that it may be kept and shared."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> R:
        response = view(request, *args, **kwargs)
        response.is_public_page = True  # type: ignore[attr-defined]  # read by the middleware below
        return response

    return wrapped


def purge() -> None:
    """Make every kept page stale; called when something is hidden, withdrawn or corrected.

    By chance and not by counting: a cache that threw the number away would count to the same one again.
    """
    try:
        cache.set(GENERATION_KEY, secrets.token_hex(8), timeout=None)
    except (RedisError, OSError) as error:
        breaker.trip(error)


class PageCacheMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = page_key(request)
        if key is None or not breaker.open():
            return self.get_response(request)
        try:
            found = cache.get_many([GENERATION_KEY, key])
        except (RedisError, OSError) as error:
            breaker.trip(error)
            return self.get_response(request)
        generation = found.get(GENERATION_KEY, "")
        kept = found.get(key)
        if kept and kept["generation"] == generation:
            return _restore(request, kept)
        response = self.get_response(request)
        _keep(key, generation, response)
        return response


def page_key(request: HttpRequest) -> str | None:
    """None when this request must not be answered from the cache."""
    if settings.PAGE_CACHE_SECONDS <= 0 or request.method not in {"GET", "HEAD"} or request.META.get("HTTP_COOKIE"):
        return None
    if not set(request.GET) <= QUERY:
        return None
    query = urlencode(sorted((name, value) for name, values in request.GET.lists() for value in values))
    part = "part" if request.headers.get("HX-Request") else "page"
    restore = request.headers.get("HX-History-Restore-Request", "")
    address = f"{request.META.get('HTTP_HOST', '')}{request.path}?{query}:{part}{restore}"
    return f"pages:{hashlib.blake2b(address.encode(), digest_size=20).hexdigest()}"


def _keep(key: str, generation: str, response: HttpResponseBase) -> None:
    if not getattr(response, "is_public_page", False) or response.status_code != 200 or response.cookies:
        return
    if not isinstance(response, HttpResponse):
        return
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    kept = {"generation": generation, "body": response.content, "headers": headers}
    try:
        cache.set(key, kept, timeout=settings.PAGE_CACHE_SECONDS)
    except (RedisError, OSError) as error:
        breaker.trip(error)


def _restore(request: HttpRequest, kept: dict[str, Any]) -> HttpResponseBase:
    """To who has it already, by its ETag, only that it is still the same."""
    response = HttpResponse(kept["body"])
    for name, value in kept["headers"].items():
        response.headers[name] = value
    tag = kept["headers"].get("ETag")
    return (get_conditional_response(request, etag=tag, response=response) or response) if tag else response
