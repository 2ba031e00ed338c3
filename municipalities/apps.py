from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MunicipalitiesConfig(AppConfig):
    name = "municipalities"
    verbose_name = _("Municipalities")

    def ready(self) -> None:
        from aantafel.core.registry import on_merge
        from municipalities.services import merge_sites

        on_merge.register(10, merge_sites.move_sites)
