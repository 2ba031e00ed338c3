"""The mails of the demo were sent long ago: they go straight into the local mailbox, never to a mail server."""

from collections.abc import Collection
from datetime import datetime, timedelta

from aantafel.core import clock
from aantafel.outbox import compose, outcomes
from aantafel.outbox.enums import UNSETTLED, State
from aantafel.outbox.models import MailAttempt, OutgoingMail
from aantafel.outbox.transports import Letter
from aantafel.outbox.transports.capture import Transport


def unsettled() -> set[int]:
    """The mails that wait to be sent and are none of the demo's business."""
    return set(OutgoingMail.objects.filter(state__in=UNSETTLED).values_list("pk", flat=True))


def settle(*, others: Collection[int], before: datetime) -> int:
    """Capture every mail that the demo has made and mark it as sent, at the moment of its story.

    Inside the demo's own transaction: no worker has seen these rows. The demo's mails are those that were
    written `before` it began, by a clock that was held in the past, and are not among the `others`.
    """
    mails = list(
        OutgoingMail.objects.filter(state__in=UNSETTLED, created_at__lt=before)
        .exclude(pk__in=others)
        .order_by("created_at", "pk")
    )
    transport = Transport()
    for mail in mails:
        _send(mail, transport)
    fields = ["state", "attempts", "sent_at", "secret"]
    OutgoingMail.objects.bulk_update(mails, fields, batch_size=200)
    return len(mails)


def _send(mail: OutgoingMail, transport: Transport) -> None:
    moment = mail.created_at + timedelta(seconds=3)
    letter: Letter = compose.letter(mail)
    with clock.frozen(moment):
        outcome = outcomes.sent(transport.send(letter))
        MailAttempt.objects.create(mail=mail, at=moment, result=outcome.result, message=outcome.words)
    mail.state, mail.attempts, mail.sent_at, mail.secret = State.SENT, 1, moment, ""
