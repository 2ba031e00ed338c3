from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TablesConfig(AppConfig):
    name = "tables"
    verbose_name = _("Tables")

    def ready(self) -> None:
        from aantafel.core.registry import on_erase, on_export, on_hand_back, on_hand_over, on_merge
        from ideas.enums import IntentionKind
        from ideas.services import intentions
        from ideas.status import further
        from tables import owner, receivers
        from tables.services import answers, hand_over, look_privacy, merge, plan_privacy, privacy

        on_merge.register(60, merge.move_tables)
        on_merge.register(61, merge.move_work_forms)
        on_hand_over.register(60, hand_over.hand_over)
        on_hand_back.register(60, hand_over.hand_back)
        on_export.register(60, privacy.export_answers)
        on_export.register(61, plan_privacy.export)
        on_erase.register(7, privacy.lock_tables)
        on_erase.register(30, privacy.erase_from_mail)
        on_erase.register(31, privacy.erase_answers)
        on_erase.register(32, plan_privacy.erase)
        on_export.register(62, look_privacy.export)
        on_erase.register(33, look_privacy.erase)
        intentions.register(IntentionKind.ANSWER, answers.answer_as_meant, answers.form_path)
        further.register(60, owner.guidance)
        receivers.connect()
