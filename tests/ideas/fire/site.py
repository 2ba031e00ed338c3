"""A whole site, of which each part can be killed and started again: servers, web server, worker and clock.

with burning_site({"moestuin": 49}) as site:
    site.like(site.people[0], site.ideas["moestuin"])
    site.parts["valkey"].kill()
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from embedded import children, server, testing, valkey
from embedded import site as programs
from embedded.postgres import Postgres
from tests.ideas.fire import breaking
from tests.ideas.fire.visitor import Answer, Visitor
from tests.support.smtp import Received, SmtpServer

SETTINGS = "tests.ideas.fire.settings"
STARTS = 60.0  # seconds
KILLED = -signal.SIGKILL
OPERATOR = "hallo@aantafel.example"
MUNICIPALITY = "post.proefdam.nl@redirect.example"


@dataclass
class Part:
    """A server or a program, with the process that it is at the moment."""

    what: server.Server
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """On the main thread: the kernel ends what a thread started as soon as that thread is gone."""
        self.what.prepare()
        self.process = self.what.start()
        server.wait_until_ready(self.what, self.process, seconds=STARTS)

    def stop(self) -> None:
        """As at a restart: it finishes what it is doing."""
        if self.process is not None:
            self.what.stop(self.process)
            self.process = None

    def end(self) -> None:
        """In a hurry, since everything is thrown away; a database gets the time to give its memory back."""
        if isinstance(self.what, Postgres):
            self.stop()
        elif self.process is not None and self.process.poll() is None:
            self.kill()

    def start_again_if_it_gave_up(self) -> None:
        """What watches over the programs of a real site does the same: Celery's worker may give up when its broker goes
        while tasks are on their way.
        """
        if self.process is not None and self.process.poll() is not None:
            self.start()

    def kill(self) -> None:
        """All its processes at once. Checks that it died of that."""
        assert self.process is not None
        children.end_session(self.process.pid)
        self.was_killed()

    def was_killed(self) -> None:
        """Waits until it has died of signal 9."""
        assert self.process is not None
        assert self.process.wait(timeout=40) == KILLED
        self.process = None

    def log(self) -> str:
        return self.what.log.read_text(errors="replace")


@dataclass(frozen=True)
class Person:
    pk: int
    email: str
    cookie: str
    is_local: bool


@dataclass(frozen=True)
class BurningIdea:
    """`listening` are the addresses of earlier likers who want to hear what becomes of it."""

    pk: int
    path: str
    title: str
    pinner: str
    listening: list[str]

    @property
    def like_path(self) -> str:
        return f"{self.path}goed-idee/"


@dataclass(frozen=True)
class BurningTable:
    """Its meeting of tomorrow has people who come, that of yesterday minutes that its owner writes."""

    pk: int
    path: str
    title: str
    owner: Person
    come: list[str]
    was_there: list[str]
    minutes: int
    number: int


@dataclass(frozen=True)
class Standing:
    """What the site knows of an idea: its tally, the likes themselves, and what came of them."""

    local: int
    other: int
    likes: int
    local_likes: int
    is_reached: bool
    is_settled: bool
    meetings: int


@dataclass
class BurningSite:
    port: int
    directory: Path
    smtp: SmtpServer
    parts: dict[str, Part]
    environment: Mapping[str, str] = field(repr=False)
    people: list[Person] = field(default_factory=list)
    ideas: dict[str, BurningIdea] = field(default_factory=dict)
    tables: list[BurningTable] = field(default_factory=list)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            return connection.execute(sql.encode(), values).fetchall()

    def visitor(self, person: Person | None = None, *, port: int = 0) -> Visitor:
        return Visitor(port or self.port, {"sessionid": person.cookie} if person else {})

    def like(self, person: Person, idea: BurningIdea, *, patience: float = 20.0) -> Answer:
        """Open the page of the idea, again when it does not come, and press the button."""
        visitor = self.visitor(person)
        until(lambda: visitor.open(idea.path, patience=patience).status == 200, "the page of the idea comes")
        return visitor.submit(idea.like_path, patience=patience)

    def standing(self, idea: BurningIdea) -> Standing:
        [row] = self.rows(
            """
            SELECT tally.local, tally.other, count(likes.id),
                count(likes.id) FILTER (WHERE likes.municipality_id = tally.municipality_id),
                tally.reached_at IS NOT NULL, tally.settled_at IS NOT NULL,
                (SELECT count(*) FROM ideas_freemeeting WHERE idea_id = tally.idea_id)
            FROM ideas_ideatally AS tally LEFT JOIN ideas_like AS likes USING (idea_id)
            WHERE tally.idea_id = %s GROUP BY tally.idea_id
            """,
            idea.pk,
        )
        return Standing(*row)

    def settled(self, idea: BurningIdea) -> Standing:
        """As soon as the free meeting is there and every mail has gone out."""
        self.until_worked(lambda: self.standing(idea).is_settled, "the fifty is settled")
        self.mail_is_out()
        return self.standing(idea)

    def mail_is_out(self) -> None:
        """As soon as nothing waits in the outbox."""
        waiting = "SELECT 1 FROM outbox_outgoingmail WHERE state IN ('queued', 'sending')"
        self.until_worked(lambda: not self.rows(waiting), "the outbox is empty")

    def until_worked(self, reached: Callable[[], bool], what: str) -> None:
        """As soon as the worker has done it."""

        def look() -> bool:
            self.parts["worker"].start_again_if_it_gave_up()
            return reached()

        until(look, what)

    def mails_about(self, idea: BurningIdea | BurningTable) -> Counter[tuple[str, str]]:
        """What came in at the mail server with this idea in its subject: which kind, and to whom."""
        kinds = dict(self.rows("SELECT message_id, kind FROM outbox_outgoingmail"))
        about = [mail for mail in self.smtp.received() if idea.title in _subject(mail)]
        return Counter((kinds[mail.message_id], mail.to) for mail in about)

    def expected_mails(self, idea: BurningIdea, *listeners: str) -> Counter[tuple[str, str]]:
        """One each: pinner, municipality, operator, and every neighbour who agreed to hear more."""
        fixed = [("pinner", idea.pinner), ("municipality", MUNICIPALITY), ("operator", OPERATOR)]
        followers = [("supporter", email) for email in (*idea.listening, *listeners)]
        return Counter((f"ideas/fifty_{name}", email) for name, email in (*fixed, *followers))

    def order_death(self, place: str, *, whole: bool = False, passes: int = 0) -> None:
        breaking.order(self.directory, place, whole=whole, passes=passes)

    def died_at(self, place: str) -> int:
        """The number of the process that died at this place, as soon as it has."""
        until(lambda: breaking.died(self.directory, place) > 0, f"somebody dies at {place}")
        return breaking.died(self.directory, place)

    @contextmanager
    def another_web_server(self, **variables: str) -> Iterator[int]:
        """Beside the site's own, on the same database; its port."""
        with _listen() as listener:
            log = self.directory / "another.log"
            part = Part(programs.web(listener, log, {**self.environment, **variables}))
            part.start()
            try:
                yield int(listener.getsockname()[1])
            finally:
                part.end()


def until(reached: Callable[[], bool], what: str, *, seconds: float = 120.0) -> None:
    """Look until it is so; fails after so many seconds."""
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.05)


@contextmanager
def burning_site(ideas: Mapping[str, int]) -> Iterator[BurningSite]:
    """Start everything. `ideas` are names, and how many neighbours like each of them already.

    PostgreSQL keeps what it has confirmed, as a real one does: it is killed too.
    """
    with ExitStack() as stack:
        directory = testing.new_directory()
        stack.callback(shutil.rmtree, directory, ignore_errors=True)
        smtp = stack.enter_context(SmtpServer())
        listener = stack.enter_context(_listen())
        database = Postgres(directory / "data", directory / "postgres", directory / "postgres.log")
        socket_path = directory / "valkey" / "socket"
        store = valkey.throw_away(directory / "valkey", socket_path, directory / "valkey.log")
        environment = _environment(directory, database, store, smtp, listener.getsockname()[1])
        parts = {
            "postgres": Part(database),
            "valkey": Part(store),
            "web": Part(programs.web(listener, directory / "web.log", environment)),
            "worker": Part(programs.worker(directory / "worker.log", environment)),
            "beat": Part(programs.beat(directory / "beat", directory / "beat.log", environment)),
        }
        site = BurningSite(listener.getsockname()[1], directory, smtp, parts, environment)
        for name, part in parts.items():
            if name == "web":
                _fill(site, ideas)
            stack.callback(part.end)
            part.start()
        yield site


def _listen() -> socket.socket:
    return socket.create_server(("127.0.0.1", 0), backlog=512)


def _environment(
    directory: Path, database: Postgres, store: valkey.Valkey, smtp: SmtpServer, port: int
) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "WITHOUT_LOCK") if name in os.environ}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "DATABASE_URL": database.url,
        "REDIS_URL": store.database(0),
        "CACHE_URL": store.database(1),
        "DATA_DIR": str(directory / "site"),
        "FIRE_DIRECTORY": str(directory),
        "EMAIL_URL": smtp.url,
        "BASE_URL": f"http://localhost:{port}",
        "PYTHONUNBUFFERED": "1",
    }


def _fill(site: BurningSite, ideas: Mapping[str, int]) -> None:
    wanted = [f"{name}={likes}" for name, likes in ideas.items()]
    command = [sys.executable, "-m", "tests.ideas.fire.prepare", *wanted]
    done = subprocess.run(command, cwd=programs.ROOT, env=site.environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"The site could not be prepared:\n{done.stderr}")
    made = json.loads(done.stdout)
    site.people = [Person(**person) for person in made["people"]]
    site.ideas = {name: BurningIdea(**idea) for name, idea in made["ideas"].items()}
    site.tables = [BurningTable(**{**table, "owner": Person(**table["owner"])}) for table in made["tables"]]


def _subject(mail: Received) -> str:
    return str(mail.message["Subject"])
