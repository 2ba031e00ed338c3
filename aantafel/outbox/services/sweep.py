"""Once a minute: free what a dead worker left, end what came too late, let go what was held, ring for what is due."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from aantafel.core import clock
from aantafel.outbox import labels, outcomes
from aantafel.outbox.enums import Lane, Result, State
from aantafel.outbox.models import MailAttempt, OutgoingMail
from aantafel.outbox.services import claims
from aantafel.outbox.services.deliver import call_for_help

# a worker that has not settled a mail for so long is dead: the task's own time limit is shorter
VISIBILITY = timedelta(seconds=90)
_BATCH = 500


@dataclass(frozen=True)
class Swept:
    freed: int
    expired: int
    let_go: int
    rang: bool


def run() -> Swept:
    """May run twice, and beside workers."""
    freed, expired, let_go = free_stuck(), expire(), let_go_held()
    is_due = claims.due(clock.now()).exists()
    return Swept(freed, expired, let_go, rang=is_due and call_for_help())


def free_stuck() -> int:
    """Back in the queue with what a dead worker had. What it had begun may have arrived: the history says so."""
    stuck = OutgoingMail.objects.filter(state=State.SENDING, claimed_at__lte=clock.now() - VISIBILITY)
    with transaction.atomic():
        mails = list(stuck.select_for_update(skip_locked=True).order_by("pk")[:_BATCH])
        for mail in mails:
            _free(mail)
    return len(mails)


def _free(mail: OutgoingMail) -> None:
    state = State.QUEUED
    if mail.in_flight_at is not None:
        MailAttempt.objects.create(mail=mail, result=Result.UNKNOWN)
        if outcomes.backoff(mail.attempts, Lane(mail.lane), luck=0) is None:
            state = State.FAILED  # perhaps this very mail kills workers
    OutgoingMail.objects.filter(pk=mail.pk).update(state=state, **claims.UNCLAIMED)


def expire() -> int:
    """What is of no more use is not sent, and no secret outlives its moment."""
    late = OutgoingMail.objects.filter(expires_at__lte=clock.now())
    late.filter(state=State.FAILED).exclude(secret="").update(secret="")
    return late.filter(state__in=(State.QUEUED, State.HELD)).update(state=State.EXPIRED, secret="")


def let_go_held() -> int:
    """Mail to municipalities that was held goes back in the queue once its switch is on."""
    if not settings.MUNICIPALITY_MAIL_ENABLED:
        return 0
    held = OutgoingMail.objects.filter(state=State.HELD, recipient__startswith=labels.MUNICIPALITY)
    return held.update(state=State.QUEUED, next_attempt_at=clock.now())
