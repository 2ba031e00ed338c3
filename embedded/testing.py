"""
Throw-away servers for one run of the tests.

`start()` starts a guardian, which starts PostgreSQL and Valkey as its own children and keeps them as long
as its standard input is open. So nothing stays behind, however the tests end: the pipe closes with them.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

from embedded import account, processes, server, valkey
from embedded.errors import EmbeddedError
from embedded.postgres import Postgres

PREFIX = "aantafel-test-"
AS_REAL = "--as-real"
_ROOT = Path(__file__).resolve().parent.parent
_OWNER = "owner"


@dataclass(frozen=True)
class Addresses:
    """Where the servers are."""

    database_url: str
    redis_url: str
    cache_url: str
    directory: str


@dataclass(frozen=True)
class Servers:
    """Running throw-away servers; `stop` ends them and removes their files."""

    addresses: Addresses
    guardian: subprocess.Popen[str] = field(repr=False)

    @property
    def environment(self) -> dict[str, str]:
        """The variables that the settings read. DATA_DIR, for files, is thrown away with the rest."""
        found = self.addresses
        return {
            "DATABASE_URL": found.database_url,
            "REDIS_URL": found.redis_url,
            "CACHE_URL": found.cache_url,
            "DATA_DIR": f"{found.directory}/site",
        }

    def stop(self) -> None:
        """End the servers; calling it twice does no harm."""
        if self.guardian.stdin and not self.guardian.stdin.closed:
            self.guardian.stdin.close()
        self.guardian.wait()
        if self.guardian.stdout:
            self.guardian.stdout.close()


def start(*, as_real: bool = False) -> Servers:
    """Start throw-away servers in a folder of their own and wait until they answer (about a second).

    With `as_real` PostgreSQL puts each commit on the disk and has room for what is read often: fair to measure with.
    """
    options = [AS_REAL] if as_real else []
    guardian = subprocess.Popen(
        [sys.executable, "-m", "embedded.testing", *options],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert guardian.stdout is not None
    said = guardian.stdout.readline()
    if said.startswith("{"):
        return Servers(Addresses(**json.loads(said)), guardian)
    rest, _ = guardian.communicate()
    raise EmbeddedError((said + rest).strip() or "The servers for the tests did not start.")


def sweep(parent: Path) -> None:
    """Remove what earlier guardians left that were killed before they could."""
    for leftover in parent.glob(f"{PREFIX}*"):
        owner = leftover / _OWNER
        mine = leftover.stat().st_uid == os.geteuid()
        if mine and owner.exists() and not processes.marked_runs(owner.read_text()):
            shutil.rmtree(leftover, ignore_errors=True)


def new_directory() -> Path:
    """A new folder for servers of this process. A later run removes it when this process cannot."""
    directory = account.run_directory(PREFIX)
    (directory / _OWNER).write_text(processes.mark())
    return directory


def _guard(*, as_real: bool) -> None:
    """Run the servers until standard input closes or a signal comes."""
    directory = new_directory()
    sweep(directory.parent)
    log = directory / "log"
    database = Postgres(directory / "data", directory / "postgres", log, throw_away=not as_real, roomy=as_real)
    store = valkey.throw_away(directory / "valkey", directory / "valkey" / "socket", log)
    running: list[tuple[server.Server, subprocess.Popen[bytes]]] = []
    try:
        for wanted in (store, database):
            wanted.prepare()
            running.append((wanted, wanted.start()))
        for each, process in running:
            server.wait_until_ready(each, process, seconds=60)
        addresses = Addresses(database.url, store.database(0), store.database(1), str(directory))
        print(json.dumps(asdict(addresses)), flush=True)
        sys.stdin.read()
    finally:
        for each, process in reversed(running):
            each.stop(process)
        shutil.rmtree(directory, ignore_errors=True)


def _leave(*_: object) -> None:
    raise SystemExit(0)


def main() -> None:
    """The guardian."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _leave)
    try:
        _guard(as_real=AS_REAL in sys.argv)
    except EmbeddedError as error:
        print(error, flush=True)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
