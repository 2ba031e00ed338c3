"""Processes of the site that end by SIGKILL at a named place, as often as a test orders it.

An order is a file in `FIRE_DIRECTORY`, named after the place. The first process that gets there takes the file away,
leaves its number and dies, alone or with all that were started with it; the others go on. So a site that is running
can be told where to break.
"""

import os
import signal
from pathlib import Path

from aantafel.core import killpoints

IN_THE_WORKER = ("fifty:locked", "fifty:opened", "fifty:told", "fifty:settled", "fifty:committed")
IN_THE_WEB_SERVER = ("like:written", "like:counted", "like:committed")
WHOLE, ALONE = "whole", "alone"


def obey(directory: Path) -> None:
    """From now on this process looks for orders at each named place."""

    def handler(place: str) -> None:
        ordered = directory / place
        try:
            ordered.rename(_taken(directory, place))
        except FileNotFoundError:
            return
        taken = _taken(directory, place)
        kind, passes = taken.read_text().split()
        if int(passes):
            order(directory, place, whole=kind == WHOLE, passes=int(passes) - 1)
            return
        whole = kind == WHOLE
        taken.write_text(str(os.getpid()))
        if whole:
            os.killpg(os.getpgrp(), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)

    killpoints.handler = handler


def order(directory: Path, place: str, *, whole: bool, passes: int = 0) -> None:
    """The next process that reaches this place dies there, after so many times that it was passed; with `whole` its
    parent and siblings too.
    """
    _taken(directory, place).unlink(missing_ok=True)
    fresh = directory / f"{place}.fresh"
    fresh.write_text(f"{WHOLE if whole else ALONE} {passes}")
    fresh.rename(directory / place)


def died(directory: Path, place: str) -> int:
    """The number of the process that obeyed; 0 as long as none did."""
    taken = _taken(directory, place)
    number = taken.read_text() if taken.exists() else ""
    return int(number) if number.isdecimal() else 0


def _taken(directory: Path, place: str) -> Path:
    return directory / f"{place}.taken"
