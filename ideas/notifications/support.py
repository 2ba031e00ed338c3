"""Mails about what people bring to an idea: to the pinner at once, and back with the answer.

No address travels along, but one that its bearer wanted to share; and a reply to any of them goes to
who looks after the municipality.
"""

from typing import Any

from aantafel.accounts.models import User
from ideas.enums import SupportKind
from ideas.models import Support
from ideas.notifications.base import addressee, send
from municipalities import senders


def support_brought(support: Support) -> None:
    """To the pinner, or the helper: what somebody offers or asks, and where to answer."""
    user = addressee(support.idea)
    if user is None:
        return
    who = {"supporter": support.user.name, "email": support.user.email if support.shares_email else ""}
    _send(f"ideas/support_{support.kind}", support, user, who, support_key(support.pk))


def support_reply(support: Support) -> None:
    """To whoever brought it: the pinner's answer, or thanks."""
    kind = "ideas/support_answered" if support.kind == SupportKind.QUESTION else "ideas/support_thanked"
    _send(kind, support, support.user, {}, support_reply_key(support.pk))


def support_keys(pks: list[int]) -> list[str]:
    """Under which keys the outbox keeps these mails, which hold what people wrote to each other."""
    return [f"ideas:{key(pk)}" for pk in pks for key in (support_key, support_reply_key)]


def support_key(pk: int) -> str:
    return f"support:{pk}"


def support_reply_key(pk: int) -> str:
    return f"support-reply:{pk}"


def _send(kind: str, support: Support, user: User, more: dict[str, Any], key: str) -> None:
    sender = senders.of(support.idea.municipality_id)
    context = {
        "idea": support.idea,
        "support": support,
        "name": user.get_short_name(),
        "url": sender.link("ideas:support", user.language, support.pk),
    }
    send(sender, kind, user.email, user.language, {**context, **more}, key, recipient=user.recipient)
