#!/usr/bin/env python
"""`make test`: everything that is checked before a change is accepted. Stops at the first thing that is wrong.

What is quick comes first. Each stage is one line; what a stage says is shown when it fails.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from embedded import chromium, testing  # noqa: E402  the project's folder has to be on the path first
from embedded.errors import EmbeddedError  # noqa: E402

PROGRAMS = Path(sys.executable).parent
CODE = (
    "aantafel",
    "municipalities",
    "ideas",
    "coaches",
    "tables",
    "movement",
    "embedded",
    "bench",
    "rehearsal",
    "scripts",
    "tests",
    "manage.py",
)
MOST_PROCESSES = 8

Stage = tuple[str, tuple[str, ...], str]  # name, command, command that may mend it

STATIC: tuple[Stage, ...] = (
    ("format", ("ruff", "format", "--check"), "make format"),
    ("lint", ("ruff", "check"), "make format"),
    ("templates", ("djlint", "templates", "--lint", "--quiet"), ""),
    ("floors", ("lint-imports", "--no-cache"), ""),
    ("translations", ("python", "scripts/messages.py", "check"), "make messages"),
    ("types", ("mypy", *CODE), ""),
)
DJANGO: tuple[Stage, ...] = (
    ("settings", ("python", "manage.py", "check", "--fail-level", "WARNING"), ""),
    ("migrations", ("python", "manage.py", "makemigrations", "--check", "--dry-run"), "manage.py makemigrations"),
    ("schema", ("python", "-m", "tests.support.keep_schema"), ""),
)


def stage(name: str, command: tuple[str, ...], mend: str, environment: Mapping[str, str]) -> None:
    """Run one stage and print its line; leave with what it said when it fails."""
    started = time.monotonic()
    print(f"  {name:<14}", end="", flush=True)
    done = subprocess.run(
        [PROGRAMS / command[0], *command[1:]],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    took = time.monotonic() - started
    if done.returncode == 0:
        print(f"ok {took:6.1f} s", flush=True)
        return
    print(f"failed\n\n{done.stdout}")
    sys.exit(f"{name} failed." + (f" `{mend}` may mend it." if mend else ""))


def tests(environment: Mapping[str, str]) -> None:
    """All tests, in parallel, with branch coverage of every process that they start."""
    processes = max(2, min(MOST_PROCESSES, os.cpu_count() or 2))
    coverage = str(PROGRAMS / "coverage")
    subprocess.run([coverage, "erase"], cwd=ROOT, check=True)
    print(f"  tests, in {processes} processes", flush=True)
    command = [coverage, "run", "-m", "pytest", "-n", str(processes), "-q", "--no-header"]
    if subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False).returncode:
        sys.exit("tests failed.")
    subprocess.run([coverage, "combine", "--quiet"], cwd=ROOT, check=True)
    stage("coverage", ("coverage", "report"), "", environment)


def main() -> None:
    print("Checking everything.")
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "aantafel.settings.test"}
    for each in STATIC:
        stage(*each, environment)
    try:
        servers = testing.start()
        try:
            for each in DJANGO:
                stage(*each, {**environment, **servers.environment})
        finally:
            servers.stop()
        environment["CHROMIUM"] = str(chromium.ensure())
    except EmbeddedError as error:
        sys.exit(str(error))
    tests(environment)
    print("Everything is in order.")


if __name__ == "__main__":
    main()
