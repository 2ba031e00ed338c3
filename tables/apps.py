from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TablesConfig(AppConfig):
    name = "tables"
    verbose_name = _("Tables")

    def ready(self) -> None:
        from aantafel.accounts.services.sign_in import expected
        from aantafel.core.registry import calendar_sources, on_erase, on_export, on_hand_back, on_hand_over, on_merge
        from aantafel.outbox import categories
        from ideas.enums import IntentionKind
        from ideas.own_lines import own_lines
        from ideas.services import intentions
        from ideas.status import further
        from tables import receivers
        from tables.asking import my_invitations, suggestions
        from tables.meetings import calendar
        from tables.meetings import mine as my_meetings
        from tables.notifications.asking import CATEGORY, NEWS
        from tables.road import owner
        from tables.services import (
            answers,
            hand_over,
            life_privacy,
            look_privacy,
            meeting_privacy,
            merge,
            plan_privacy,
            privacy,
            seat_privacy,
        )
        from tables.services.minutes import note_takers
        from tables.services.minutes import privacy as minutes_privacy

        on_merge.register(60, merge.move_tables)
        on_merge.register(61, merge.move_work_forms)
        on_merge.register(62, merge.move_town_contacts)
        on_hand_over.register(60, hand_over.hand_over)
        on_hand_back.register(60, hand_over.hand_back)
        on_export.register(60, privacy.export_answers)
        on_export.register(61, life_privacy.export_road)
        on_export.register(62, seat_privacy.export_seats)
        on_export.register(63, meeting_privacy.export_meetings)
        on_export.register(64, plan_privacy.export)
        on_export.register(65, minutes_privacy.export)
        on_export.register(66, look_privacy.export)
        on_erase.register(7, privacy.lock_tables)
        on_erase.register(20, minutes_privacy.erase)
        on_erase.register(29, meeting_privacy.erase_meetings)
        on_erase.register(30, privacy.erase_from_mail)
        on_erase.register(31, privacy.erase_answers)
        on_erase.register(32, life_privacy.erase_road)
        on_erase.register(34, look_privacy.erase)
        on_erase.register(35, seat_privacy.erase_seats)
        categories.register(CATEGORY, _("invitations to meetings of tables"))
        categories.register(NEWS, _("minutes, choices and surveys of tables where you take part"))
        own_lines.register(60, my_invitations.own_line)
        own_lines.register(61, my_meetings.own_lines)
        expected.register(60, note_takers.is_asked)
        suggestions.register_own()
        further.register(60, owner.guidance)
        calendar_sources.register(60, calendar.of_person)
        intentions.register(IntentionKind.ANSWER, answers.answer_as_meant, answers.form_path)
        receivers.connect()
