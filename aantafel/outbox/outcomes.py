"""What becomes of a mail after an attempt: pure, no database."""

from dataclasses import dataclass
from datetime import timedelta

from aantafel.outbox.enums import Lane, Result, State
from aantafel.outbox.transports import Bounce, Later, Refusal

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
# after the first, second, … failed attempt; when they are used up (about two days, or a code's lifetime) it is over
WAITS: dict[Lane, tuple[timedelta, ...]] = {
    Lane.NORMAL: (MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR),
    Lane.CODES: (MINUTE / 2, MINUTE / 2, MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE),
}
JITTER = 0.2


@dataclass(frozen=True)
class Outcome:
    """The mail's next state, what the history tells, and (only when it goes back in the queue) how long to wait."""

    state: State
    result: Result
    words: str = ""
    code: int | None = None
    wait: timedelta | None = None


def sent(words: str) -> Outcome:
    return Outcome(State.SENT, Result.SENT, words)


def refused(refusal: Refusal, *, attempts: int, lane: Lane, luck: float) -> Outcome:
    """`attempts` counts this one; `luck` between 0 and 1 spreads retries, so that they do not all come back at once."""
    if isinstance(refusal, Bounce):
        return Outcome(State.BLOCKED, Result.BOUNCED, refusal.words, refusal.code)
    if not isinstance(refusal, Later):
        return Outcome(State.FAILED, Result.REFUSED, refusal.words, refusal.code)
    wait = backoff(attempts, lane, luck)
    if wait is None:
        return Outcome(State.FAILED, Result.GAVE_UP, refusal.words, refusal.code)
    return Outcome(State.QUEUED, Result.LATER, refusal.words, refusal.code, wait)


def backoff(attempts: int, lane: Lane, luck: float) -> timedelta | None:
    """How long to wait after so many attempts; None when it has been tried often enough."""
    waits = WAITS[lane]
    if attempts > len(waits):
        return None
    return waits[attempts - 1] * (1 - JITTER + 2 * JITTER * luck)
