"""The Python environment in `.venv`: made once, brought up to date when a lock file has changed."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from embedded import stamps
from embedded.errors import EmbeddedError
from embedded.shell import ROOT, run, say

LEVELS = ("local", "test")
DIRECTORY = ROOT / ".venv"
BASE = getattr(sys, "_base_executable", sys.executable)  # not the one inside `.venv`, which may be remade
PYTHON = DIRECTORY / "bin" / "python"
_STAMPS = stamps.Stamps(DIRECTORY / "aantafel.json")
_SLOW = "Installing Python packages (the first time this takes about half a minute)."
_OFFLINE = "Is this machine online?"
# uv brings its own list of certificates, without that of an office network; by its old and its new name
_TRUSTING = {"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true"}
_NO_PIP = (
    "This Python cannot make environments, because its part ensurepip is missing. "
    "On Debian and Ubuntu type `{sudo}apt-get install -y python3-venv`, then start again."
)


def prepare(level: str) -> None:
    """Make the environment complete for one of the LEVELS. Interrupted, it begins afresh."""
    wanted = {name: stamps.digest(ROOT, [f"requirements/{name}.txt"]) for name in LEVELS}
    noted = _STAMPS.read()
    if noted.get(level) == wanted[level] and "installing" not in noted and _works(noted):
        return
    say(_SLOW)
    if "installing" in noted or not _works(noted):
        _make()
    _STAMPS.set(installing=level)
    _install(ROOT / "requirements" / f"{level}.txt")
    _link_sources()
    _STAMPS.clear("installing", *LEVELS)
    # what tests need includes what a local run needs
    complete = LEVELS[: LEVELS.index(level) + 1]
    _STAMPS.set(**{name: wanted[name] for name in complete}, root=str(ROOT), python=platform.python_version())


def _works(noted: dict[str, str]) -> bool:
    """Whether the environment has a Python that runs, and stands where it was made."""
    if noted.get("root", str(ROOT)) != str(ROOT):
        return False
    check = "import sys; raise SystemExit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
    try:
        return subprocess.run([PYTHON, "-c", check], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _make() -> None:
    if DIRECTORY.exists():
        shutil.rmtree(DIRECTORY)
    if _uv():
        command = ["uv", "venv", "--quiet", "--no-project", "--python", BASE, str(DIRECTORY)]
        run(command, what="Making the Python environment")
        return
    command = [BASE, "-m", "venv", str(DIRECTORY)]
    if not _base_has("ensurepip"):
        if not (_base_has("pip") and _base_has("venv")):
            raise EmbeddedError(_NO_PIP.format(sudo="" if os.geteuid() == 0 else "sudo "))
        command.insert(3, "--without-pip")
    run(command, what="Making the Python environment")


def _install(requirements: Path) -> None:
    if _uv():
        command = ["uv", "pip", "install", "--quiet", "--python", str(PYTHON)]
    elif _has_pip():
        command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    else:
        command = [BASE, "-m", "pip", "--python", str(PYTHON), "install", "--quiet"]
    command += ["--require-hashes", "--requirement", str(requirements)]
    run(command, what="Installing Python packages", environment=_TRUSTING | os.environ, hint=_OFFLINE)


def _base_has(module: str) -> bool:
    """Whether the machine's Python brings a module; Debian leaves some out."""
    check = f"import importlib.util; raise SystemExit(importlib.util.find_spec({module!r}) is None)"
    return subprocess.run([BASE, "-c", check], capture_output=True, check=False).returncode == 0


def _uv() -> bool:
    """Whether uv is on the path and works; it does the same as pip, faster."""
    try:
        return subprocess.run(["uv", "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _has_pip() -> bool:
    return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def _link_sources() -> None:
    """Let programs of the environment (pytest, celery) import this folder from anywhere."""
    for packages in DIRECTORY.glob("lib/python3.*/site-packages"):
        (packages / "aantafel.pth").write_text(f"{ROOT}\n")
