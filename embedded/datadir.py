"""
DATA_DIR: where a site that was started with `make run` keeps everything.

It is locked while a supervisor runs on it. What the supervisor started is noted in it, so that the next start can
end what a hard kill left behind, and so that a command beside the running site finds the servers.
"""

import errno
import fcntl
import json
import os
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from embedded import children, processes
from embedded.errors import EmbeddedError

_NEEDED_MEGABYTES = 200
_PATIENCE = 10.0  # seconds that leftovers get to end by themselves
_STOPPING = " stopping"
_STOPPING_TAKES = 60.0  # seconds at most
_KILLED = 2.0  # seconds that killed ones may take to be gone


@dataclass
class DataDirectory:
    """One such folder. `acquire` comes first; nothing else may be done without the lock but `addresses`."""

    path: Path
    _handle: int | None = field(default=None, repr=False)

    @property
    def log_directory(self) -> Path:
        """Where every child writes what it has to say."""
        return self.path / "log"

    def log(self, name: str) -> Path:
        """The log of one child. That of the run before is kept beside it."""
        self.log_directory.mkdir(mode=0o700, exist_ok=True)
        log = self.log_directory / f"{name}.log"
        if log.exists():
            log.replace(log.with_suffix(".log.1"))
        log.touch(mode=0o600)
        return log

    def acquire(self, *, pause: Callable[[float], None] = time.sleep) -> None:
        """
        Make the folder, lock it and end what a killed supervisor left running; raises in plain words.

        A supervisor that is stopping is waited for, with `pause`.
        """
        try:
            self.path.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
            self._lock(pause)
        except BlockingIOError:
            raise EmbeddedError(self._already_running()) from None
        except OSError as error:
            raise trouble(self.path, error) from None
        self._check_space()
        self.end_leftovers()

    def tell_stopping(self) -> None:
        """Let a next start wait for the end of this one instead of being refused."""
        if self._handle is not None:
            os.pwrite(self._handle, (processes.mark() + _STOPPING).encode(), 0)

    def release(self) -> None:
        """Let another supervisor in."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def note(self, *, run_directory: Path, addresses: dict[str, str], pids: dict[str, int]) -> None:
        """Write down what runs now, so that it is found again; replaces the earlier note as a whole."""
        started = {name: [pid, processes.start_time(pid)] for name, pid in pids.items()}
        content = {"run_directory": str(run_directory), "addresses": addresses, "processes": started}
        fresh = self._notes.with_suffix(".new")
        fresh.write_text(json.dumps(content, indent=1))
        fresh.replace(self._notes)

    def forget(self) -> None:
        """Nothing runs any more."""
        self._notes.unlink(missing_ok=True)

    def addresses(self) -> dict[str, str]:
        """The servers' addresses as environment variables, while a supervisor runs here; otherwise nothing."""
        try:
            mark = (self.path / "lock").read_text()
            found = self._read_notes()
        except OSError:
            return {}
        return dict(found.get("addresses", {})) if processes.marked_runs(mark) else {}

    def end_leftovers(self) -> None:
        """End the children of a supervisor that was killed, and remove its folder of sockets."""
        try:
            found = self._read_notes()
        except FileNotFoundError:
            return
        left = [(pid, started) for pid, started in found.get("processes", {}).values() if started]
        _end(left)
        directory = Path(found.get("run_directory", ""))
        if directory.name.startswith("aantafel-"):
            shutil.rmtree(directory, ignore_errors=True)
        self.forget()

    @property
    def _notes(self) -> Path:
        return self.path / "running.json"

    def _lock(self, pause: Callable[[float], None]) -> None:
        self._handle = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        end = time.monotonic() + _STOPPING_TAKES
        while not self._locked():
            if not self._is_stopping() or time.monotonic() > end:
                self.release()
                raise BlockingIOError
            pause(0.1)
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, processes.mark().encode(), 0)

    def _locked(self) -> bool:
        assert self._handle is not None
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _is_stopping(self) -> bool:
        return (self.path / "lock").read_text().endswith(_STOPPING)

    def _already_running(self) -> str:
        pid = (self.path / "lock").read_text().partition(" ")[0] or "?"
        return (
            f"AanTafel! already runs on {self.path} (process {pid}): stop that one first, or choose another DATA_DIR."
        )

    def _check_space(self) -> None:
        free = shutil.disk_usage(self.path).free // 1_000_000
        if free < _NEEDED_MEGABYTES:
            raise EmbeddedError(
                f"The disk is full: {free} MB is free at {self.path} and AanTafel! needs {_NEEDED_MEGABYTES} MB. "
                "Make room, or choose another DATA_DIR."
            )

    def _read_notes(self) -> dict[str, Any]:
        try:
            found = json.loads(self._notes.read_text())
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


def _end(left: list[tuple[int, str]]) -> None:
    """Ask processes to stop, wait, and kill what stays. PostgreSQL takes SIGINT as a fast, clean shutdown."""
    remaining = [each for each in left if processes.runs(*each)]
    for pid, _ in remaining:
        os.kill(pid, signal.SIGINT)
    end = time.monotonic() + _PATIENCE
    while remaining and time.monotonic() < end:
        time.sleep(0.05)
        remaining = [each for each in remaining if processes.runs(*each)]
    _end_sessions([pid for pid, started in left if processes.start_time(pid) in (None, started)])


def _end_sessions(leaders: list[int]) -> None:
    """
    Kill what is left of sessions and wait until it has gone: a web server's workers hold its port.

    A leader may be gone already; as long as others of its session are there its number is not used again.
    """
    for pid in leaders:
        children.end_session(pid)
    end = time.monotonic() + _KILLED
    while any(children.session_lives(pid) for pid in leaders) and time.monotonic() < end:
        time.sleep(0.02)


def trouble(path: Path, error: OSError) -> EmbeddedError:
    """What the machine's refusal to write means for the person at the terminal."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return EmbeddedError(
            f"The disk is full: nothing can be written to {path}. Make room, or choose another DATA_DIR."
        )
    return EmbeddedError(f"Nothing can be written to {path} ({error.strerror}): choose another DATA_DIR.")
