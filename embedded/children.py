"""Starting server processes as foreground children that never outlive their parent."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from embedded.account import Account

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    death_signal: signal.Signals,
    account: Account | None = None,
    environment: Mapping[str, str] | None = None,
    directory: Path | str = "/",
    keep: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """
    Start a child in a session of its own, its output appended to `log`.

    On Linux the kernel sends it `death_signal` when the parent's thread dies, kill -9 included: call
    this from the main thread. `keep` are file descriptors that the child inherits.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=directory,
            env=environment,
            pass_fds=keep,
            **_apart(account, death_signal),
        )


def run(
    command: Sequence[str | Path], *, given: str = "", account: Account | None = None, keep: Sequence[int] = ()
) -> subprocess.CompletedProcess[bytes]:
    """Run a short program to its end, apart from the terminal's signals; it dies with its parent."""
    return subprocess.run(
        [str(part) for part in command],
        input=given.encode(),
        capture_output=True,
        cwd="/",
        pass_fds=keep,
        check=False,
        **_apart(account, signal.SIGKILL),
    )


def follow_parent() -> None:
    """Let the kernel end this process with SIGTERM when the one that started it dies (Linux)."""
    set_death_signal = _die_with_parent(signal.SIGTERM, os.getppid())
    if set_death_signal:
        set_death_signal()


def _apart(account: Account | None, death_signal: signal.Signals) -> dict[str, Any]:
    return {
        "user": account.uid if account else None,
        "group": account.gid if account else None,
        "extra_groups": [] if account else None,
        "start_new_session": True,
        "preexec_fn": _die_with_parent(death_signal, os.getpid()),
    }


def _die_with_parent(death_signal: signal.Signals, parent: int) -> Callable[[], None] | None:
    """Runs in the child after it has changed account, because that change clears the setting."""
    if not sys.platform.startswith("linux"):
        return None

    def set_death_signal() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return set_death_signal


def stop(process: subprocess.Popen[bytes], *signals: tuple[signal.Signals, float]) -> None:
    """Send each signal in turn until the child has gone within its seconds; at last end its whole session."""
    for number, patience in signals:
        if process.poll() is not None:
            break
        process.send_signal(number)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    end_session(process.pid)
    process.wait()


def end_session(leader: int) -> None:
    """Kill what is left of the process group that `leader` started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def session_lives(leader: int) -> bool:
    """Whether anything of that process group is left."""
    try:
        os.killpg(leader, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True
