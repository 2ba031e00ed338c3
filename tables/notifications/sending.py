"""Putting a mail to one person in the outbox, from the site where their table stands."""

from collections.abc import Mapping, Sequence
from typing import Any

from aantafel.accounts.models import User
from aantafel.outbox.attachments import Attachment
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services import enqueue
from municipalities.senders import Sender


def to_address(
    kind: str,
    key: str,
    sender: Sender,
    context: Mapping[str, Any],
    *,
    to: str,
    language: str,
    recipient: str = "",
    category: str = "",
    attachments: Sequence[Attachment] = (),
) -> OutgoingMail | None:
    """None when it was sent before. With a `category` whoever gets it can stop mail of that sort."""
    return enqueue(
        kind=kind,
        to=to,
        language=language,
        dedupe_key=key,
        conversation=f"to:{to}",
        recipient=recipient,
        optional=bool(category),
        category=category,
        attachments=attachments,
        **sender.mail(dict(context)),
    )


def to_user(
    kind: str,
    key: str,
    sender: Sender,
    context: Mapping[str, Any],
    user: User,
    *,
    attachments: Sequence[Attachment] = (),
) -> None:
    """The same to somebody with an account, by name."""
    to_address(
        kind,
        key,
        sender,
        {"name": user.get_short_name(), **context},
        to=user.email,
        language=user.language,
        recipient=user.recipient,
        attachments=attachments,
    )
