"""Starting server processes as foreground children that never outlive their parent."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

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
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            start_new_session=True,
            pass_fds=keep,
            preexec_fn=_die_with_parent(death_signal),
        )


def _die_with_parent(death_signal: signal.Signals) -> Callable[[], None] | None:
    """Runs in the child after it has changed account, because that change clears the setting."""
    if not sys.platform.startswith("linux"):
        return None
    parent = os.getpid()

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
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
