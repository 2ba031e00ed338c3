"""Valkey, which speaks Redis: one for tasks that must not be lost, one for the cache that may forget."""

import contextlib
import signal
import socket
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from embedded import binaries, children

DATABASES = 64  # enough for two of every parallel test process
_STOP = ((signal.SIGTERM, 10.0),)
_KEEP = ("--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction")
_FORGET = ("--appendonly", "no", "--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru")
_THROW_AWAY = ("--appendonly", "no", "--maxmemory-policy", "noeviction")


@dataclass
class Valkey:
    """One Valkey on a unix socket without a TCP port; `data` is its private folder."""

    name: str
    data: Path
    socket: Path
    log: Path
    options: tuple[str, ...] = field(default=_KEEP)

    @property
    def url(self) -> str:
        """For REDIS_URL or CACHE_URL."""
        return self.database(0)

    def database(self, number: int) -> str:
        """The address of one of its numbered databases."""
        return f"unix://{self.socket}?db={number}"

    def prepare(self) -> None:
        """Make its folder and take away the socket of an earlier run."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.data.chmod(0o700)
        self.socket.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.socket.unlink(missing_ok=True)

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server; `server.wait_until_ready` says when it can be used."""
        listening = (
            "--port",
            "0",
            "--unixsocket",
            self.socket,
            "--unixsocketperm",
            "700",
            "--dir",
            self.data,
        )
        common = (
            "--databases",
            str(DATABASES),
            "--save",
            "",
            "--daemonize",
            "no",
            "--always-show-logo",
            "no",
        )
        return children.spawn(
            [binaries.valkey_program(), *listening, *common, *self.options],
            log=self.log,
            death_signal=signal.SIGTERM,
        )

    def answers(self) -> bool:
        """Whether it has loaded its data and answers a ping."""
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2)
            connection.connect(str(self.socket))
            connection.sendall(b"PING\r\n")
            return connection.recv(5) == b"+PONG"
        return False

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """Let it write what it holds, then end it."""
        children.stop(process, *_STOP)


def broker(data: Path, socket: Path, log: Path) -> Valkey:
    """For tasks: written to disk, and rather refusing than forgetting."""
    return Valkey("Valkey (tasks)", data, socket, log, _KEEP)


def cache(data: Path, socket: Path, log: Path) -> Valkey:
    """For the cache: in memory alone, and forgetting what was not used for longest."""
    return Valkey("Valkey (cache)", data, socket, log, _FORGET)


def throw_away(data: Path, socket: Path, log: Path) -> Valkey:
    """For tests: nothing on disk."""
    return Valkey("Valkey (tests)", data, socket, log, _THROW_AWAY)
