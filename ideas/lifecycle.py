"""The states of an idea and the changes between them. Pure Python; the one writer is `ideas.services.states`."""

from enum import Enum


class State(Enum):
    DRAFT = "draft"
    UNCONFIRMED = "unconfirmed"
    WAITING = "waiting"
    ASKED = "asked"
    PUBLISHED = "published"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


EDGES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.UNCONFIRMED, State.WAITING, State.WITHDRAWN}),
    State.UNCONFIRMED: frozenset({State.UNCONFIRMED, State.WAITING, State.WITHDRAWN}),
    State.WAITING: frozenset({State.ASKED, State.PUBLISHED, State.REFUSED, State.WITHDRAWN, State.MERGED}),
    State.ASKED: frozenset({State.WAITING, State.ASKED, State.PUBLISHED, State.REFUSED, State.WITHDRAWN, State.MERGED}),
    State.PUBLISHED: frozenset({State.WITHDRAWN, State.MERGED}),
    State.REFUSED: frozenset({State.WAITING, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
    State.MERGED: frozenset(),
}

IN_REVIEW = frozenset({State.WAITING, State.ASKED})
BEFORE_REVIEW = frozenset({State.DRAFT, State.UNCONFIRMED})
MERGEABLE = frozenset({State.WAITING, State.ASKED, State.PUBLISHED})
CHANGEABLE = frozenset({State.DRAFT, State.UNCONFIRMED, State.WAITING, State.ASKED, State.PUBLISHED})


def may(current: State, target: State) -> bool:
    """Whether an idea in `current` may go to `target`."""
    return target in EDGES[current]
