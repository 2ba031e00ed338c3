from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


class MailboxConfig(AppConfig):
    name = "aantafel.outbox.mailbox"
    label = "mailbox"
    verbose_name = _("Local mailbox")

    def ready(self) -> None:
        if settings.MAIL_REAL_ADDRESSES:
            raise ImproperlyConfigured(
                "The local mailbox shows codes to everyone, so it cannot be installed where real people get mail."
            )
