"""Under which account PostgreSQL runs: it refuses root, so that root hands it to `nobody`."""

import os
import pwd
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from embedded.errors import EmbeddedError

SOCKET_PATH_LIMIT = 104  # bytes, the smaller of Linux (108) and macOS (104)
_LONGEST_SOCKET = "/postgres/.s.PGSQL.5432"


@dataclass(frozen=True)
class Account:
    """An account of this machine."""

    name: str
    uid: int
    gid: int


def for_postgres() -> Account | None:
    """The account to switch to, or None when the present one will do."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        raise EmbeddedError(
            "PostgreSQL refuses to run as root and this machine has no account `nobody`: start as a user."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def reaches(account: Account | None, path: Path) -> bool:
    """Whether the account may walk through every folder above `path` and through `path` itself."""
    if account is None:
        return True
    return all(_may_enter(account, folder) for folder in (path.absolute(), *path.absolute().parents))


def _may_enter(account: Account, folder: Path) -> bool:
    found = folder.stat()
    if found.st_uid == account.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == account.gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)


def make_private(directory: Path, account: Account | None) -> Path:
    """A folder that only the account may enter; an existing one is set right."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if account is not None:
        os.chown(directory, account.uid, account.gid)
    directory.chmod(0o700)
    return directory


def run_directory(prefix: str) -> Path:
    """A new folder for sockets with a short path that `for_postgres()` can reach. Others cannot list it."""
    account = for_postgres()
    for parent in _short_parents(account):
        fits = len(os.fsencode(parent)) + len(f"/{prefix}12345678{_LONGEST_SOCKET}") < SOCKET_PATH_LIMIT
        if fits and parent.is_dir() and os.access(parent, os.W_OK | os.X_OK) and reaches(account, parent):
            made = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
            made.chmod(0o711 if account else 0o700)
            return made
    raise EmbeddedError("No folder for sockets: /tmp is missing or closed. Set TMPDIR to a short path that is open.")


def _short_parents(account: Account | None) -> list[Path]:
    personal = os.environ.get("XDG_RUNTIME_DIR", "")
    first = [Path(personal)] if personal and account is None else []
    return [*first, Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108  mkdtemp makes a private folder in it
