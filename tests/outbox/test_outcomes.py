"""When a mail is tried again, and when it is over."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aantafel.outbox.enums import Lane, Result, State
from aantafel.outbox.outcomes import JITTER, WAITS, backoff, refused, sent
from aantafel.outbox.transports import Bounce, Later, Never, Unreachable


@given(st.sampled_from(list(Lane)), st.integers(1, 20), st.floats(0, 1))
def test_waits_grow_and_end(lane: Lane, attempts: int, luck: float) -> None:
    wait = backoff(attempts, lane, luck)
    if attempts > len(WAITS[lane]):
        assert wait is None
    else:
        planned = WAITS[lane][attempts - 1]
        assert wait is not None
        assert planned * (1 - JITTER) - timedelta(seconds=1) <= wait <= planned * (1 + JITTER) + timedelta(seconds=1)


def test_normal_mail_is_tried_for_about_two_days_and_a_code_for_its_lifetime() -> None:
    assert timedelta(hours=40) < sum(WAITS[Lane.NORMAL], timedelta()) < timedelta(hours=56)
    assert timedelta(minutes=12) < sum(WAITS[Lane.CODES], timedelta()) < timedelta(minutes=20)


@pytest.mark.parametrize(
    ("refusal", "state", "result"),
    [
        (Later("busy", code=450), State.QUEUED, Result.LATER),
        (Unreachable("gone"), State.QUEUED, Result.LATER),
        (Never("no", code=554), State.FAILED, Result.REFUSED),
        (Bounce("who?", code=550), State.BLOCKED, Result.BOUNCED),
    ],
)
def test_what_a_refusal_means(refusal: Later | Never | Bounce, state: State, result: Result) -> None:
    outcome = refused(refusal, attempts=1, lane=Lane.NORMAL, luck=0.5)
    assert (outcome.state, outcome.result, outcome.words) == (state, result, refusal.words)
    assert (outcome.wait is not None) == (state == State.QUEUED)
    assert outcome.code == refusal.code


def test_giving_up() -> None:
    outcome = refused(Later("busy"), attempts=99, lane=Lane.CODES, luck=0)
    assert (outcome.state, outcome.result, outcome.wait) == (State.FAILED, Result.GAVE_UP, None)


def test_sent() -> None:
    assert sent("Taken").state == State.SENT
