"""The addresses of the site, with errors of one word: a whole page for each of thousands would only take time."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from aantafel.urls import urlpatterns

__all__ = ["urlpatterns"]


def handler403(_request: HttpRequest, **_why: Any) -> HttpResponse:
    return HttpResponse("nee", status=403)


def handler404(_request: HttpRequest, **_why: Any) -> HttpResponse:
    return HttpResponse("niets", status=404)
