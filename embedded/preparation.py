"""Everything between a fresh clone and a start: the Python environment, the front end, the Dutch catalogue."""

import contextlib
import errno
import fcntl
import os
from collections.abc import Iterator, Sequence

from embedded import frontend, pythonenv, stamps
from embedded.errors import EmbeddedError
from embedded.shell import ROOT, run, say

LEVELS = pythonenv.LEVELS


def main(arguments: Sequence[str]) -> None:
    """Prepare for one of the LEVELS; ends the program with a sentence when that cannot be done."""
    level = arguments[0] if arguments else "local"
    try:
        prepare(level)
    except EmbeddedError as error:
        raise SystemExit(str(error)) from None
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        why = "the disk is full" if full else f"{error.strerror}: {error.filename}"
        raise SystemExit(f"The environment could not be made in {ROOT}: {why}.") from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def prepare(level: str) -> None:
    """Do what is not done yet. Two starts at once wait for each other."""
    if level not in LEVELS:
        raise EmbeddedError(f"There is no level {level!r}: choose from {', '.join(LEVELS)}.")
    with one_at_a_time():
        pythonenv.prepare(level)
        frontend.prepare()
        _compile_catalogue()


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold a lock on the project's own folder."""
    handle = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is preparing this folder; waiting for it.")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _compile_catalogue() -> None:
    """The .mo file that Django reads, by Babel: no GNU gettext is needed."""
    catalogue = ROOT / "locale/nl/LC_MESSAGES/django.po"
    compiled = catalogue.with_suffix(".mo")
    done = stamps.Stamps(ROOT / "build" / "aantafel.json")
    source = stamps.digest(ROOT, ["locale"], endings=(".po",))
    if not (compiled.exists() and done.has("catalogue", source)):
        run([pythonenv.PYTHON, "scripts/messages.py", "compile"], what="Compiling the Dutch catalogue")
        done.set(catalogue=source)
