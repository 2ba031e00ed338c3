"""A PostgreSQL cluster of our own: made once, run in the foreground, reached over a unix socket only."""

import contextlib
import os
import shutil
import signal
import socket
import struct
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from embedded import account, binaries, children, processes, server
from embedded.errors import EmbeddedError

ROLE = DATABASE = "aantafel"
_SUPERUSER = "postgres"
_PORT = 5432  # only part of the socket's name
_SETUP = f"CREATE ROLE {ROLE} LOGIN CREATEDB;\nCREATE DATABASE {DATABASE} OWNER {ROLE};\n"
_INITDB_OPTIONS = (
    f"--username={_SUPERUSER}",
    "--auth=trust",  # the socket's folder is closed to everybody else
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
)
_THROW_AWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
_ROOMY = {"shared_buffers": "512MB", "max_wal_size": "2GB"}
_GOING = 10.0  # seconds that the processes of a killed server get to notice
_STOP = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 6.0))


@dataclass
class Postgres:
    """
    One cluster: `home` holds its data, `sockets` its socket, `log` its messages.

    `home` and `sockets` become private to the account that PostgreSQL runs under. With `throw_away`
    speed goes before safety; `roomy` gives it the memory of a small server of its own.
    """

    home: Path
    sockets: Path
    log: Path
    throw_away: bool = False
    roomy: bool = False
    user: account.Account | None = field(default_factory=account.for_postgres)
    name: str = "PostgreSQL"
    _copied: Path | None = field(default=None, init=False)

    @property
    def data(self) -> Path:
        """The data directory itself, inside the private `home`."""
        return self.home / "data"

    @property
    def url(self) -> str:
        """For DATABASE_URL; the folder of the socket stands where a host name would."""
        return f"postgresql://{ROLE}@{quote(str(self.sockets), safe='')}/{DATABASE}"

    def prepare(self) -> None:
        """Make the cluster when there is none. Interrupted halfway it leaves nothing that counts as made."""
        self._check_owner()
        account.make_private(self.home, self.user)
        account.make_private(self.sockets, self.user)
        for leftover in self.sockets.glob(".s.PGSQL.*"):
            leftover.unlink()
        if self.data.exists():
            self._check_version()
            self._forget_killed_server()
            return
        fresh = self.home / "data.new"
        if fresh.exists():
            shutil.rmtree(fresh)
        account.make_private(fresh, self.user)
        sync = ("--no-sync",) if self.throw_away else ()
        self._run_once("initdb", fresh, (*_INITDB_OPTIONS, *sync))
        self._run_once("postgres", fresh, ("-F", _SUPERUSER) if self.throw_away else (_SUPERUSER,), _SETUP)
        fresh.rename(self.data)

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server; `wait_until_ready` says when it can be used."""
        with self._place(self.data) as (place, keep):
            options = [part for pair in self._settings().items() for part in ("-c", "=".join(pair))]
            return children.spawn(
                [self._program("postgres"), "-D", place, "-k", self.sockets, *options],
                log=self.log,
                death_signal=signal.SIGQUIT if self.throw_away else signal.SIGINT,
                account=self.user,
                keep=keep,
            )

    def answers(self) -> bool:
        """Whether the server lets us in, asked in its own protocol."""
        parameters = f"user\0{ROLE}\0database\0{DATABASE}\0\0".encode()
        hello = struct.pack("!ii", len(parameters) + 8, 196608) + parameters
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2)
            connection.connect(str(self.sockets / f".s.PGSQL.{_PORT}"))
            connection.sendall(hello)
            return connection.recv(1) == b"R"
        return False

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """Shut down cleanly: open sessions are ended, everything is on disk."""
        children.stop(process, *(_STOP[1:] if self.throw_away else _STOP))

    def _settings(self) -> dict[str, str]:
        common = {
            "listen_addresses": "",
            "port": str(_PORT),
            "unix_socket_permissions": "0700",
            "wal_level": "minimal",
            "max_wal_senders": "0",
            "max_wal_size": "256MB",
            "shared_buffers": "64MB",
            "log_line_prefix": "%m [%p] ",
            "log_checkpoints": "off",
        }
        return common | (_THROW_AWAY if self.throw_away else {}) | (_ROOMY if self.roomy else {})

    def _check_owner(self) -> None:
        if not self.home.exists():
            return
        owner = self.home.stat().st_uid
        if owner != (self.user.uid if self.user else os.geteuid()):
            raise EmbeddedError(
                f"{self.home} was made by another account (number {owner}): start as that one, "
                "or choose another DATA_DIR."
            )

    def _check_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != str(binaries.POSTGRES_MAJOR):
            raise EmbeddedError(
                f"{self.data} was made by PostgreSQL {found}, and this version brings "
                f"{binaries.POSTGRES_MAJOR}: move the data with pg_dump, or choose another DATA_DIR."
            )

    def _forget_killed_server(self) -> None:
        """
        Remove the lock file of a server that was killed.

        PostgreSQL does so itself, unless another process has got the old number since, or the killed one still
        waits to be taken note of, which lasts for ever where the machine's first process is no init. So look
        for real servers on this data, give the last ones of a killed server some time to go, and remove the
        file when there are none. Where that cannot be seen PostgreSQL is left to judge.
        """
        end = time.monotonic() + _GOING
        while (remaining := processes.working_in(self.data, "postgres")) and time.monotonic() < end:
            time.sleep(0.05)
        if remaining == set():
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _run_once(self, program: str, data: Path, options: tuple[str, ...], script: str = "") -> None:
        """Run initdb, or postgres in single-user mode with a script of one statement a line."""
        with self._place(data) as (place, keep):
            mode = ("--single",) if script else ()
            command = [self._program(program), *mode, "-D", place, *options]
            done = children.run(command, given=script, account=self.user, keep=keep)
        with self.log.open("ab") as log:
            log.write(done.stderr)
        problem = b"ERROR:" in done.stderr or b"FATAL:" in done.stderr
        if done.returncode or problem:
            raise EmbeddedError(f"PostgreSQL could not make its files in {self.data}: {server.reason(done.stderr)}")

    def _program(self, name: str) -> Path:
        """
        A program that the account can reach.

        PostgreSQL looks up its own full path, so that an installation below a closed folder is copied
        beside the socket first.
        """
        installed = binaries.postgres_directory()
        if not account.reaches(self.user, installed):
            if self._copied is None:
                self._copied = binaries.copy_postgres(installed, self.sockets.parent / "programs")
            installed = self._copied
        return installed / "bin" / name

    @contextlib.contextmanager
    def _place(self, data: Path) -> Iterator[tuple[str, list[int]]]:
        """
        How the server names its data directory, and the file descriptors it needs for that.

        Below a folder that the account may not enter (such as /root) the directory is handed over as an open
        descriptor: the server enters it without walking through the folders above, which stay closed.
        """
        if account.reaches(self.user, data.parent):
            yield str(data), []
            return
        if not Path("/proc/self/fd").is_dir():
            raise EmbeddedError(f"PostgreSQL runs as `nobody`, who cannot reach {data}: choose another DATA_DIR.")
        handle = os.open(data, os.O_RDONLY | os.O_DIRECTORY)
        try:
            yield f"/proc/self/fd/{handle}", [handle]
        finally:
            os.close(handle)
