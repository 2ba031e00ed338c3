"""The image without Docker: the Dockerfile's own steps, done in a folder with a Python environment of its own.

So a package that requirements/production.txt leaves out, and a file that no COPY takes, is missed here too.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from embedded import pythonenv
from rehearsal import compose
from rehearsal.machine import ROOT, Failed, Machine

WHERE = "/app"


def make(machine: Machine) -> dict[str, str]:
    """The folder, and the image's ENV with paths of this machine."""
    venv = machine.folder / "venv"
    subprocess.run([machine.python(), "-m", "venv", "--without-pip", venv], check=True)
    _install(venv, ROOT / "requirements/production.txt")
    machine.image.mkdir()
    environment: dict[str, str] = {}
    for name, words in compose.image_steps():
        if name == "ENV":
            environment |= dict(word.split("=", 1) for word in words)
        elif name == "COPY":
            _copy(machine, words)
    environment = {key: located(value, machine) for key, value in environment.items()}
    for name, words in compose.image_steps():
        if name == "RUN" and "collectstatic" in words:
            _collect(machine, words, environment)
    return environment


def located(text: str, machine: Machine) -> str:
    """A path of the image as it is here."""
    found = text.replace("$PATH", os.environ["PATH"]).replace("/venv/", f"{machine.folder}/venv/")
    return found.replace(f"{WHERE}/", f"{machine.image}/")


def _install(venv: Path, requirements: Path) -> None:
    """Only wheels, only with the right hashes, as the image does."""
    options = ["--require-hashes", "--only-binary", ":all:", "--requirement", str(requirements)]
    if shutil.which("uv"):
        command = ["uv", "pip", "install", "--quiet", "--python", str(venv / "bin/python"), *options]
    else:
        pip = sys.executable if pythonenv.DIRECTORY in Path(sys.executable).parents else "python3"
        command = [pip, "-m", "pip", "--python", str(venv / "bin/python"), "install", "--quiet", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"the packages of {requirements.name} could not be installed:\n{done.stderr[-2000:]}")


def _copy(machine: Machine, words: list[str]) -> None:
    """From this folder, or from what the stages before made: the environment, the catalogue, the front end."""
    if "/venv" in words:
        return
    sources = [word.removeprefix(f"{WHERE}/") for word in words[:-1] if not word.startswith("--")]
    ignore = shutil.ignore_patterns("__pycache__", "*.pyc")
    for source in sources:
        origin, target = ROOT / source, machine.image / (source if words[-1] == "./" else words[-1])
        if origin.is_dir():
            shutil.copytree(origin, target, ignore=ignore)
        else:
            shutil.copy(origin, target)


def _collect(machine: Machine, words: list[str], environment: dict[str, str]) -> None:
    subprocess.run(["env", *words], cwd=machine.image, env=environment, check=True)
