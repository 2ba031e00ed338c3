"""All addresses. Dutch stands without a prefix, English under /en/."""

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

handler400 = "aantafel.pages.public.errors.bad_request"
handler403 = "aantafel.pages.public.errors.permission_denied"
handler404 = "aantafel.pages.public.errors.not_found"
handler500 = "aantafel.pages.public.errors.server_error"

urlpatterns = [
    path("", include("aantafel.pages.public.machines")),
    *i18n_patterns(
        path("", include("aantafel.accounts.urls")),
        path("", include("aantafel.accounts.second_factor_urls")),
        path("", include("ideas.urls")),
        path("", include("coaches.urls")),
        path("", include("tables.urls")),
        path("", include("movement.urls")),
        path("beheer/admin/", admin.site.urls),
        path("", include("aantafel.outbox.urls")),
        path("", include("aantafel.pages.desks.urls")),
        path("", include("aantafel.pages.coordinator.urls")),
        path("", include("aantafel.pages.coach.urls")),
        path("", include("aantafel.pages.help.urls")),
        path("", include("aantafel.pages.urls")),
        prefix_default_language=False,
    ),
]

if apps.is_installed("aantafel.outbox.mailbox"):
    urlpatterns += i18n_patterns(
        path("postvak/", include("aantafel.outbox.mailbox.urls")), prefix_default_language=False
    )
