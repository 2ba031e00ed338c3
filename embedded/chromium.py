"""The browser for the tests: found on this machine, or installed where that is possible."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from embedded import shell
from embedded.errors import EmbeddedError

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
_PLAYWRIGHTS = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)


def find() -> Path | None:
    """CHROMIUM when it is set, else a Chromium or Chrome on the path, else Playwright's own."""
    given = os.environ.get("CHROMIUM")
    if given:
        return Path(given)
    for name in _NAMES:
        found = shutil.which(name)
        if found and _runs(found):
            return Path(found)
    if _runs(_MAC):
        return _MAC
    own = _playwrights()
    return own if own and _runs(own) else None


def ensure() -> Path:
    """Find it or install it; raises with the one command to type."""
    found = find()
    if found is None and _is_debian_root():
        shell.say("Installing Chromium for the browser tests.")
        _try("apt-get", "update")
        _try("apt-get", "install", "--yes", "--no-install-recommends", "chromium")
        found = find()
    if found is None:
        shell.say("Installing Playwright's own Chromium for the browser tests.")
        _try(sys.executable, "-m", "playwright", "install", "chromium")
        found = find()
    if found is None:
        raise EmbeddedError(f"The browser tests need Chromium: type `{_command_to_type()}`, then start again.")
    return found


def _runs(program: str | Path) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _playwrights() -> Path | None:
    said = subprocess.run([sys.executable, "-c", _PLAYWRIGHTS], capture_output=True, text=True, check=False)
    return Path(said.stdout.strip()) if said.returncode == 0 and said.stdout.strip() else None


def _is_debian_root() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _try(*command: str) -> None:
    """Run an installer. Whether it helped is seen by looking for the browser again."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)


def _command_to_type() -> str:
    sudo = "" if os.geteuid() == 0 else "sudo "
    if shutil.which("apt-get"):
        return f"{sudo}apt-get install -y chromium"
    return f"{sudo}{Path(sys.executable)} -m playwright install --with-deps chromium"
