from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoachesConfig(AppConfig):
    name = "coaches"
    verbose_name = _("Coaches")

    def ready(self) -> None:
        from aantafel.core.registry import on_erase, on_export, on_hand_back, on_hand_over, on_merge
        from aantafel.outbox import categories
        from coaches.notifications import talk
        from coaches.services import help_requests, merge, talk_privacy

        on_merge.register(50, merge.move_coaches)
        on_merge.register(51, talk_privacy.move)
        on_export.register(51, talk_privacy.export_talk)
        on_erase.register(37, talk_privacy.erase_talk)
        on_hand_over.register(51, help_requests.hand_over)
        on_hand_back.register(51, help_requests.hand_back)
        categories.register(talk.CATEGORY, _("answers to what you asked other coaches"))
