"""PostgreSQL as the container starts it: initdb, the site's role by deploy/database/init.sh, then its command."""

import os
import signal
import subprocess
from pathlib import Path

from embedded import account, children
from rehearsal import compose
from rehearsal.machine import ROOT, Failed, Machine
from rehearsal.servers import Process

_BUILT_IN = 17  # the version that brought the locale C.UTF-8 of its own


def make(machine: Machine, variables: dict[str, str], logs: Path) -> Process:
    """The cluster with its first role in it, not running."""
    found = compose.service("database", variables)
    programs, user = machine.postgres(), account.for_postgres()
    home = account.make_private(machine.folder / "database", user)
    major = int((programs / "postgres").resolve().parts[-3]) if "/usr/lib" in str(programs) else 18
    options = found.environment["POSTGRES_INITDB_ARGS"].split()
    if major < _BUILT_IN:
        options = ["--encoding=UTF8", "--locale=C.UTF-8"]
    data, port = home / "data", str(machine.ports["database"])
    _once(
        [programs / "initdb", "-D", data, "-U", "postgres", "--auth-local=trust", "--auth-host=scram-sha-256", *options]
    )
    place = ["-D", str(data), "-k", str(home), "-c", f"port={port}", "-c", "listen_addresses=127.0.0.1"]
    here = {"PATH": f"{programs}:{os.environ['PATH']}", "PGPORT": port, "PGHOST": str(home), **found.environment}
    service = compose.Service("database", found.command, here, found.health, found.grace)
    command = [str(programs / "postgres"), *found.command[1:], *place]
    process = Process(service, command, here, home, logs / "database.log", user, signal.SIGINT)
    _first_role(process, here)
    return process


def _first_role(process: Process, environment: dict[str, str]) -> None:
    """While it runs for itself alone, as the container does."""
    asked = process.service.health
    ready = [word for word in asked if not word.startswith(("--username", "--dbname", "--host"))]
    alone = compose.Service("database", [], environment, [*ready, "--username=postgres", "--dbname=postgres"], 60)
    first = Process(alone, process.command, environment, process.folder, process.log, process.user, signal.SIGINT)
    first.started()
    try:
        _once([ROOT / "deploy/database/init.sh"], environment)
    finally:
        first.stop()


def _once(command: list[str | Path], environment: dict[str, str] | None = None) -> None:
    if environment is None:
        done = children.run(command, account=account.for_postgres())
    else:
        done = subprocess.run(command, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise Failed(f"{Path(command[0]).name}: {done.stderr.decode(errors='replace')[-1500:]}")
