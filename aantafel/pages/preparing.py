"""A site that is being prepared: its own people look around, others read that it is coming."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from aantafel.accounts.permissions import belongs_to, is_operator
from aantafel.core.addresses import with_query
from aantafel.core.htmx import sentence, wants_fragment
from aantafel.core.locale import in_language
from aantafel.pages.public import prose
from municipalities import sites
from municipalities.enums import InstanceState
from municipalities.models import Instance

CLOSED = (
    "ideas",
    "tables",
    "coaches",
    "movement",
    "pages",
)  # by namespace; desks and signing in have doors of their own
ALWAYS_OPEN = frozenset(f"pages:{page.name}" for page in prose.PAGES)
OWN_PAGES = ("/mijn/", "/coach/")


class PreparingMiddleware:
    """Stands behind the one that knows who is signed in. No page of such a site is found by a search engine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if _preparing(request) is not None:
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponseBase], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        instance = _preparing(request)
        if instance is None or not _is_closed(request) or _is_own(request, instance):
            return None
        if wants_fragment(request):
            return sentence(_("This site is not open yet."), 403)
        return _coming(request, instance)


def _preparing(request: HttpRequest) -> Instance | None:
    instance = sites.of(request)
    return instance if instance is not None and instance.state == InstanceState.PREPARING else None


def _is_closed(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None or match.view_name in ALWAYS_OPEN:
        return False
    bare = in_language(request.path_info, settings.LANGUAGE_CODE)
    return match.namespace in CLOSED and not bare.startswith(OWN_PAGES)


def _is_own(request: HttpRequest, instance: Instance) -> bool:
    return belongs_to(request.user, instance.municipality_id) or is_operator(request.user)


def _coming(request: HttpRequest, instance: Instance) -> HttpResponse:
    reads = request.method in {"GET", "HEAD"}
    back = {"next": request.get_full_path() if reads else "/"}
    context = {
        "municipality": instance.municipality,
        "pin_url": settings.BASE_URL + reverse("ideas:pin"),
        "place_url": settings.BASE_URL + instance.municipality.get_absolute_url(),
        "sign_in_url": with_query(reverse("accounts:sign_in"), back),
    }
    return render(request, "pages/preparing.html", context, status=200 if reads else 403)
