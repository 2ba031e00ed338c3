"""What stands outside the two languages: files for machines, and the pictures that people uploaded."""

import functools
import logging
from collections.abc import Callable
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.core.files import File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path, re_path
from django.views.decorators.http import require_safe

from aantafel.accounts.enums import DeskPart
from aantafel.accounts.permissions import desk_parts
from aantafel.accounts.views import calendars
from aantafel.core import thumbnails, uploads
from aantafel.pages.public.prose import machine_urlpatterns
from aantafel.pages.public.sitemaps import LOCAL_SECTIONS, SECTIONS
from movement.views.public import agenda
from municipalities import sites
from municipalities.branding import look as branding
from municipalities.models import Instance
from municipalities.services import looks
from tables.views.minutes_all import feed as minutes_feed

logger = logging.getLogger(__name__)

STYLE = "text/css; charset=utf-8"
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


@require_safe
@_or_later
def logo(request: HttpRequest, name: str) -> FileResponse:
    """The logo of the site that was asked, and of no other."""
    instance = sites.of(request)
    if instance is None or instance.logo.name != f"logos/{name}":
        raise Http404
    return FileResponse(_open(instance.logo.name), content_type="image/png", headers=HEADERS)


@require_safe
def look(request: HttpRequest, digest: str) -> HttpResponse:
    """The style sheet of a site: its name is told by its content, so that it may be kept for ever. One that is only
    being tried is for the people of the desk.
    """
    instance = sites.of(request)
    if instance is not None and instance.look_digest == digest:
        return HttpResponse(branding.style(instance.tokens), content_type=STYLE, headers=HEADERS)
    draft = looks.draft_of(instance) if instance is not None else None
    if instance is None or draft is None or draft.digest != digest or not _may_lead(request, instance):
        raise Http404
    return HttpResponse(branding.style(draft.tokens), content_type=STYLE, headers={"Cache-Control": "no-store"})


def _may_lead(request: HttpRequest, instance: Instance) -> bool:
    return DeskPart.LEAD in desk_parts(request.user, instance.municipality_id)


def _open(name: str) -> File[bytes]:
    try:
        return default_storage.open(name)
    except FileNotFoundError as missing:
        raise Http404 from missing


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """Which lists there are of this site."""
    return index(request, _sections(request), sitemap_url_name="sitemap")


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponseBase:
    return sitemap(request, _sections(request), section)


def _sections(request: HttpRequest) -> dict[str, type[Sitemap[Any]] | Sitemap[Any]]:
    """A local site has no list of municipalities, and none at all before it opens."""
    instance = sites.of(request)
    if instance is None:
        return SECTIONS
    if not instance.is_open:
        raise Http404
    return LOCAL_SECTIONS


_NAME = r"(?P<name>[0-9a-f]{32}\.jpg)"
urlpatterns = [
    path("sitemap.xml", sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", sitemap_section, name="sitemap"),
    re_path(rf"^media/pictures/{_NAME}$", picture, name="picture"),
    re_path(rf"^media/portraits/{_NAME}$", portrait, name="portrait"),
    re_path(rf"^media/small/{_NAME}$", small_picture, name="small_picture"),
    re_path(r"^media/logos/(?P<name>[0-9a-f]{32}\.png)$", logo, name="logo"),
    re_path(r"^vormgeving/(?P<digest>[0-9a-f]{16})\.css$", look, name="look"),
    path("feeds/agenda.ics", agenda, name="agenda"),
    re_path(r"^agenda/(?P<secret>[A-Za-z0-9_-]{32})\.ics$", calendars.feed, name="calendar_feed"),
    path("feeds/verslagen.atom", minutes_feed, name="minutes_feed"),
    *machine_urlpatterns,
]
