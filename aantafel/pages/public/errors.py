"""Pages for when something goes wrong, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from aantafel.accounts.decorators import is_of_somebody
from aantafel.core import typed
from aantafel.core.htmx import sentence, wants_fragment


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Also for unknown hosts, where nothing about the request can be trusted: no context processors."""
    return HttpResponse(loader.render_to_string("400.html", {}), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _kept_as_its_page(request, render(request, "403.html", status=403))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Whoever opens a link from somebody else's mail reads as whom they are signed in: the same words for what is of
    somebody else as for what is not there.
    """
    is_page = request.method in {"GET", "HEAD"} and not wants_fragment(request)
    if is_page and _is_of_somebody(request) and request.user.is_authenticated:
        response = render(request, "accounts/not_yours.html", {"here": request.get_full_path()}, status=404)
    else:
        response = render(request, "404.html", status=404)
    return _kept_as_its_page(request, response)


def _is_of_somebody(request: HttpRequest) -> bool:
    return request.resolver_match is not None and is_of_somebody(request.resolver_match.func)


def _kept_as_its_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What a view raises passes by what it says about keeping its pages: those of somebody are kept by nobody."""
    if _is_of_somebody(request):
        add_never_cache_headers(response)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the database, the session or context processors: any of them may be what failed."""
    return HttpResponse(loader.render_to_string("500.html", {}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open for too long, somebody signed in elsewhere meanwhile, or cookies are off."""
    if wants_fragment(request):
        return sentence(_("This page was open for a long time. Copy what you typed, and load the page again."), 403)
    return render(request, "403_csrf.html", {"typed": typed.texts(request)}, status=403)
