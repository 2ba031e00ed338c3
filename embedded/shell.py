"""Running the tools that prepare an environment, quietly unless they fail."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from embedded.errors import EmbeddedError

ROOT = Path(__file__).resolve().parent.parent
_TAIL = 25  # lines of a failed command that are shown


def say(line: str) -> None:
    """Tell what takes a while."""
    print(line, flush=True)


def run(
    command: Sequence[str | Path], *, what: str, environment: Mapping[str, str] | None = None, hint: str = ""
) -> None:
    """Run a command quietly; when it fails show the end of what it said, and raise with a sentence."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return
    print("\n".join(done.stdout.splitlines()[-_TAIL:]), file=sys.stderr)
    full = "No space left on device" in done.stdout
    why = "the disk is full." if full else f"{Path(command[0]).name} said what stands above. {hint}"
    raise EmbeddedError(f"{what} failed: {why.strip()}")
