"""Sending what is due, over one connection, mail by mail.

Promise: one row is sent once. It can be sent a second time, with the same Message-ID, only when the worker is killed
(or loses the database) between handing a mail over and the commit that says so, which concerns one mail per
worker; or when the mail server takes a mail and the connection breaks before it has said that it did.
"""

import logging
import time
from collections import Counter, defaultdict

from aantafel.core import clock, doorbell, killpoints
from aantafel.outbox import addresses, compose, labels, outcomes, transports
from aantafel.outbox.enums import Result, State
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.outcomes import Outcome
from aantafel.outbox.services import blocks, claims, optout
from aantafel.outbox.transports import Never, Refusal, Transport, Unreachable

logger = logging.getLogger(__name__)

BATCH = 50
BATCH_SECONDS = 2.0  # then the rest is given back, so that a new code waits no longer than this behind other mail
RUN_SECONDS = 20.0  # well below the task's time limit

Tally = Counter[str]


def run(*, seconds: float = RUN_SECONDS) -> Tally:
    """Send what is due until nothing is left, the time is up or there is no mail server. May run many times at once."""
    tally: Tally = Counter()
    transport = transports.create()
    ends = time.monotonic() + seconds
    try:
        while batch := claims.claim(BATCH):
            if len(batch) == BATCH and not tally:
                call_for_help()
            if not _send_batch(batch, transport, tally):
                break
            if time.monotonic() >= ends:
                call_for_help()
                break
    finally:
        transport.close()
    return tally


def call_for_help() -> bool:
    """Ask for a worker now, outside any transaction. False when the bell does not work."""
    from aantafel.outbox.tasks import deliver

    return doorbell.send(deliver)


def _send_batch(batch: list[OutgoingMail], transport: Transport, tally: Tally) -> bool:
    """False when there is no mail server, so that going on is of no use."""
    mails = _screen(batch)
    if not mails:
        return True
    try:
        transport.open()
        return _send_each(mails, transport, tally)
    except Unreachable as refusal:
        claims.postpone(mails, refusal)
        tally[Result.LATER] += len(mails)
        return False
    finally:
        claims.release(mails)


def _send_each(mails: list[OutgoingMail], transport: Transport, tally: Tally) -> bool:
    ends = time.monotonic() + BATCH_SECONDS
    done: tuple[OutgoingMail, Outcome] | None = None
    bounced: set[str] = set()
    reachable = True
    for mail in mails:
        if time.monotonic() >= ends or not reachable:
            break
        if addresses.key(mail.to_address) in bounced:
            continue
        begun = claims.turn(done, mail)
        done = None
        if begun:
            outcome, reachable = _attempt(mail, transport)
            done = (mail, outcome)
            tally[outcome.result] += 1
            if outcome.result == Result.BOUNCED:
                bounced.add(addresses.key(mail.to_address))
    if done is not None:
        claims.turn(done, None)
    return reachable


def _attempt(mail: OutgoingMail, transport: Transport) -> tuple[Outcome, bool]:
    """Hand one mail over; and whether there is still a mail server."""
    killpoints.reach("outbox.before_send")
    try:
        letter = compose.letter(mail)
    except ValueError as error:  # one mail that cannot be written must not hold up all others
        logger.exception("mail %s cannot be composed", mail.pk)
        return claims.judge(mail, Never(str(error))), True
    try:
        words = transport.send(letter)
    except Refusal as refusal:
        return claims.judge(mail, refusal), not isinstance(refusal, Unreachable)
    killpoints.reach("outbox.after_send")
    return outcomes.sent(words), True


def _screen(batch: list[OutgoingMail]) -> list[OutgoingMail]:
    """What may really go; the rest is set aside."""
    stopped = blocks.blocked(mail.to_address for mail in batch)
    unwanted = optout.unwanted(batch)
    aside: dict[State, list[OutgoingMail]] = defaultdict(list)
    free: list[OutgoingMail] = []
    for mail in batch:
        state = _verdict(mail, stopped=stopped, unwanted=unwanted)
        (free if state is None else aside[state]).append(mail)
    for state, mails in aside.items():
        claims.set_aside(mails, state)
    return free


def _verdict(mail: OutgoingMail, *, stopped: set[str], unwanted: set[int]) -> State | None:
    if mail.expires_at is not None and mail.expires_at <= clock.now():
        return State.EXPIRED
    if addresses.key(mail.to_address) in stopped:
        return State.BLOCKED
    if mail.pk in unwanted:
        return State.UNWANTED
    return State.HELD if labels.is_held(mail.recipient) else None
