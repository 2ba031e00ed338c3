"""Response headers that every page carries besides the content security policy."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers

SECRETS = frozenset({"key", "token", "secret"})  # parts of an address, by their name in the URLconf
PERMISSIONS = "camera=(), geolocation=(), payment=(), usb=(), microphone=(), browsing-topics=()"
WITH_MICROPHONE = PERMISSIONS.replace("microphone=()", "microphone=(self)")


def may_use_microphone(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The one page that may ask the browser for the microphone."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Permissions-Policy"] = WITH_MICROPHONE
        return response

    return wrapped


class HeadersMiddleware:
    """A page whose address is a secret is kept by nobody and found by no search engine. Its address goes to no other
    site either: that is the referrer policy of all pages. (Stricter is of no use: where no referrer may be sent at all,
    browsers send forms from nowhere, which the protection against forgery refuses.)
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        match = request.resolver_match
        if match is not None and not SECRETS.isdisjoint(match.kwargs):
            response.headers.setdefault("X-Robots-Tag", "noindex")
            if not response.has_header("Cache-Control"):
                add_never_cache_headers(response)
        return response
