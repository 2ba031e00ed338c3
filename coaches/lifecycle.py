"""The states of a match and the changes between them. Pure Python; the one writer is `coaches.services.matches`."""

from datetime import date, timedelta
from enum import Enum

DAYS_TO_ANSWER = 7


class State(Enum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


EDGES: dict[State, frozenset[State]] = {
    State.ASKED: frozenset({State.ACCEPTED, State.DECLINED, State.EXPIRED, State.WITHDRAWN}),
    State.ACCEPTED: frozenset({State.ENDED}),
    State.DECLINED: frozenset(),
    State.EXPIRED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.ENDED: frozenset(),
}

OPEN = frozenset({State.ASKED, State.ACCEPTED})


def may(current: State, target: State) -> bool:
    """Whether a match in `current` may go to `target`."""
    return target in EDGES[current]


def halfway(asked: date, answer_by: date) -> date:
    """The day of the first reminder; never the day of the asking itself."""
    return max(asked + (answer_by - asked) // 2, asked + timedelta(days=1))
