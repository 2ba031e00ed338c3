from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "aantafel.core"
    label = "core"

    def ready(self) -> None:
        from aantafel.core import checks, heartbeat, logs, request_id

        checks.register_checks()
        request_id.connect()
        heartbeat.connect()
        logs.connect()
