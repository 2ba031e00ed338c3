"""The whole site for browser tests: web server, worker and clock as processes, on servers and a database of their own.

    with running_site() as site:
        ...  # site.url, site.smtp, site.world

Mail goes through a real SMTP server. Everything is stopped and thrown away afterwards.
"""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from embedded import server, site, testing
from tests.site.world import World
from tests.support.e2e_towns import Town, town_of
from tests.support.smtp import SmtpServer

SETTINGS = "tests.support.e2e_settings"
PREPARED = "tests.support.e2e_prepare"
STARTS = 60.0  # seconds


@dataclass
class RunningSite:
    """`operators` are people with the role and a second factor: e-mail address and TOTP secret, each used once."""

    url: str
    smtp: SmtpServer
    world: World
    operators: list[tuple[str, str]]
    towns: Mapping[str, Town]
    logs: Path
    environment: Mapping[str, str] = field(repr=False)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What stands in the site's database."""
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            return connection.execute(sql.encode(), values).fetchall()


@contextmanager
def running_site(*options: str) -> Iterator[RunningSite]:
    """Start everything, in about ten seconds. `options` go to `tests.support.e2e_prepare`."""
    with ExitStack() as stack:
        servers = testing.start()
        stack.callback(servers.stop)
        smtp = stack.enter_context(SmtpServer())
        listener = stack.enter_context(_listen())
        url = f"http://localhost:{listener.getsockname()[1]}"
        environment = _environment(servers, smtp, url)
        logs = Path(servers.addresses.directory)
        made = _prepare(environment, options)
        programs = (
            site.web(listener, logs / "web.log", environment),
            site.worker(logs / "worker.log", environment),
            site.beat(logs / "beat", logs / "beat.log", environment),
        )
        for program in programs:
            process = program.start()
            stack.callback(program.stop, process)
            server.wait_until_ready(program, process, seconds=STARTS)
        world = World(**made["world"])
        operators = [(email, secret) for email, secret in made["operators"]]
        towns = {name: town_of(town) for name, town in made["towns"].items()}
        yield RunningSite(url, smtp, world, operators, towns, logs, environment)


def _listen() -> socket.socket:
    """A port of the machine that is free."""
    return socket.create_server(("127.0.0.1", 0), backlog=512)


def _environment(servers: testing.Servers, smtp: SmtpServer, url: str) -> dict[str, str]:
    """Nothing else of ours goes along, so that the site is not slowed down by being measured for coverage."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        **servers.environment,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "EMAIL_URL": smtp.url,
        "BASE_URL": url,
        "PYTHONUNBUFFERED": "1",
    }


def _prepare(environment: Mapping[str, str], options: tuple[str, ...]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", PREPARED, *options],
        cwd=site.ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The site could not be prepared:\n{done.stderr}")
    made: dict[str, Any] = json.loads(done.stdout)
    return made
