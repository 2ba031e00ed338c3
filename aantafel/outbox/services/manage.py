"""What an operator does with a mail by hand. Each locks the row and leaves a line in the mail's history."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock
from aantafel.core.errors import WrongState
from aantafel.outbox import labels
from aantafel.outbox.enums import Result, State
from aantafel.outbox.models import MailAttempt, OutgoingMail
from aantafel.outbox.render import PLACEHOLDER
from aantafel.outbox.services import blocks
from aantafel.outbox.services.enqueue import ring

CAN_RETRY = (State.FAILED, State.BLOCKED)
CAN_CANCEL = (State.QUEUED, State.HELD, State.FAILED)


def without_secret() -> QuerySet[OutgoingMail]:
    """Mails for a screen, on which no secret has any business."""
    return OutgoingMail.objects.defer("secret")


def can_retry(mail: OutgoingMail) -> bool:
    """Failed or blocked, and complete: a code that has been emptied cannot be sent again."""
    if mail.state not in CAN_RETRY or mail.redacted_at is not None:
        return False
    if PLACEHOLDER not in mail.body_text:
        return True
    return mail.state == State.FAILED and mail.expires_at is not None and mail.expires_at > clock.now()


def can_cancel(mail: OutgoingMail) -> bool:
    return mail.state in CAN_CANCEL


def retry(mail_id: int, *, actor: labels.Actor) -> None:
    """Back in the queue, with all attempts before it again. Raises WrongState, also while the address is blocked."""
    with _locked(mail_id) as mail:
        if not can_retry(mail):
            raise WrongState(_("This mail cannot be sent again."))
        if blocks.is_blocked(mail.to_address):
            raise WrongState(_("This address is blocked. Lift the block first."))
        mail.state, mail.attempts, mail.next_attempt_at = State.QUEUED, 0, clock.now()
        mail.save(update_fields=["state", "attempts", "next_attempt_at"])
        _note(mail, Result.RETRIED, actor)
        ring()


def cancel(mail_id: int, *, actor: labels.Actor) -> None:
    """Not sent any more, and its secret emptied. Raises WrongState, also while it is being sent."""
    with _locked(mail_id) as mail:
        if not can_cancel(mail):
            raise WrongState(_("This mail can no longer be cancelled."))
        mail.state, mail.secret = State.CANCELLED, ""
        mail.save(update_fields=["state", "secret"])
        _note(mail, Result.CANCELLED, actor)


@contextmanager
def _locked(mail_id: int) -> Iterator[OutgoingMail]:
    with transaction.atomic():
        yield OutgoingMail.objects.select_for_update().get(pk=mail_id)


def _note(mail: OutgoingMail, result: Result, actor: labels.Actor) -> None:
    MailAttempt.objects.create(mail=mail, result=result, actor=labels.of_person(actor))
