"""How a machine is run: the same tables each time, or many and others, and with what went wrong said as it was."""

import os
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis.errors import Flaky
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

LONG = int(os.environ.get("MACHINE", "0"))
SHRINK = bool(os.environ.get("SHRINK"))


class Machine(RuleBasedStateMachine):
    """Remembers what went wrong first: hypothesis does it all once more, and says no more than that it was otherwise
    when the same acts then come out well, as two at one moment may.
    """

    first: tuple[list[str], BaseException] | None = None

    def __init__(self) -> None:
        super().__init__()
        self.played: list[str] = []

    def plays(self, what: object) -> None:
        self.played.append(str(what))

    def went_wrong(self, error: BaseException) -> None:
        if type(self).first is None:
            type(self).first = (list(self.played), error)


def drive(machine: type[Machine], *, tables: int, steps: int, long_steps: int) -> None:
    """So many tables of so many acts."""
    machine.first = None
    size: dict[str, Any] = {"max_examples": LONG or tables, "stateful_step_count": long_steps if LONG else steps}
    found: Any = settings(
        **size,
        deadline=None,
        derandomize=not LONG,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink) if SHRINK else (Phase.generate,),
        print_blob=False,
    )
    try:
        run_state_machine_as_test(machine, settings=found)
    except Flaky:
        first: Any = machine.first
        if first is None:
            raise
        played, error = first
        raise AssertionError("went wrong once, and not when it was done again:\n" + "\n".join(played)) from error
