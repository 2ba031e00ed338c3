from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "aantafel.core"
    label = "core"

    def ready(self) -> None:
        from aantafel.core import checks

        checks.register_checks()
