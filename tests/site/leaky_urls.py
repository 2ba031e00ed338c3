"""The addresses of the site, and some that leak."""

from aantafel.urls import urlpatterns as ours
from tests.site.plain_urls import handler403, handler404
from tests.site.test_isolation import LEAKS

__all__ = ["handler403", "handler404", "urlpatterns"]

urlpatterns = [*LEAKS, *ours]
