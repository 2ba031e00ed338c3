from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "aantafel.core"
    label = "core"

    def ready(self) -> None:
        from aantafel.core import checks, heartbeat, logs, metrics, request_id, uploads

        checks.register_checks()
        request_id.connect()
        heartbeat.connect()
        logs.connect()
        metrics.register("uploads", uploads.gauges)
