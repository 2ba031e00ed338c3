"""Mails about signing in."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from aantafel.accounts import intents
from aantafel.accounts.models import SignInToken
from aantafel.outbox.enums import Lane
from aantafel.outbox.services import enqueue
from municipalities import sites


def sign_in(*, token: SignInToken, code: str, language: str) -> None:
    """The code, and a link that brings the code along. The code is kept out of the stored text."""
    with translation.override(language):
        meaning = intents.meaning(token.intent).sentence
        start = sites.here() + reverse("accounts:link", args=[token.key, 0]).removesuffix("0/")
    minutes = int(settings.SIGN_IN_CODE_LIFETIME.total_seconds() // 60)
    is_pin = token.intent.startswith(("pin:", "help:"))
    context = {"pinning": is_pin, "meaning": meaning, "link_start": start, "minutes": minutes}
    _send(token, "accounts/sign_in", language, context, code)


def unknown_address(*, token: SignInToken, language: str) -> None:
    """Nobody has this address here; the mail says how to begin."""
    _send(token, "accounts/unknown_address", language, {}, "")


def _send(token: SignInToken, kind: str, language: str, context: dict[str, Any], secret: str) -> None:
    enqueue(
        kind=kind,
        to=token.email,
        language=language,
        context=context,
        dedupe_key=f"sign-in:{token.key}",
        lane=Lane.CODES,
        secret=secret,
        expires_at=token.expires_at,
    )
