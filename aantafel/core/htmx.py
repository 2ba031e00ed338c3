"""One way to answer with a page or, to htmx, with a named part of that page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise


def wants_fragment(request: HttpRequest) -> bool:
    """True when htmx asks for a part; a history restore wants the whole page."""
    return bool(request.headers.get("HX-Request")) and not request.headers.get("HX-History-Restore-Request")


def sentence(text: str | Promise, status: int) -> HttpResponse:
    """To htmx, which shows no answer of 400 and up: the script beside it says these words where somebody pressed."""
    return HttpResponse(str(text), status=status, content_type="text/plain; charset=utf-8")


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partial: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or for htmx the partial of that name which the page's own template defines."""
    name = f"{template}#{partial}" if partial and wants_fragment(request) else template
    response = render(request, name, context or {}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
