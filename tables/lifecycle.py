"""The seven steps of a table. Pure Python."""

from enum import IntEnum


class Step(IntEnum):
    """Where a table stands. A table takes the steps in this order and is in exactly one."""

    IDEA = 1
    MATCH = 2
    ASK = 3
    CREATE = 4
    CHOOSE = 5
    DO = 6
    EVALUATE = 7


FIRST = Step.IDEA


def may_go(here: Step, to: Step) -> bool:
    """Whether a table that stands here may take that step: the one after it, and no other."""
    return to == here + 1
