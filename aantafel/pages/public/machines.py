"""What stands outside the two languages: files for machines, and the pictures that people uploaded."""

from django.contrib.sitemaps.views import index, sitemap
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.urls import path, re_path
from django.views.decorators.http import require_safe

from aantafel.pages.public.prose import machine_urlpatterns
from aantafel.pages.public.sitemaps import SECTIONS

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def picture(_request: HttpRequest, name: str) -> FileResponse:
    """One picture by its unguessable name, which never gets another content. There is no list of them."""
    try:
        file = default_storage.open(f"pictures/{name}")
    except FileNotFoundError as missing:
        raise Http404 from missing
    headers = {"Cache-Control": FOR_EVER, "X-Content-Type-Options": "nosniff"}
    return FileResponse(file, content_type="image/jpeg", headers=headers)


urlpatterns = [
    path("sitemap.xml", index, {"sitemaps": SECTIONS, "sitemap_url_name": "sitemap"}, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", sitemap, {"sitemaps": SECTIONS}, name="sitemap"),
    re_path(r"^media/pictures/(?P<name>[0-9a-f]{32}\.jpg)$", picture, name="picture"),
    *machine_urlpatterns,
]
