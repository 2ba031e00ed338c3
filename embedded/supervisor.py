"""
Keeps a set of servers running until somebody asks to stop.

A server that ends by itself is started again, with growing pauses. One that cannot stay up ends everything, with
a sentence that says why.
"""

import contextlib
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from embedded import children, server
from embedded.attention import Attention
from embedded.errors import EmbeddedError
from embedded.server import Server

STEADY_AFTER = 10.0  # seconds of running that make earlier failures count no more
MOST_FAILURES = 6  # in a row, with pauses of 0.3 to 5 seconds before the next start
_FIRST_PAUSE = 0.3


@dataclass
class _Running:
    server: Server
    process: subprocess.Popen[bytes]
    since: float
    failures: int = 0
    again_at: float | None = None


class Supervisor:
    """Starts servers in the order given and stops them in the opposite one."""

    def __init__(
        self,
        attention: Attention,
        *,
        say: Callable[[str], None] = print,
        noted: Callable[[dict[str, int]], None],
    ) -> None:
        """`noted` is called with the process numbers by name whenever they change."""
        self._attention, self._say, self._noted = attention, say, noted
        self._running: list[_Running] = []

    def launch(self, servers: Iterable[Server]) -> None:
        """Start servers, without waiting for them."""
        for each in servers:
            each.prepare()
            self._running.append(_Running(each, each.start(), time.monotonic()))
            self._note()

    def await_ready(self, *, seconds: float) -> None:
        """Wait until everything that was launched answers."""
        for each in self._running:
            server.wait_until_ready(each.server, each.process, seconds=seconds, pause=self._attention.pause)

    def watch(self) -> None:
        """Mind the servers until Stopping is raised by a signal, or EmbeddedError by one that cannot stay up."""
        while True:
            now = time.monotonic()
            for each in self._running:
                self._mind(each, now)
            due = [each.again_at - now for each in self._running if each.again_at is not None]
            self._attention.pause(max(0.0, min([1.0, *due])))

    def stop(self) -> None:
        """Stop everything, last started first. Whatever goes wrong with one, the others are stopped too."""
        running, self._running = self._running, []
        with contextlib.ExitStack() as stack:
            for each in running:
                stack.callback(each.server.stop, each.process)

    def _mind(self, each: _Running, now: float) -> None:
        if each.again_at is not None:
            if now >= each.again_at:
                self._start_again(each)
        elif each.process.poll() is not None:
            children.end_session(each.process.pid)
            self._plan_restart(each, now)

    def _plan_restart(self, each: _Running, now: float) -> None:
        name, how = each.server.name, server.ending(each.process.returncode)
        each.failures = 1 if now - each.since > STEADY_AFTER else each.failures + 1
        if each.failures >= MOST_FAILURES:
            why = server.reason(server.tail(each.server.log))
            raise EmbeddedError(f"{name} does not stay up ({how}): {why} (more in {each.server.log})")
        self._say(f"{name} stopped ({how}); it is started again.")
        each.again_at = now + _FIRST_PAUSE * 2 ** (each.failures - 1)

    def _start_again(self, each: _Running) -> None:
        each.server.prepare()
        each.process = each.server.start()
        each.since, each.again_at = time.monotonic(), None
        self._note()

    def _note(self) -> None:
        self._noted({each.server.name: each.process.pid for each in self._running})
