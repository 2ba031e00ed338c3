"""Response headers that every page carries besides the content security policy."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

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
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response
