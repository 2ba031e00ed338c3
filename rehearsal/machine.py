"""What this machine has for a rehearsal: programs, accounts, free ports and a folder."""

import os
import re
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from embedded import account, binaries
from embedded.account import Account

ROOT = Path(__file__).resolve().parent.parent
SITE = Account("10001", 10001, 10001)  # as in the image
_PORTS = ("web", "metrics", "database", "broker", "cache", "http", "https", "health")


class Failed(Exception):
    """A process that does not start, does not end, or ends with an error."""


class NotHere(Exception):
    """A program that the rehearsal cannot do without, with the command that brings it."""


@dataclass
class Machine:
    """Where everything stands. `embedded` takes the servers of `make run` instead of Debian's."""

    folder: Path
    embedded: bool
    ports: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        taken = [socket.create_server(("127.0.0.1", 0)) for _port in _PORTS]
        self.ports = {name: each.getsockname()[1] for name, each in zip(_PORTS, taken, strict=True)}
        for each in taken:
            each.close()

    @property
    def image(self) -> Path:
        return self.folder / "image"

    @property
    def site_account(self) -> Account | None:
        """The number of the image for root; whoever is no root runs everything as themselves."""
        return SITE if os.geteuid() == 0 else None

    def postgres(self) -> Path:
        """The folder with PostgreSQL's programs."""
        installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
        if self.embedded or not installed:
            return binaries.postgres_directory() / "bin"
        return installed[-1].parent

    def redis(self) -> Path:
        found = shutil.which("valkey-server") or shutil.which("redis-server")
        return binaries.valkey_program() if self.embedded or found is None else Path(found)

    def caddy(self) -> Path:
        found = shutil.which("caddy")
        if found is None:
            raise NotHere("The rehearsal needs the proxy: type `apt-get install caddy` (or see caddyserver.com).")
        return Path(found)

    def python(self) -> str:
        """A Python that the site's account can reach."""
        known = (getattr(sys, "_base_executable", sys.executable), "/usr/bin/python3")
        for each in known:
            if Path(each).exists() and account.reaches(self.site_account, Path(each).resolve()):
                return each
        raise NotHere("No Python can be reached by an account without rights: type `apt-get install python3`.")


def version(program: Path) -> str:
    """The first number that `program --version` (Caddy: `version`) says."""
    word = "version" if program.name == "caddy" else "--version"
    said = subprocess.run([program, word], capture_output=True, text=True, check=True).stdout
    match = re.search(r"\d+(\.\d+)+", said)
    return match.group(0) if match else said.strip()
