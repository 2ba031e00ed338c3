"""Starting the supervisor as a person would, and waiting for what it does."""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from embedded import site

DRIVER = Path(__file__).with_name("servers_only.py")
PATIENCE = 30.0  # seconds


@dataclass
class Started:
    """A supervisor that runs, with what it has said so far."""

    process: subprocess.Popen[str]
    data: Path
    said: list[str] = field(default_factory=list)

    def wait_for_line(self, part: str) -> str:
        """Read until a line with `part` comes; fails when the supervisor ends before."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if part in line:
                return line
        raise AssertionError(f"it ended without saying {part!r}:\n{''.join(self.said)}")

    def ask_to_stop(self, number: signal.Signals) -> int:
        """Send a signal, wait for the end and give the exit code."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        """Read to the end and give the exit code."""
        assert self.process.stdout is not None
        with self.process.stdout as rest:
            self.said.append(rest.read())
        return self.process.wait(PATIENCE)

    @property
    def output(self) -> str:
        return "".join(self.said)

    @property
    def notes(self) -> dict[str, dict[str, list[int]]]:
        found: dict[str, dict[str, list[int]]] = json.loads((self.data / "running.json").read_text())
        return found

    def pids(self) -> dict[str, int]:
        return {name: pid for name, (pid, _) in self.notes["processes"].items()}


def start(data: Path, environment: Mapping[str, str] | None = None, *, command: Sequence[str] = ()) -> Started:
    """Start the supervisor on a folder; without servers of the test run in its environment."""
    own = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    own |= {"DATA_DIR": str(data), "PORT": "0", **(environment or {})}
    if own["PORT"] == "0":
        own["PORT"] = str(free_port())
    process = subprocess.Popen(
        [*command] or [sys.executable, str(DRIVER)],
        cwd=site.ROOT,
        env=own,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=_listen,
    )
    return Started(process, data)


def _listen() -> None:
    """What started the tests may not want to hear of signals (nohup, a job in the background); this has to."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


@contextlib.contextmanager
def running(data: Path, environment: Mapping[str, str] | None = None) -> Iterator[Started]:
    """A supervisor whose servers answer; it is stopped at the end if it still runs."""
    started = start(data, environment)
    try:
        started.wait_for_line("The servers answer.")
        yield started
    finally:
        if started.process.poll() is None:
            started.ask_to_stop(signal.SIGTERM)
        elif started.process.stdout:
            started.process.stdout.close()


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_gone(pid: int) -> None:
    """Wait until a process that need not be our child has ended."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        assert select.select([handle], [], [], PATIENCE)[0], f"process {pid} is still there"
    finally:
        os.close(handle)


def lives(pid: int) -> bool:
    """Whether there is such a process."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def family(pid: int) -> set[int]:
    """A process and everything that descends from it."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def until(condition: Callable[[], bool]) -> None:
    """Look again and again; only for what gives no event, such as a server that begins to answer."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


def reap_in_background(child: subprocess.Popen[str]) -> None:
    """Take note of the child's end as soon as it comes, as the first process of a machine does for orphans."""
    threading.Thread(target=child.wait, daemon=True).start()
