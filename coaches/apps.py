from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoachesConfig(AppConfig):
    name = "coaches"
    verbose_name = _("Coaches")

    def ready(self) -> None:
        from aantafel.accounts import intents
        from aantafel.core.registry import on_erase, on_export, on_hand_back, on_hand_over, on_merge
        from aantafel.outbox import categories
        from coaches import receivers
        from coaches.notifications import talk
        from coaches.services import answers, applications, help_requests, merge, privacy, sites, talk_privacy

        on_merge.register(50, merge.move_coaches)
        on_merge.register(51, talk_privacy.move)
        on_export.register(50, privacy.export_coaching)
        on_export.register(51, talk_privacy.export_talk)
        on_erase.register(6, privacy.lock_coaching)
        on_erase.register(8, privacy.forget_names)
        on_erase.register(37, talk_privacy.erase_talk)
        on_erase.register(38, privacy.erase_coaching)
        on_hand_over.register(51, help_requests.report)
        on_hand_back.register(50, sites.end_matches)
        on_hand_back.register(51, help_requests.report)
        intents.register("match", answers.accept_as_meant, answers.answer_path, answers.meaning)
        intents.register("coach", applications.confirm, applications.way_back, applications.meaning)
        categories.register(talk.CATEGORY, _("answers to what you asked other coaches"))
        receivers.connect()
