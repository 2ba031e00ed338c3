"""Finding or installing the browser, on machines made of stand-ins."""

import os
import sys
from pathlib import Path

import pytest

from embedded import chromium
from embedded.errors import EmbeddedError


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on its path and no browser of Playwright's."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "_MAC", tmp_path / "no mac")
    monkeypatch.setattr(chromium, "_playwrights", lambda: None)
    return tmp_path


def program(path: Path, script: str = "exit 0") -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
def test_browser_on_the_path_is_found(machine: Path, name: str) -> None:
    assert chromium.find() is None
    expected = program(machine / name)
    assert chromium.find() == expected


def test_named_browser_goes_first(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(machine / "chromium")
    monkeypatch.setenv("CHROMIUM", "/opt/own")
    assert chromium.find() == Path("/opt/own")


def test_browser_that_does_not_start_is_passed_over(machine: Path) -> None:
    program(machine / "chromium", "exit 1")
    expected = program(machine / "google-chrome")
    assert chromium.find() == expected


def test_playwrights_own_is_found(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = program(machine / "own")
    monkeypatch.setattr(chromium, "_playwrights", lambda: own)
    assert chromium.find() == own
    own.unlink()
    assert chromium.find() is None


def test_root_on_debian_gets_the_package(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    browser = f"printf '#!/bin/sh\\n' > {machine}/chromium; /bin/chmod +x {machine}/chromium"
    program(machine / "apt-get", f'echo "$*" >> {machine}/log\ncase "$1" in install) {browser};; esac')
    assert chromium.ensure() == machine / "chromium"
    assert (machine / "log").read_text().splitlines() == [
        "update",
        "install --yes --no-install-recommends chromium",
    ]


@pytest.mark.parametrize(
    ("user", "debian", "command"),
    [
        (0, True, "`apt-get install -y chromium`"),
        (1000, True, "`sudo apt-get install -y chromium`"),
        (1000, False, "`sudo .*python -m playwright install --with-deps chromium`"),
    ],
)
def test_where_nothing_helps_the_one_command_is_told(
    machine: Path, monkeypatch: pytest.MonkeyPatch, user: int, debian: bool, command: str
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(sys, "executable", str(program(machine / "python", "exit 1")))
    if debian:
        program(machine / "apt-get", "exit 1")
    with pytest.raises(EmbeddedError, match=f"The browser tests need Chromium: type {command}, then start again"):
        chromium.ensure()


def test_playwright_is_asked_where_its_browser_would_be() -> None:
    own = chromium._playwrights()
    assert own is not None
    assert "chrom" in own.name
