from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdeasConfig(AppConfig):
    name = "ideas"
    verbose_name = _("Ideas")

    def ready(self) -> None:
        from aantafel.accounts import intents
        from aantafel.core.registry import on_merge
        from ideas.services import confirm, merge

        on_merge.register(40, merge.move_ideas)
        intents.register("pin", confirm.confirm_pin, confirm.back_to_identity)
        intents.register("help", confirm.confirm_help, confirm.back_to_helper)
        intents.register("claim", confirm.claim, confirm.back_to_claim)
