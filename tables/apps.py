from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TablesConfig(AppConfig):
    name = "tables"
    verbose_name = _("Tables")

    def ready(self) -> None:
        from aantafel.core.registry import on_merge
        from tables.services import merge

        on_merge.register(60, merge.move_tables)
