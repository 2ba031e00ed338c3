from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "aantafel.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from aantafel.outbox import categories
        from aantafel.pages import receivers
        from aantafel.pages.coordinator import heaps, logbook_sources, weekly  # noqa: F401  heaps register themselves
        from aantafel.pages.coordinator.coaching import log

        receivers.connect()
        logbook_sources.connect()
        log.connect()
        categories.register(weekly.CATEGORY, _("what waits at your desk"))
