"""DATA_DIR: one supervisor at a time, and what a killed one left is ended."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded import datadir, processes
from embedded.datadir import DataDirectory
from embedded.errors import EmbeddedError
from tests.embedded import support

WAITS = [  # a shell starts background work deaf to SIGINT, and children inherit that: so listen again
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.SIG_DFL); print('here', flush=True); signal.pause()",
]
DEAF = [
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); print('here', flush=True); signal.pause()",
]


@pytest.fixture
def data(tmp_path: Path) -> Iterator[DataDirectory]:
    """A folder that is locked by this process."""
    directory = DataDirectory(tmp_path / "var")
    directory.acquire()
    yield directory
    directory.release()


def leave_behind(command: list[str]) -> subprocess.Popen[str]:
    """A child such as a killed supervisor would leave."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "here\n"
    child.stdout.close()
    return child


def test_others_find_the_addresses_while_it_runs(data: DataDirectory, tmp_path: Path) -> None:
    addresses = {"DATABASE_URL": "postgresql://somewhere"}
    data.note(run_directory=tmp_path, addresses=addresses, pids={})
    assert DataDirectory(data.path).addresses() == addresses
    data.forget()
    assert DataDirectory(data.path).addresses() == {}


def test_addresses_of_a_supervisor_that_has_gone_are_not_given(data: DataDirectory, tmp_path: Path) -> None:
    data.note(run_directory=tmp_path, addresses={"DATABASE_URL": "x"}, pids={})
    (data.path / "lock").write_text(f"{os.getpid()} 1")
    assert DataDirectory(data.path).addresses() == {}


def test_lock_is_free_again_after_release(data: DataDirectory) -> None:
    with pytest.raises(EmbeddedError, match=f"already runs on .* \\(process {os.getpid()}\\)"):
        DataDirectory(data.path).acquire()
    data.release()
    again = DataDirectory(data.path)
    again.acquire()
    again.release()


@pytest.mark.parametrize(("command", "how"), [(WAITS, -signal.SIGINT), (DEAF, -signal.SIGKILL)])
def test_leftover_is_asked_to_stop_and_else_killed(
    data: DataDirectory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], how: int
) -> None:
    monkeypatch.setattr(datadir, "_PATIENCE", 0.2 if command is DEAF else 10.0)
    child = leave_behind(command)
    sockets = tmp_path / "aantafel-sockets"
    sockets.mkdir()
    data.note(run_directory=sockets, addresses={}, pids={"a child": child.pid})
    support.reap_in_background(child)
    data.end_leftovers()
    assert child.wait() in (how, 1)
    assert not sockets.exists()


def test_process_number_that_was_used_again_is_left_alone(data: DataDirectory, tmp_path: Path) -> None:
    child = leave_behind(WAITS)
    data.note(run_directory=tmp_path, addresses={}, pids={"a child": child.pid})
    notes = data.path / "running.json"
    started = processes.start_time(child.pid)
    notes.write_text(notes.read_text().replace(f'"{started}"', '"1"'))
    data.end_leftovers()
    assert child.poll() is None
    child.kill()
    child.wait()


@pytest.mark.parametrize("text", ["", "[]", "{"])
def test_unreadable_notes_count_as_none(data: DataDirectory, text: str) -> None:
    (data.path / "running.json").write_text(text)
    data.end_leftovers()
    assert DataDirectory(data.path).addresses() == {}


def test_log_of_the_run_before_is_kept(data: DataDirectory) -> None:
    data.log("web").write_text("before")
    assert data.log("web").read_text() == ""
    assert (data.log_directory / "web.log.1").read_text() == "before"


def test_full_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=5_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    directory = DataDirectory(tmp_path / "var")
    with pytest.raises(EmbeddedError, match=r"The disk is full: 5 MB is free at .* and AanTafel! needs 200 MB"):
        directory.acquire()
    directory.release()


def test_disk_without_room_for_a_single_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(EmbeddedError, match="The disk is full: nothing can be written to"):
        DataDirectory(tmp_path / "var").acquire()


def test_rest_of_a_killed_leftover_is_ended_too(data: DataDirectory, tmp_path: Path) -> None:
    code = "import os, signal; os.fork() and print('here', flush=True); signal.pause()"
    child = leave_behind([sys.executable, "-c", code])
    grandchildren = support.family(child.pid) - {child.pid}
    data.note(run_directory=tmp_path, addresses={}, pids={"a child": child.pid})
    child.kill()
    child.wait()
    data.end_leftovers()
    for pid in grandchildren:
        support.wait_gone(pid)
    assert grandchildren


def test_supervisor_that_is_stopping_is_waited_for(data: DataDirectory) -> None:
    data.tell_stopping()
    assert DataDirectory(data.path).addresses() == {}
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        data.release()

    later = DataDirectory(data.path)
    later.acquire(pause=pause)
    later.release()
    assert len(pauses) == 1


def test_supervisor_that_does_not_come_to_its_end_is_not_waited_for_forever(
    data: DataDirectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datadir, "_STOPPING_TAKES", 0.1)
    data.tell_stopping()
    with pytest.raises(EmbeddedError, match="already runs on"):
        DataDirectory(data.path).acquire()
