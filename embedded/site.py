"""The processes that make up the site: web server, worker and clock, and the commands that prepare them."""

import http.client
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from embedded import children

ROOT = Path(__file__).resolve().parent.parent
_READY = 200
_POOL = "4"  # connections of one web worker


def _always() -> bool:
    return True


@dataclass
class Program:
    """A Python program of ours that runs in the foreground."""

    name: str
    arguments: tuple[str, ...]
    log: Path
    environment: Mapping[str, str]
    death_signal: signal.Signals
    stopping: tuple[tuple[signal.Signals, float], ...]
    keep: tuple[int, ...] = ()
    probe: Callable[[], bool] = field(default=_always)

    def prepare(self) -> None:
        """Nothing has to be made."""

    def start(self) -> subprocess.Popen[bytes]:
        """Start it, without waiting."""
        return children.spawn(
            [sys.executable, *self.arguments],
            log=self.log,
            death_signal=self.death_signal,
            environment=self.environment,
            directory=ROOT,
            keep=self.keep,
        )

    def answers(self) -> bool:
        """Whether it can be used."""
        return self.probe()

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """Let it finish what it is doing, for some seconds."""
        children.stop(process, *self.stopping)


def web(listener: socket.socket, log: Path, environment: Mapping[str, str]) -> Program:
    """gunicorn on a socket that is already open: it stays ours while the web server is started again."""
    port = listener.getsockname()[1]
    bind = ("--bind", f"fd://{listener.fileno()}", "--no-control-socket", "--preload")
    options = (*bind, "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--graceful-timeout", "5")
    return Program(
        "The web server",
        ("-m", "gunicorn", *options, "aantafel.wsgi:application"),
        log,
        {"DATABASE_POOL_SIZE": _POOL, **environment},
        signal.SIGINT,
        ((signal.SIGTERM, 8.0), (signal.SIGQUIT, 3.0)),
        (listener.fileno(),),
        lambda: ready(port),
    )


def worker(log: Path, environment: Mapping[str, str]) -> Program:
    """The Celery worker. A task that does not end in time is given back, and done at the next start."""
    return Program(
        "The worker",
        (*_celery("worker"), "--concurrency", "2", "--without-gossip", "--without-mingle"),
        log,
        environment,
        signal.SIGQUIT,
        ((signal.SIGTERM, 10.0), (signal.SIGQUIT, 5.0)),
    )


def beat(directory: Path, log: Path, environment: Mapping[str, str]) -> Program:
    """Celery's clock. It keeps when each periodic task ran last in `directory`."""
    directory.mkdir(mode=0o700, exist_ok=True)
    return Program(
        "The clock",
        (*_celery("beat"), "--schedule", str(directory / "schedule"), "--pidfile", ""),
        log,
        environment,
        signal.SIGTERM,
        ((signal.SIGTERM, 5.0),),
    )


def manage(*arguments: str) -> list[str]:
    """The command line of a management command."""
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


def ready(port: int) -> bool:
    """Whether /readyz says that requests can be served."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == _READY
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _celery(command: str) -> tuple[str, ...]:
    return ("-m", "celery", "--app", "aantafel.celery", command, "--loglevel", "INFO")
