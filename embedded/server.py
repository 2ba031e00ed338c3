"""What PostgreSQL and Valkey have in common, and how to wait for one."""

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from embedded.errors import EmbeddedError

_TAIL = 4096
_TELLING = ("PANIC", "FATAL", "No space left", "ERROR", "error")


class Server(Protocol):
    """A server that runs as a child process in the foreground."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def log(self) -> Path:
        """Where its messages go."""

    def prepare(self) -> None:
        """Make its files where there are none."""

    def start(self) -> subprocess.Popen[bytes]:
        """Start it, without waiting."""

    def answers(self) -> bool:
        """Whether it can be used."""

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """Stop it cleanly."""


def wait_until_ready(
    server: Server,
    process: subprocess.Popen[bytes],
    *,
    seconds: float,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Return as soon as the server answers; raise when it stops or stays silent. `pause` waits between looks."""
    end = time.monotonic() + seconds
    while not server.answers():
        if process.poll() is not None:
            why = reason(tail(server.log))
            raise EmbeddedError(f"{server.name} stopped during its start: {why} (more in {server.log})")
        if time.monotonic() > end:
            raise EmbeddedError(f"{server.name} did not answer within {seconds:.0f} seconds; see {server.log}.")
        pause(0.03)


def tail(log: Path) -> bytes:
    """The last part of a log file."""
    if not log.exists():
        return b""
    with log.open("rb") as stream:
        stream.seek(max(0, log.stat().st_size - _TAIL))
        return stream.read()


def reason(output: bytes) -> str:
    """The line that tells most, of what a server said before it stopped."""
    if b"No space left on device" in output:
        return "the disk is full"
    lines = [line.strip() for line in output.decode(errors="replace").splitlines() if line.strip()]
    telling = [line for line in lines if any(word in line for word in _TELLING)]
    return (telling or lines or ["it said nothing"])[-1]


def ending(returncode: int) -> str:
    """How a process ended, in words."""
    if returncode >= 0:
        return f"exit code {returncode}"
    return f"signal {signal.Signals(-returncode).name}"
