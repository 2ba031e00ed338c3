from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "aantafel.accounts"
    label = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        from aantafel.accounts import intents, merge, receivers
        from aantafel.accounts.services import invitations, privacy
        from aantafel.core.registry import on_erase, on_export, on_merge

        on_merge.register(20, merge.move_people)
        on_export.register(10, privacy.export_person)
        on_erase.register(4, privacy.lock_roles)
        on_erase.register(9, privacy.end_roles)
        on_erase.register(100, privacy.erase_person)
        intents.register("role", invitations.carry_out, invitations.path_of, invitations.meaning)
        receivers.connect()
