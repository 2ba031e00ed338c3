"""Checks that Django runs before it starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

LOCAL_ONLY = "aantafel.outbox.mailbox"


def no_mailbox_in_production(**_kwargs: Any) -> list[CheckMessage]:
    """The local mailbox shows sign-in codes to anyone, so it may not exist where real people are."""
    if LOCAL_ONLY in settings.INSTALLED_APPS or settings.OUTBOX_TRANSPORT.endswith(".capture"):
        return [
            Error(
                "The local mailbox is installed: it shows every mail, codes included, to everyone.",
                hint=f"Leave {LOCAL_ONLY} out and send mail through EMAIL_URL.",
                id="aantafel.E001",
            )
        ]
    return []


def register_checks() -> None:
    register(no_mailbox_in_production, Tags.security, deploy=True)
