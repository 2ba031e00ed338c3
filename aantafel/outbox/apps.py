from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "aantafel.outbox"
    label = "outbox"
    verbose_name = _("Outgoing mail")

    def ready(self) -> None:
        from aantafel.core import health as site_health
        from aantafel.core import metrics
        from aantafel.core.registry import on_erase, on_export, on_merge
        from aantafel.outbox.services import health, privacy

        site_health.register("outbox", health.is_on_time)
        metrics.register("outbox", health.gauges)

        on_merge.register(20, privacy.move_municipality)
        on_erase.register(90, privacy.erase)  # what comes in until the end of the erasure too
        on_export.register(20, privacy.export)
