"""Putting a mail in the outbox: a row in the caller's transaction, and a ring for a worker after the commit."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from aantafel.core import doorbell, request_id
from aantafel.core.text import tidy
from aantafel.outbox import addresses, categories, labels
from aantafel.outbox.attachments import Attachment, checked
from aantafel.outbox.enums import Lane
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.render import render
from aantafel.outbox.services import optout


def enqueue(
    *,
    kind: str,
    to: str,
    language: str,
    context: Mapping[str, Any],
    dedupe_key: str,
    lane: Lane = Lane.NORMAL,
    to_name: str = "",
    from_name: str = "",
    reply_to: str = "",
    conversation: str = "",
    secret: str = "",
    expires_at: datetime | None = None,
    optional: bool = False,
    category: str = "",
    recipient: str = "",
    attachments: Sequence[Attachment] = (),
) -> OutgoingMail | None:
    """One mail for one event, inside the caller's transaction; None when `dedupe_key` has been used before.

    `kind` names the template trio `mail/<kind>.*`, rendered here and now in `language`. `secret` stands in the
    templates as `{{ secret }}`, is put in place only while sending, and needs an `expires_at`; it should hold only
    characters that are safe in an address. `optional` mail needs a registered `category`, carries a way to stop it and
    is not sent to who has stopped it. Mails of one `conversation` go out in the order in which they were put here.
    `attachments` are few and small (`outbox.attachments`), and hold no secret.
    Raises ValueError for what is no mail address, a secret without end or an attachment that cannot be sent,
    UnknownCategory and MailTemplateError.
    """
    if secret and expires_at is None:
        raise ValueError("A secret needs a moment at which it expires.")
    if optional:
        categories.name_of(category)
    if OutgoingMail.objects.filter(dedupe_key=dedupe_key).exists():
        return None
    address = _address(to, recipient)
    stop_url = optout.stop_url(address, category, language=language) if optional else ""
    text = render(kind, language=language, context=context, to_name=tidy(to_name), stop_url=stop_url)
    mail = _insert(
        OutgoingMail(
            dedupe_key=dedupe_key,
            kind=kind,
            lane=lane,
            recipient=recipient,
            to_address=address,
            to_name=tidy(to_name)[:200],
            from_name=tidy(from_name)[:200],
            reply_to=addresses.normalise(reply_to) if reply_to else "",
            subject=text.subject,
            body_text=text.text,
            body_html=text.html,
            attachments=checked(attachments),
            language=language,
            headers=optout.headers(stop_url),
            secret=secret,
            optional=optional,
            category=category,
            conversation=conversation,
            message_id=_message_id(),
            request_id=request_id.current(),
            expires_at=expires_at,
        )
    )
    if mail is not None:
        ring()
    return mail


def ring() -> None:
    """Ask for a worker after the commit."""
    from aantafel.outbox.tasks import deliver

    doorbell.ring(deliver)


def _insert(mail: OutgoingMail) -> OutgoingMail | None:
    """None when another transaction was first with the same event."""
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
    except IntegrityError:
        if OutgoingMail.objects.filter(dedupe_key=mail.dedupe_key).exists():
            return None
        raise
    return mail


def _address(to: str, recipient: str) -> str:
    """Outside production a municipality's real mailbox does not even enter the database."""
    address = addresses.normalise(to)
    if labels.is_municipality(recipient) and not settings.MAIL_REAL_ADDRESSES:
        return addresses.harmless(address)
    return address


def _message_id() -> str:
    """The same at every attempt, so that a mail that arrives twice can be recognised."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{uuid.uuid4()}@{domain}>"
