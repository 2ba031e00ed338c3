"""What all migrations together make of an empty database, kept from the run before: reading it takes a second where
going through every migration takes most of a minute.

It is kept by what stands in the migrations: when one of them changes, they are all gone through again.
"""

import hashlib
import os
import subprocess
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from psycopg.conninfo import make_conninfo

from embedded import binaries

FOLDER = Path(__file__).resolve().parents[2] / "build" / "schema"
_DUMP = ("--no-owner", "--no-privileges")
_READ = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")


def migrate() -> None:
    """Bring the empty database of this process up to date, the quick way if there is one."""
    name = connection.settings_dict["NAME"]
    was_kept = restore(name)
    call_command("migrate", interactive=False, verbosity=0)
    if not was_kept:
        keep(name)


def is_kept() -> bool:
    """Whether what is kept fits the migrations as they are."""
    return _file().is_file()


def restore(name: str) -> bool:
    """Fill an empty database of our server, as far as the migrations are what they were. False when nothing that fits
    is kept.
    """
    if not is_kept():
        return False
    kept = _file()
    done = _run("psql", *_READ, f"--file={kept}", name=name)
    if done.returncode:
        raise RuntimeError(f"{kept} does not fit in an empty database any more: remove it.\n{done.stderr}")
    return True


def keep(name: str) -> None:
    """Keep what the migrations made of this database. Of a server that our pg_dump does not know nothing is kept."""
    kept = _file()
    FOLDER.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_suffix(f".{os.getpid()}")
    if _run("pg_dump", *_DUMP, f"--file={fresh}", name=name).returncode:
        fresh.unlink(missing_ok=True)
        return
    fresh.replace(kept)  # at once: another process may be reading it
    for old in FOLDER.glob("*.sql"):
        if old != kept:
            old.unlink(missing_ok=True)


def _file() -> Path:
    return FOLDER / f"{fingerprint()}.sql"


def fingerprint() -> str:
    """Of every migration of every app, and of the Django and PostgreSQL that go through them."""
    found = hashlib.sha256(f"{version('django')} {binaries.POSTGRES_MAJOR}".encode())
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            found.update(f"{app.label} {file.name}".encode() + file.read_bytes())
    return found.hexdigest()[:16]


def _run(program: str, *options: str, name: str) -> subprocess.CompletedProcess[str]:
    found = {key.lower(): connection.settings_dict[key] for key in ("USER", "PASSWORD", "HOST", "PORT")}
    where = make_conninfo(dbname=name, **{key: value for key, value in found.items() if value})
    command = [str(binaries.postgres_directory() / "bin" / program), *options, f"--dbname={where}"]
    return subprocess.run(command, capture_output=True, text=True, check=False)
