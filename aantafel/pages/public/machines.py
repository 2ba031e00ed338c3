"""What stands outside the two languages: files for machines, and the pictures that people uploaded."""

import functools
import logging
from collections.abc import Callable

from django.contrib.sitemaps.views import index, sitemap
from django.core.files import File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path, re_path
from django.views.decorators.http import require_safe

from aantafel.core import thumbnails, uploads
from aantafel.pages.public.prose import machine_urlpatterns
from aantafel.pages.public.sitemaps import SECTIONS
from movement.views.public import agenda

logger = logging.getLogger(__name__)

HEADERS = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


PictureView = Callable[..., HttpResponseBase]


def _or_later(view: PictureView) -> PictureView:
    """A storage that does not answer is said to be back later; a browser then shows the picture's description."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, name: str) -> HttpResponseBase:
        try:
            return view(request, name)
        except uploads.failures():
            logger.exception("a picture could not be read")
            return HttpResponse(status=503, headers={"Retry-After": "60"})

    return wrapped


@require_safe
@_or_later
def picture(_request: HttpRequest, name: str) -> FileResponse:
    """One picture by its unguessable name, which never gets another content. There is no list of them."""
    return FileResponse(_open(f"pictures/{name}"), content_type="image/jpeg", headers=HEADERS)


@require_safe
@_or_later
def portrait(_request: HttpRequest, name: str) -> FileResponse:
    """The photo of a coach, likewise."""
    return FileResponse(_open(f"portraits/{name}"), content_type="image/jpeg", headers=HEADERS)


@require_safe
@_or_later
def small_picture(_request: HttpRequest, name: str) -> HttpResponse:
    """The same picture as small as a card shows it."""
    with _open(f"pictures/{name}") as file:
        return HttpResponse(thumbnails.small(name, file), content_type="image/jpeg", headers=HEADERS)


def _open(name: str) -> File[bytes]:
    try:
        return default_storage.open(name)
    except FileNotFoundError as missing:
        raise Http404 from missing


_NAME = r"(?P<name>[0-9a-f]{32}\.jpg)"
urlpatterns = [
    path("sitemap.xml", index, {"sitemaps": SECTIONS, "sitemap_url_name": "sitemap"}, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", sitemap, {"sitemaps": SECTIONS}, name="sitemap"),
    re_path(rf"^media/pictures/{_NAME}$", picture, name="picture"),
    re_path(rf"^media/portraits/{_NAME}$", portrait, name="portrait"),
    re_path(rf"^media/small/{_NAME}$", small_picture, name="small_picture"),
    path("feeds/agenda.ics", agenda, name="agenda"),
    *machine_urlpatterns,
]
