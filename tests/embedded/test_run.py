"""The supervisor on real servers: started, refused, killed and started again."""

import contextlib
import errno
import os
import pwd
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from embedded import run
from embedded.attention import Attention
from embedded.datadir import DataDirectory
from embedded.errors import EmbeddedError
from tests.embedded import support

ORDINARY_USER = next(each for each in pwd.getpwall() if each.pw_uid not in (0, pwd.getpwnam("nobody").pw_uid))


def write_everywhere(addresses: dict[str, str]) -> None:
    with psycopg.connect(addresses["DATABASE_URL"]) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'an idea' AS what")
    with redis.Redis.from_url(addresses["REDIS_URL"]) as tasks:
        tasks.set("kept", "a task")


def read_everywhere(addresses: dict[str, str]) -> list[object]:
    with psycopg.connect(addresses["DATABASE_URL"]) as connection:
        row = connection.execute("SELECT what FROM kept").fetchone()
    with redis.Redis.from_url(addresses["REDIS_URL"]) as tasks:
        return [row[0] if row else None, tasks.get("kept")]


@pytest.fixture
def open_directory() -> Iterator[Path]:
    """A folder that every user can reach, unlike pytest's own."""
    made = Path(tempfile.mkdtemp(prefix="aantafel-open-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_stop_signal_leaves_nothing_but_the_data(tmp_path: Path, number: signal.Signals) -> None:
    with support.running(tmp_path / "var") as site:
        family = support.family(site.process.pid)
        sockets = Path(str(site.notes["run_directory"]))
        assert site.ask_to_stop(number) == 0

    assert "Stopped; everything is kept." in site.output
    assert not [pid for pid in family if support.lives(pid)]
    assert not sockets.exists()
    assert not (tmp_path / "var" / "running.json").exists()
    assert DataDirectory(tmp_path / "var").addresses() == {}


def test_data_outlives_a_stop_and_a_hard_kill_of_everything(tmp_path: Path) -> None:
    with support.running(tmp_path / "var") as site:
        write_everywhere(DataDirectory(tmp_path / "var").addresses())
        sockets = Path(str(site.notes["run_directory"]))
        with redis.Redis.from_url(DataDirectory(tmp_path / "var").addresses()["REDIS_URL"]) as tasks:
            tasks.execute_command("WAITAOF", 1, 0, 5000)  # a hard kill may cost Valkey its last second
        for pid in sorted(support.family(site.process.pid)):
            with contextlib.suppress(ProcessLookupError):  # the first takes others along
                os.kill(pid, signal.SIGKILL)
        site.wait()
    assert (tmp_path / "var" / "postgres" / "data" / "postmaster.pid").exists()

    with support.running(tmp_path / "var") as site:
        assert not sockets.exists()
        assert read_everywhere(DataDirectory(tmp_path / "var").addresses()) == ["an idea", b"a task"]
        assert site.ask_to_stop(signal.SIGTERM) == 0


def test_killed_supervisor_takes_its_children_along(tmp_path: Path) -> None:
    with support.running(tmp_path / "var") as site:
        children = support.family(site.process.pid) - {site.process.pid}
        site.ask_to_stop(signal.SIGKILL)
        for pid in children:
            support.wait_gone(pid)

    with support.running(tmp_path / "var"):
        assert DataDirectory(tmp_path / "var").addresses()


@pytest.mark.parametrize("name", ["PostgreSQL", "Valkey (tasks)", "Valkey (cache)"])
def test_killed_server_is_started_again(tmp_path: Path, name: str) -> None:
    with support.running(tmp_path / "var") as site:
        first = site.pids()
        os.kill(first[name], signal.SIGKILL)
        assert "signal SIGKILL" in site.wait_for_line(f"{name} stopped")
        support.until(lambda: site.pids()[name] != first[name] and answers(tmp_path / "var"))
        assert {each for each in first if first[each] != site.pids()[each]} == {name}


def answers(data: Path) -> bool:
    """Whether database, tasks and cache can all be used."""
    addresses = DataDirectory(data).addresses()
    try:
        psycopg.connect(addresses["DATABASE_URL"]).close()
        for name in ("REDIS_URL", "CACHE_URL"):
            with redis.Redis.from_url(addresses[name]) as store:
                store.ping()
    except (psycopg.OperationalError, redis.ConnectionError):
        return False
    return True


def test_second_start_on_the_same_data_is_refused(tmp_path: Path) -> None:
    with support.running(tmp_path / "var") as site:
        second = support.start(tmp_path / "var")
        assert second.wait() == 1
        assert second.output == (
            f"AanTafel! already runs on {tmp_path / 'var'} (process {site.process.pid}): "
            "stop that one first, or choose another DATA_DIR.\n"
        )
        assert answers(tmp_path / "var")


def test_taken_port_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = support.start(tmp_path / "var", {"PORT": str(port)})
        assert refused.wait() == 1
    assert refused.output == f"Port {port} is taken: choose another one, such as PORT={port + 1}.\n"
    assert not (tmp_path / "var" / "postgres").exists()


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "8000.5"])
def test_impossible_port_is_refused(port: str) -> None:
    with pytest.raises(EmbeddedError, match="PORT must be a number from 1 to 65535"):
        run.port_from({"PORT": port})


def test_port_is_8000_unless_told_otherwise() -> None:
    assert [run.port_from(each) for each in ({}, {"PORT": ""}, {"PORT": "8080"})] == [8000, 8000, 8080]


def test_closed_port_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: socket.socket, address: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(EmbeddedError, match="Port 80 is not open to this user: choose one above 1023"):
        run.listen(80)


def test_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = support.start(tmp_path / "file" / "var")
    assert refused.wait() == 1
    assert refused.output == (
        f"Nothing can be written to {tmp_path / 'file' / 'var'} (Not a directory): choose another DATA_DIR.\n"
    )


def test_given_addresses_are_used_and_no_server_is_started_for_them(tmp_path: Path) -> None:
    given = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}
    with support.running(tmp_path / "var", given) as site:
        assert list(site.pids()) == ["Valkey (cache)"]
        assert list(DataDirectory(tmp_path / "var").addresses()) == ["CACHE_URL"]


def test_ordinary_user(open_directory: Path) -> None:
    """As root this becomes another user first; otherwise it is what every test here does."""
    data = open_directory / "home" / "var"
    data.parent.mkdir()
    environment = {"PROGRAMS": str(open_directory)}
    if os.geteuid() == 0:
        os.chown(data.parent, ORDINARY_USER.pw_uid, ORDINARY_USER.pw_gid)
        environment["USER_NUMBER"] = str(ORDINARY_USER.pw_uid)
    with support.running(data, environment) as site:
        owner = data.stat().st_uid
        assert Path(f"/proc/{site.pids()['PostgreSQL']}").stat().st_uid == owner
        assert site.ask_to_stop(signal.SIGTERM) == 0
    assert not (data / "running.json").exists()


def test_disk_that_fills_up_later_does_not_end_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signals_kept: None
) -> None:
    def full(self: DataDirectory, **_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    said: list[str] = []
    with Attention() as attention:
        site = run.Site(DataDirectory(tmp_path), 8000, attention, said.append)
        monkeypatch.setattr(DataDirectory, "note", full)
        site.supervisor.launch([])
        site._note({"The clock": 1})
    shutil.rmtree(site.run_directory)
    assert said == [f"The disk is full: nothing can be written to {tmp_path}. Make room, or choose another DATA_DIR."]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (EmbeddedError("It cannot be."), "It cannot be."),
        (OSError(errno.ENOSPC, "No space left on device", "/x"), "The disk is full: nothing can be written to /x."),
        (PermissionError(errno.EACCES, "Permission denied", "/x"), "Nothing can be written to /x (Permission denied)"),
    ],
)
def test_trouble_is_one_sentence(monkeypatch: pytest.MonkeyPatch, error: Exception, sentence: str) -> None:
    def fail(environment: dict[str, str], kind: type[run.Site]) -> None:
        raise error

    monkeypatch.setattr(run, "run", fail)
    monkeypatch.setattr(sys, "argv", ["run"])
    with pytest.raises(SystemExit) as ended:
        run.main()
    assert str(ended.value.code).startswith(sentence)
