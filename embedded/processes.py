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


def mark() -> str:
    """This process, to be noted in a file: its number and start time."""
    return f"{os.getpid()} {start_time(os.getpid())}"


def marked_runs(text: str) -> bool:
    """Whether the process of a `mark` is still there; an unreadable mark counts as gone."""
    pid, _, started = text.strip().partition(" ")
    return pid.isdigit() and runs(int(pid), started)
