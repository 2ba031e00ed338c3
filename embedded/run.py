"""
`make run`, once the environment stands: servers, database, web server, worker and clock, until it is stopped.

DATABASE_URL, REDIS_URL and CACHE_URL that are set are used; for those that are not, a server is started here.
"""

import contextlib
import errno
import os
import shutil
import signal
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from embedded import account, children, server, site, stamps, valkey
from embedded.attention import Attention, Stopping
from embedded.datadir import DataDirectory, trouble
from embedded.errors import EmbeddedError
from embedded.postgres import Postgres
from embedded.supervisor import Supervisor

_SERVERS_START = 60.0  # seconds; PostgreSQL may have to recover first
_SITE_STARTS = 90.0
_HIGHEST_PORT = 65535
_STATIC_SOURCES = ("build/static", "static", "requirements/production.txt")


def say(line: str = "") -> None:
    """Print for the person at the terminal; a terminal that has gone is no reason to stop badly."""
    with contextlib.suppress(OSError):
        print(line, flush=True)


def port_from(environment: dict[str, str]) -> int:
    """PORT, or 8000."""
    text = environment.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) <= _HIGHEST_PORT:
        raise EmbeddedError(f"PORT must be a number from 1 to {_HIGHEST_PORT}, not {text!r}.")
    return int(text)


def listen(port: int) -> socket.socket:
    """The socket that the web server gets. Taken now, so that a port in use is known before anything starts."""
    listener = socket.socket(socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        if error.errno == errno.EACCES:
            raise EmbeddedError(f"Port {port} is not open to this user: choose one above 1023.") from None
        raise EmbeddedError(f"Port {port} is taken: choose another one, such as PORT={port + 1}.") from None
    return listener


@dataclass
class Site:
    """One run on one DATA_DIR."""

    data: DataDirectory
    port: int
    attention: Attention
    say: Callable[[str], None] = say

    def __post_init__(self) -> None:
        """Nothing is started yet."""
        self.environment = dict(os.environ)
        self.environment |= {
            "DJANGO_SETTINGS_MODULE": "aantafel.settings.local",
            "DATA_DIR": str(self.data.path),
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
        }
        self.addresses: dict[str, str] = {}
        self.run_directory = account.run_directory("aantafel-")
        self.supervisor = Supervisor(self.attention, say=self.say, noted=self._note)

    def serve(self, listener: socket.socket) -> None:
        """Start everything, say where it is, and mind it until Stopping or an error."""
        self._note({})
        try:
            self._start_servers()
            self.prepare_database()
            self.start_site(listener)
            self.supervisor.watch()
        finally:
            self.attention.deafen()
            self.data.tell_stopping()
            self.say("Stopping.")
            self.supervisor.stop()
            shutil.rmtree(self.run_directory, ignore_errors=True)
            self.data.forget()

    def _note(self, pids: dict[str, int]) -> None:
        """Write down what runs. A disk that is full now must not stop a site that can still be read."""
        try:
            self.data.note(run_directory=self.run_directory, addresses=self.addresses, pids=pids)
        except OSError as error:
            self.say(str(trouble(self.data.path, error)))

    def _start_servers(self) -> None:
        """Start a server for each address that the environment does not give."""
        path, run, log = self.data.path, self.run_directory, self.data.log
        self._postgres = Postgres(path / "postgres", run / "postgres", log("postgres"))
        broker = valkey.broker(path / "valkey", run / "broker" / "socket", log("broker"))
        cache = valkey.cache(run / "cache", run / "cache" / "socket", log("cache"))
        offered: dict[str, Postgres | valkey.Valkey] = {
            "REDIS_URL": broker,
            "CACHE_URL": cache,
            "DATABASE_URL": self._postgres,
        }
        wanted = {name: each for name, each in offered.items() if not self.environment.get(name)}
        if "DATABASE_URL" in wanted and not self._postgres.data.exists():
            self.say("Making the database.")
        self.addresses = {name: each.url for name, each in wanted.items()}
        self.environment |= self.addresses
        self.supervisor.launch(wanted.values())
        self.supervisor.await_ready(seconds=_SERVERS_START)

    def prepare_database(self) -> None:
        """Migrate; load and seed what this database has not seen. Each command may run again without harm."""
        embedded = "DATABASE_URL" in self.addresses
        done = stamps.Stamps(self._postgres.home / "prepared.json") if embedded else None
        municipalities = stamps.digest(site.ROOT, ["municipalities"], endings=(".py", ".csv", ".tsv", ".json"))
        work_forms = stamps.digest(site.ROOT, ["tables/data", "tables/services/work_form_library.py"])
        self._manage("Bringing the database up to date", "migrate", "--no-input", "--verbosity", "0")
        for name, seen, told, command in (
            ("municipalities", municipalities, "Loading municipalities and postcodes", "load_municipalities"),
            ("work_forms", work_forms, "Loading the library of work forms", "load_work_forms"),
            ("seeded", "yes", "Making the demo: ideas, people and tables", "seed_demo"),
        ):
            if done and done.has(name, seen):
                continue
            self._manage(told, command)
            if done:
                done.set(**{name: seen})

    def start_site(self, listener: socket.socket) -> None:
        """First the web server, so that it has the machine to itself until the first page can be read."""
        self._collect_static()
        log, environment = self.data.log, self.environment
        self.supervisor.launch([site.web(listener, log("web"), environment)])
        accounts = self._demo_accounts()
        self.supervisor.await_ready(seconds=_SITE_STARTS)
        self.supervisor.launch(
            (
                site.worker(log("worker"), environment),
                site.beat(self.data.path / "beat", log("beat"), environment),
            )
        )
        self._announce(accounts)

    def _demo_accounts(self) -> str:
        """The list to print; kept, as the demo is made once, until the code or the address of the site changes."""
        kept = stamps.Stamps(self.data.path / "accounts.json")
        code = stamps.digest(site.ROOT, ["aantafel/pages"], endings=(".py",))
        address = self.environment.get("BASE_URL") or str(self.port)
        if "DATABASE_URL" in self.addresses and kept.has("code", code) and kept.has("address", address):
            return kept.read()["text"]
        log = self.data.log("accounts")
        self._run("Listing the demo accounts", log, site.manage("demo_accounts"))
        text = log.read_text(errors="replace")
        kept.set(code=code, address=address, text=text)
        return text

    def _collect_static(self) -> None:
        """Hashed and compressed copies of what browsers load; again only when a source has changed."""
        done = stamps.Stamps(self.data.path / "static.json")
        sources = stamps.digest(site.ROOT, _STATIC_SOURCES)
        if not (done.has("static", sources) and (self.data.path / "static").is_dir()):
            self._manage("Collecting styles and pictures", "collectstatic", "--no-input", "--clear", "--verbosity", "0")
            done.set(static=sources)

    def _manage(self, what: str, *arguments: str) -> None:
        self.say(f"{what}.")
        self._run(what, self.data.log(f"prepare-{arguments[0]}"), site.manage(*arguments))

    def _run(self, what: str, log: Path, command: list[str]) -> None:
        """Run a command to its end; a signal to stop ends it too."""
        process = children.spawn(
            command, log=log, death_signal=signal.SIGKILL, environment=self.environment, directory=site.ROOT
        )
        try:
            while process.poll() is None:
                self.attention.pause(1.0)
        finally:
            children.stop(process, (signal.SIGTERM, 5.0))
        if process.returncode:
            raise EmbeddedError(f"{what} failed: {server.reason(server.tail(log))} (more in {log})")

    def _announce(self, accounts: str) -> None:
        address = f"http://localhost:{self.port}"
        self.say(f"\nAanTafel! is ready at {address}/\n")
        self.say(accounts.rstrip())
        self.say(f"\nAll mail stays on this machine: read it, sign-in codes included, at {address}/postvak/")
        self.say(f"Data is kept in {self.data.path}, logs in {self.data.log_directory}. Press Ctrl-C to stop.")


def run(environment: dict[str, str], kind: type[Site] = Site) -> None:
    """Run the site; returns when somebody stopped it, raises EmbeddedError when it cannot go on."""
    default = site.ROOT / "var"
    data = DataDirectory(Path(environment.get("DATA_DIR") or default).expanduser().absolute())
    port = port_from(environment)
    with Attention() as attention:
        data.acquire(pause=attention.pause)
        try:
            with listen(port) as listener:
                kind(data, port, attention).serve(listener)
        except Stopping:
            say("Stopped; everything is kept.")
        finally:
            data.release()


def main(kind: type[Site] = Site) -> None:
    """`python -m embedded.run [--with-parent]`: with that option it ends when make, its parent, is killed."""
    if "--with-parent" in sys.argv[1:]:
        children.follow_parent()
    try:
        run(dict(os.environ), kind)
    except EmbeddedError as error:
        raise SystemExit(str(error)) from None
    except OSError as error:
        raise SystemExit(str(trouble(Path(error.filename or "."), error))) from None


if __name__ == "__main__":
    main()
