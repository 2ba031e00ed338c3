"""Starting what is measured: databases filled by `seed_bench`, and web servers as in production on top of them."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from embedded import server, site, testing

SETTINGS = "bench.settings"
STARTS = 60.0  # seconds
POOL = "4"


def environment(servers: testing.Servers, database: str, email_url: str = "smtp://127.0.0.1:9") -> dict[str, str]:
    """The variables of production, with values for this machine. Each database has a cache and queue of its own."""
    found = servers.addresses
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    number = {"small": 2, "large": 4}[database]
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "DATABASE_URL": found.database_url.rsplit("/", 1)[0] + f"/bench_{database}",
        "REDIS_URL": found.redis_url.replace("db=0", f"db={number}"),
        "CACHE_URL": found.redis_url.replace("db=0", f"db={number + 1}"),
        "DATA_DIR": f"{found.directory}/{database}",
        "SECRET_KEY": "measured-on-this-machine-and-thrown-away-afterwards-0123456789",
        "BASE_DOMAIN": "localhost",
        "BASE_URL": "http://localhost",
        "ALLOWED_HOSTS": "localhost",
        "TRUSTED_PROXIES": "127.0.0.1",
        "OPERATOR_NAME": "Meting",
        "OPERATOR_EMAIL": "hallo@aantafel.example",
        "OPERATOR_PHONE": "085 000 00 00",
        "DEFAULT_FROM_EMAIL": "AanTafel! <post@aantafel.example>",
        "EMAIL_URL": email_url,
        "PAGE_CACHE_SECONDS": "0",
    }


def fill(servers: testing.Servers, database: str, **sizes: int) -> str:
    """Make a database and fill it with so many `ideas`, `likes`, `tables` and `minutes`. What `seed_bench` said."""
    variables = {**environment(servers, database), "DATABASE_POOL_SIZE": "0"}
    _createdb(servers, f"bench_{database}")
    manage(variables, "migrate", "--verbosity", "0")
    manage(variables, "load_municipalities")
    manage(variables, "load_work_forms")
    manage(variables, "collectstatic", "--no-input", "--verbosity", "0")
    asked = [word for name, size in sizes.items() for word in (f"--{name}", str(size))]
    return manage(variables, "seed_bench", *asked).strip()


def manage(variables: Mapping[str, str], *arguments: str) -> str:
    return _run([str(site.ROOT / "manage.py"), *arguments], variables)


def prepared(variables: Mapping[str, str], *arguments: str) -> Any:
    """What `bench.prepare` says."""
    without_pool = {**variables, "DATABASE_POOL_SIZE": "0"}
    return json.loads(_run(["-m", "bench.prepare", *arguments], without_pool))


@contextmanager
def web(variables: Mapping[str, str], **more: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """gunicorn as in production, two workers of four threads; its port and its process."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener, tempfile.TemporaryDirectory() as logs:
        port = listener.getsockname()[1]
        bind = ("--bind", f"fd://{listener.fileno()}", "--no-control-socket", "--preload")
        options = (*bind, "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--keep-alive", "30")
        program = site.Program(
            "The web server",
            ("-m", "gunicorn", *options, "bench.wsgi:application"),
            Path(logs) / "web.log",
            {"DATABASE_POOL_SIZE": POOL, **variables, **more},
            signal.SIGKILL,
            ((signal.SIGTERM, 8.0), (signal.SIGQUIT, 3.0)),
            (listener.fileno(),),
            lambda: site.ready(port),
        )
        process = program.start()
        try:
            server.wait_until_ready(program, process, seconds=STARTS)
            yield port, process
        finally:
            program.stop(process)


def send_everything(variables: Mapping[str, str], count: int) -> float:
    """So many processes empty the outbox, each until nothing is due; seconds from the first beginning to the last end.

    Without the second that a process takes to start, since workers stand ready.
    """
    environment = {**variables, "DATABASE_POOL_SIZE": "0"}
    command = [sys.executable, "-m", "bench.prepare", "--send"]
    senders = [
        subprocess.Popen(command, env=environment, cwd=site.ROOT, stdout=subprocess.PIPE, text=True)
        for _sender in range(count)
    ]
    said = [json.loads(sender.communicate()[0]) for sender in senders]
    return float(max(one["ended"] for one in said) - min(one["began"] for one in said))


def memory(process: subprocess.Popen[bytes]) -> list[float]:
    """MB that each worker of a web server holds: its own pages, and its part of those that it shares (PSS)."""
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [round(_pss(int(pid)) / 1024, 1) for pid in found]


def _pss(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _createdb(servers: testing.Servers, name: str) -> None:
    import psycopg

    with psycopg.connect(servers.addresses.database_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())


def _run(arguments: list[str], variables: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=site.ROOT,
        env=dict(variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{done.stderr or done.stdout}")
    return done.stdout
