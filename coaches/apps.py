from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoachesConfig(AppConfig):
    name = "coaches"
    verbose_name = _("Coaches")

    def ready(self) -> None:
        from aantafel.core.registry import on_merge
        from coaches.services import merge

        on_merge.register(50, merge.move_coaches)
