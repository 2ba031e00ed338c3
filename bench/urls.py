"""The site's own addresses, and beside them the bare view that they are measured against."""

from django.urls import path

from aantafel.urls import handler400, handler403, handler404, handler500
from aantafel.urls import urlpatterns as of_the_site
from bench.bare import bare

urlpatterns = [path("kale-lijst/", bare), *of_the_site]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
