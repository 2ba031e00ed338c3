"""Telling whether a process that was noted down is still the same one: process numbers are used again."""

import os
import subprocess
from pathlib import Path


def start_time(pid: int) -> str | None:
    """A mark that differs between two processes with the same number; None when there is none."""
    if Path("/proc/self/stat").exists():
        return _start_time_linux(pid)
    shown = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return shown.stdout.strip() or None


def _start_time_linux(pid: int) -> str | None:
    try:
        line = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    after_name = line.rpartition(")")[2].split()
    state, ticks = after_name[0], after_name[19]
    return None if state in "ZX" else ticks


def runs(pid: int, started: str) -> bool:
    """Whether the process that was noted with this start time is still there."""
    return start_time(pid) == started


def working_in(directory: Path, program: str) -> set[int] | None:
    """
    The running processes of a program (by its short name) whose working directory this is; None where it
    cannot be known. One that does not show its directory counts.
    """
    if not Path("/proc/self/cwd").exists():
        return None
    real = directory.resolve()
    return {pid for pid in _all() if _name(pid) == program and _directory(pid) in (real, None)}


def _all() -> set[int]:
    return {int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()}


def _name(pid: int) -> str:
    """The short name; empty for a process that has ended, waited for or not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    before, _, after = status.rpartition(")")
    return "" if after.split()[0] in "ZX" else before.partition("(")[2]


def _directory(pid: int) -> Path | None:
    try:
        return Path(f"/proc/{pid}/cwd").readlink()
    except PermissionError:
        return None
    except (FileNotFoundError, ProcessLookupError):
        return Path()


def mark() -> str:
    """This process, to be noted in a file: its number and start time."""
    return f"{os.getpid()} {start_time(os.getpid())}"


def marked_runs(text: str) -> bool:
    """Whether the process of a `mark` is still there; an unreadable mark counts as gone."""
    pid, _, started = text.strip().partition(" ")
    return pid.isdigit() and runs(int(pid), started)
