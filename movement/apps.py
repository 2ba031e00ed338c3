from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MovementConfig(AppConfig):
    name = "movement"
    verbose_name = _("Movement")

    def ready(self) -> None:
        from aantafel.core.registry import on_erase, on_export, on_merge
        from movement import receivers, suggestions
        from movement.services import merge, network_privacy, privacy

        on_merge.register(70, merge.move_movement)
        on_export.register(70, privacy.export_movement)
        on_export.register(71, network_privacy.export_contacts)
        on_erase.register(36, privacy.erase_movement)
        on_erase.register(71, network_privacy.erase_contacts)
        receivers.connect()
        suggestions.connect()
