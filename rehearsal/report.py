"""What was checked and measured, line by line and at the end as a whole."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Report:
    """A check that fails is noted, and the rehearsal goes on: one run tells everything."""

    failed: list[str] = field(default_factory=list)
    passed: int = 0
    figures: list[tuple[str, str]] = field(default_factory=list)

    def check(self, what: str, holds: object, *, else_: object = "") -> None:
        if holds:
            self.passed += 1
            print(f"  ok    {what}", flush=True)
            return
        self.failed.append(what)
        print(f"  FAIL  {what}: {str(else_)[:600]}", flush=True)

    def figure(self, what: str, value: str) -> None:
        self.figures.append((what, value))

    @contextmanager
    def part(self, title: str) -> Iterator[None]:
        """What goes wrong in a part ends that part alone."""
        print(f"\n{title}", flush=True)
        try:
            yield
        except Exception as error:
            self.check(title, False, else_=f"{type(error).__name__}: {error}")

    def close(self) -> int:
        """The table, and the exit code."""
        print("\nMeasured")
        for what, value in self.figures:
            print(f"  {what:<52} {value}")
        print(f"\n{self.passed} checks passed, {len(self.failed)} failed.")
        for what in self.failed:
            print(f"  FAIL  {what}", file=sys.stderr)
        return 1 if self.failed else 0


def until(holds: Callable[[], object], seconds: float) -> float | None:
    """How many seconds it took until it held, or None."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if holds():
            return time.monotonic() - began
        time.sleep(0.2)
    return None
