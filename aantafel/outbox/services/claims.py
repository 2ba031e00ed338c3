"""Which worker has which mail, and what became of it. Each function is one transaction of its own.

The chain of a mail: claimed (state sending) -> begun (`in_flight_at` set, the attempt counted) -> handed to the mail
server -> settled. Settling one mail and beginning the next is one commit. A worker that is killed leaves at
most one begun mail, the only one that may go out twice, and claimed ones that have not been touched.
"""

import logging
import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from aantafel.core import clock, killpoints
from aantafel.outbox import addresses, outcomes
from aantafel.outbox.enums import UNSETTLED, Lane, Result, State
from aantafel.outbox.models import CAN_KEEP_SECRET, MailAttempt, OutgoingMail
from aantafel.outbox.outcomes import Outcome
from aantafel.outbox.services import blocks
from aantafel.outbox.transports import Refusal

logger = logging.getLogger(__name__)

UNCLAIMED = {"claim_token": None, "claimed_at": None, "in_flight_at": None}

# a mail that was swept in the meantime, but not claimed anew, has been sent all the same
_SENT_AND_NEXT = """
WITH settled AS (
    UPDATE outbox_outgoingmail
    SET state = 'sent', sent_at = %(moment)s, secret = '', last_error = '',
        claim_token = NULL, claimed_at = NULL, in_flight_at = NULL
    WHERE id = %(mail)s AND (state = 'sending' AND claim_token = %(claim)s OR state = 'queued')
    RETURNING id
), told AS (
    INSERT INTO outbox_mailattempt (mail_id, at, result, message, actor)
    VALUES (%(mail)s, %(moment)s, %(result)s, %(words)s, '')
), begun AS (
    UPDATE outbox_outgoingmail SET in_flight_at = %(moment)s, attempts = attempts + 1
    WHERE id = %(following)s AND state = 'sending' AND claim_token = %(claim)s
    RETURNING id
)
SELECT (SELECT count(*) FROM settled), (SELECT count(*) FROM begun)
"""


def due(moment: datetime) -> QuerySet[OutgoingMail]:
    """What may be sent now, codes first. Within a conversation only the oldest that is not settled."""
    waiting = OutgoingMail.objects.filter(~Q(conversation=""), state__in=UNSETTLED)  # as the index mail_in_conversation
    earlier = waiting.filter(conversation=OuterRef("conversation"), pk__lt=OuterRef("pk"))
    ready = OutgoingMail.objects.filter(state=State.QUEUED, next_attempt_at__lte=moment)
    in_turn = ready.filter(Q(conversation="") | ~Exists(earlier))
    return in_turn.order_by("lane", "next_attempt_at", "pk")


def claim(limit: int) -> list[OutgoingMail]:
    """Take at most `limit` due mails that no other worker has."""
    moment, token = clock.now(), uuid.uuid4()
    with transaction.atomic(durable=True):
        mails = list(due(moment).select_for_update(skip_locked=True, of=("self",))[:limit])
        OutgoingMail.objects.filter(pk__in=[mail.pk for mail in mails]).update(
            state=State.SENDING, claim_token=token, claimed_at=moment
        )
    for mail in mails:
        mail.state, mail.claim_token, mail.claimed_at = State.SENDING, token, moment
    if mails:
        killpoints.reach("outbox.claimed")
    return mails


def turn(done: tuple[OutgoingMail, Outcome] | None, following: OutgoingMail | None) -> bool:
    """Settle one mail and begin the next, in one commit. False when there is no next, or its claim is lost."""
    if done is not None and done[1].state == State.SENT:
        return _turn_after_sent(*done, following)
    with transaction.atomic(durable=True):
        if done is not None:
            _settle(*done)
        return following is not None and _begin(following)


def release(mails: Iterable[OutgoingMail]) -> None:
    """Give back what was claimed and not begun."""
    for token in _by_claim(mails):
        untouched = OutgoingMail.objects.filter(state=State.SENDING, claim_token=token, in_flight_at=None)
        untouched.update(state=State.QUEUED, **UNCLAIMED)


def postpone(mails: Iterable[OutgoingMail], refusal: Refusal) -> None:
    """There is no mail server: that counts as an attempt for each, and each waits its turn."""
    with transaction.atomic(durable=True):
        for mail in mails:
            if _begin(mail):
                _settle(mail, judge(mail, refusal))


def set_aside(mails: Iterable[OutgoingMail], state: State) -> None:
    """Claimed, but not to be sent: the claim ends without an attempt."""
    for token, numbers in _by_claim(mails).items():
        OutgoingMail.objects.filter(pk__in=numbers, claim_token=token).update(
            state=state, **UNCLAIMED, **without_secret(state)
        )


def judge(mail: OutgoingMail, refusal: Refusal) -> Outcome:
    """What a refusal means for this mail."""
    luck = secrets.randbelow(1001) / 1000
    return outcomes.refused(refusal, attempts=mail.attempts, lane=Lane(mail.lane), luck=luck)


def _turn_after_sent(mail: OutgoingMail, outcome: Outcome, following: OutgoingMail | None) -> bool:
    """The common case, in one statement: by the ORM it costs more than sending the mail does."""
    values: dict[str, Any] = {
        "moment": clock.now(),
        "mail": mail.pk,
        "claim": mail.claim_token,
        "result": outcome.result,
        "words": outcome.words,
        "following": following.pk if following else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SENT_AND_NEXT, values)
        settled, begun = cursor.fetchone() or (0, 0)
    if not settled:
        _warn_of_double(mail)
    if following is not None and begun:
        following.attempts += 1
    elif following is not None:
        _warn_of_loss(following)
    return bool(begun)


def _by_claim(mails: Iterable[OutgoingMail]) -> dict[uuid.UUID | None, list[int]]:
    claims: dict[uuid.UUID | None, list[int]] = {}
    for mail in mails:
        claims.setdefault(mail.claim_token, []).append(mail.pk)
    return claims


def _begin(mail: OutgoingMail) -> bool:
    mine = OutgoingMail.objects.filter(pk=mail.pk, state=State.SENDING, claim_token=mail.claim_token)
    if not mine.update(in_flight_at=clock.now(), attempts=F("attempts") + 1):
        _warn_of_loss(mail)
        return False
    mail.attempts += 1
    return True


def _settle(mail: OutgoingMail, outcome: Outcome) -> None:
    moment = clock.now()
    changes = {
        **UNCLAIMED,
        **without_secret(outcome.state),
        "state": outcome.state,
        "last_error": outcome.words,
        "next_attempt_at": moment + outcome.wait if outcome.wait else mail.next_attempt_at,
    }
    mine = OutgoingMail.objects.filter(pk=mail.pk, state=State.SENDING, claim_token=mail.claim_token)
    if not mine.update(**changes):
        _warn_of_double(mail)
    MailAttempt.objects.create(
        mail=mail, at=moment, result=outcome.result, smtp_code=outcome.code, message=outcome.words
    )
    if outcome.result == Result.BOUNCED and addresses.deliverable(mail.to_address) == mail.to_address:
        blocks.block(address=mail.to_address, recipient=mail.recipient, reason=outcome.words)


def _warn_of_loss(mail: OutgoingMail) -> None:
    logger.warning("mail %s was taken over by another worker: not sent here", mail.pk)


def _warn_of_double(mail: OutgoingMail) -> None:
    logger.warning("mail %s was taken over while it was being sent: it may arrive twice", mail.pk)


def without_secret(state: State) -> dict[str, str]:
    """A secret that has been used, or never will be, is not kept."""
    return {} if state in CAN_KEEP_SECRET else {"secret": ""}
