"""Leading people to the site where something stands: the local one of a municipality, or the national one."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from aantafel.core import typed
from aantafel.core.htmx import sentence, wants_fragment
from aantafel.core.locale import in_language
from ideas.models import Idea
from municipalities import sites
from municipalities.models import Instance
from tables.models import Table

POLLED = "tables:live"
NATIONAL_ONLY = ("/beheer/", "/gemeenten/")


def _place_of_idea(pk: int) -> int | None:
    """Of one that ever was public: where another one lies is nobody's business."""
    shown = Idea.everywhere.filter(pk=pk, published_at__isnull=False)
    return shown.values_list("municipality_id", flat=True).first()


def _place_of_table(pk: int) -> int | None:
    return Table.everywhere.filter(pk=pk).values_list("municipality_id", flat=True).first()


NUMBERED: dict[str, Callable[[int], int | None]] = {"ideas": _place_of_idea, "tables": _place_of_table}


class RightHostMiddleware:
    """Old addresses keep working, whichever site they are asked of: nothing of them is lost on the way, and none of it
    is for good, since a site may end. What is sent by a form is taken in where it was sent to, or given back where the
    site itself has moved: no form can follow to another host.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponseBase], _args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        away = sites.leads_to(request)
        if away:
            return _give_back(request, away)
        instance = sites.of(request)
        if instance is None:
            return _to_local_site(request, kwargs)
        return _to_national_site(request, instance)


def _give_back(request: HttpRequest, away: str) -> HttpResponseBase:
    """What was sent from a page that stood open while its site moved."""
    if wants_fragment(request):
        return sentence(_("This site has a new address. Copy what you typed, and load the page again."), 409)
    context = {"typed": typed.texts(request), "url": away + (typed.page_of(request) or "/")}
    return render(request, "moved.html", context, status=409)


def _to_local_site(request: HttpRequest, kwargs: dict[str, Any]) -> HttpResponseBase | None:
    """An idea or table that ever was public, and all pages below it. One query, and none while no site is open; one
    more before it leads away, since the addresses of a site that ended a moment ago lead back to here.
    """
    match = request.resolver_match
    place_of = NUMBERED.get(match.namespace) if match and not _polls(request, match.view_name) else None
    if place_of is None or not {"pk", "slug"} <= kwargs.keys() or not sites.any_open() or not _reads(request):
        return None
    place = place_of(kwargs["pk"])
    base = sites.base_url(place)
    if base == settings.BASE_URL or not sites.is_open_now(place):
        return None
    return _lead(request, base + request.get_full_path())


def _to_national_site(request: HttpRequest, instance: Instance) -> HttpResponseBase | None:
    """The operator's desk and the list of municipalities; the page of the own municipality is the home page here."""
    bare = in_language(request.path_info, settings.LANGUAGE_CODE)
    if not bare.startswith(NATIONAL_ONLY):
        return None
    if not _reads(request):
        raise Http404
    if bare == f"/gemeenten/{instance.municipality.slug}/":
        language = "en" if bare != request.path_info else settings.LANGUAGE_CODE
        return _lead(request, in_language("/", language))
    return _lead(request, settings.BASE_URL + request.get_full_path())


def _polls(request: HttpRequest, name: str) -> bool:
    """A page that asks again every few seconds was led to its site when it was opened."""
    return name == POLLED and wants_fragment(request)


def _reads(request: HttpRequest) -> bool:
    return request.method in {"GET", "HEAD"}


def _lead(request: HttpRequest, url: str) -> HttpResponseBase:
    """Not for good. A part of a page cannot follow to another host: the whole page goes there."""
    if wants_fragment(request):
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)
