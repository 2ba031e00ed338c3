from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdeasConfig(AppConfig):
    name = "ideas"
    verbose_name = _("Ideas")

    def ready(self) -> None:
        from aantafel.accounts import intents
        from aantafel.core.registry import calendar_sources, on_erase, on_export, on_hand_back, on_hand_over, on_merge
        from aantafel.outbox import categories
        from ideas import agenda, receivers
        from ideas.enums import IntentionKind
        from ideas.services import (
            confirm,
            desk_privacy,
            hand_over,
            intentions,
            letters,
            likes,
            merge,
            privacy,
            reactions,
            support,
            support_privacy,
            voice_privacy,
        )

        calendar_sources.register(40, agenda.events)
        on_merge.register(40, merge.move_ideas)
        on_hand_over.register(40, hand_over.hand_over)
        on_hand_back.register(40, hand_over.hand_back)
        on_export.register(40, privacy.export_ideas)
        on_erase.register(40, privacy.erase_ideas)
        on_export.register(41, support_privacy.export_support)
        on_merge.register(41, desk_privacy.move_desk)
        on_export.register(42, desk_privacy.export_desk)
        on_erase.register(38, desk_privacy.erase_desk)
        on_export.register(43, voice_privacy.export_voices)
        on_erase.register(37, voice_privacy.erase_voices)
        on_erase.register(5, support_privacy.lock)
        on_erase.register(39, support_privacy.erase_support)
        intents.register("meant", intentions.carry_out, intentions.way_back, intentions.meaning)
        mine = intents.Until(_("Almost done: your idea is not pinned yet"), _("Pin my idea"))
        theirs = intents.Until(_("Almost done: the idea is not pinned yet"), _("Pin this idea"))
        intents.register("pin", confirm.confirm_pin, confirm.back_to_identity, until=mine)
        intents.register("help", confirm.confirm_help, confirm.back_to_helper, until=theirs)
        intents.register("claim", confirm.claim, confirm.back_to_claim)
        intents.register("letter", letters.claim, letters.back_to_code, letters.meaning)
        intentions.register(IntentionKind.LIKE, likes.like_as_meant, likes.like_path)
        for kind in support.FORMS:
            intentions.register(IntentionKind(kind), support.bring_as_meant, support.form_path)
        categories.register("likes", _("ideas that you like"))
        intentions.register(IntentionKind.REACTION, reactions.react_as_meant, reactions.typed_path)
        categories.register("reactions", _("reactions to your ideas"))
        categories.register("answers", _("answers to your reactions"))
        receivers.connect()
