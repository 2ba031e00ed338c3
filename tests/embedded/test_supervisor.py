"""The supervisor with children that do nothing: what it starts again, when it gives up, how it stops."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from embedded import children, supervisor
from embedded.attention import Attention, Stopping
from embedded.errors import EmbeddedError
from embedded.supervisor import Supervisor

WAITS = "import signal; signal.pause()"
FAILS = "raise SystemExit('FATAL: no reason to live')"


@dataclass
class Child:
    """A server that only tells what happens to it."""

    name: str
    log: Path
    code: str = WAITS
    happened: list[str] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        self.happened.append(f"prepare {self.name}")

    def start(self) -> subprocess.Popen[bytes]:
        self.happened.append(f"start {self.name}")
        command = [sys.executable, "-c", self.code]
        self.process = children.spawn(command, log=self.log, death_signal=signal.SIGKILL)
        return self.process

    def answers(self) -> bool:
        return True

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        self.happened.append(f"stop {self.name}")
        children.stop(process, (signal.SIGTERM, 5.0))


@dataclass
class Scene:
    """A supervisor in this process, and what was said and noted."""

    supervisor: Supervisor
    directory: Path
    said: list[str]
    noted: list[dict[str, int]]

    def child(self, name: str, code: str = WAITS, happened: list[str] | None = None) -> Child:
        return Child(name, self.directory / f"{name}.log", code, [] if happened is None else happened)


@pytest.fixture
def scene(tmp_path: Path, signals_kept: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    monkeypatch.setattr(supervisor, "_FIRST_PAUSE", 0.01)
    said: list[str] = []
    noted: list[dict[str, int]] = []
    with Attention() as attention:
        watched = Supervisor(attention, say=said.append, noted=noted.append)
        yield Scene(watched, tmp_path, said, noted)
        watched.stop()


def soon(act: Callable[[], object]) -> None:
    """Do something while the main thread watches."""
    threading.Thread(target=act, daemon=True).start()


def ask_when(condition: Callable[[], bool]) -> Callable[[], None]:
    """Ask this process to stop as soon as the condition holds."""

    def wait() -> None:
        end = time.monotonic() + 20
        while not condition() and time.monotonic() < end:
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)

    return wait


def test_starts_in_order_and_stops_in_the_opposite_one(scene: Scene) -> None:
    happened: list[str] = []
    scene.supervisor.launch([scene.child(name, happened=happened) for name in "abc"])
    scene.supervisor.await_ready(seconds=5)
    scene.supervisor.stop()
    starts = [f"{act} {name}" for name in "abc" for act in ("prepare", "start")]
    assert happened == [*starts, "stop c", "stop b", "stop a"]


def test_one_that_cannot_be_stopped_does_not_keep_the_others(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = scene.child("first"), scene.child("second")

    def broken(process: subprocess.Popen[bytes]) -> None:
        children.stop(process)
        raise OSError("stuck")

    monkeypatch.setattr(second, "stop", broken)
    scene.supervisor.launch([first, second])
    with pytest.raises(OSError, match="stuck"):
        scene.supervisor.stop()
    assert first.process is not None
    assert first.process.poll() is not None


def test_child_that_is_killed_is_started_again(scene: Scene) -> None:
    child = scene.child("web")
    scene.supervisor.launch([child])
    first = scene.noted[-1]["web"]
    soon(ask_when(lambda: len(child.happened) == 4))
    os.kill(first, signal.SIGKILL)
    with pytest.raises(Stopping):
        scene.supervisor.watch()
    assert scene.said == ["web stopped (signal SIGKILL); it is started again."]
    assert child.happened == ["prepare web", "start web"] * 2
    assert scene.noted[-1]["web"] != first


def test_child_that_does_not_stay_up_ends_everything_with_its_reason(scene: Scene) -> None:
    child = scene.child("web", FAILS)
    scene.supervisor.launch([child])
    with pytest.raises(EmbeddedError) as error:
        scene.supervisor.watch()
    assert str(error.value) == (f"web does not stay up (exit code 1): FATAL: no reason to live (more in {child.log})")
    assert child.happened.count("start web") == supervisor.MOST_FAILURES


def test_long_life_makes_earlier_failures_count_no_more(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "STEADY_AFTER", 0.0)
    child = scene.child("web", FAILS)
    scene.supervisor.launch([child])
    starts = supervisor.MOST_FAILURES + 2
    soon(ask_when(lambda: child.happened.count("start web") >= starts))
    with pytest.raises(Stopping):
        scene.supervisor.watch()
    assert child.happened.count("start web") >= starts


def test_rest_of_a_killed_childs_session_is_ended(scene: Scene, tmp_path: Path) -> None:
    code = "import os, signal; print(os.fork() or os.getpid(), flush=True); signal.pause()"
    child = scene.child("web", code)
    scene.supervisor.launch([child])
    soon(ask_when(lambda: len(child.happened) == 4))
    end = time.monotonic() + 10
    while len(child.log.read_text().splitlines()) < 2:
        assert time.monotonic() < end
        time.sleep(0.01)
    grandchild = int(child.log.read_text().splitlines()[0])
    os.kill(scene.noted[-1]["web"], signal.SIGKILL)
    with pytest.raises(Stopping):
        scene.supervisor.watch()
    status = Path(f"/proc/{grandchild}/stat")
    assert not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


def test_deaf_child_is_killed(tmp_path: Path) -> None:
    code = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('here', flush=True); signal.pause()"
    child = Child("deaf", tmp_path / "log", code)
    process = child.start()
    end = time.monotonic() + 10
    while b"here" not in child.log.read_bytes():
        assert time.monotonic() < end
        time.sleep(0.01)
    children.stop(process, (signal.SIGTERM, 0.05))
    assert process.returncode == -signal.SIGKILL


def test_signals_are_ignored_while_stopping(signals_kept: None) -> None:
    with Attention() as attention:
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(Stopping):
            attention.pause(5)
        attention.deafen()
        os.kill(os.getpid(), signal.SIGTERM)
        attention.pause(0)


def test_hang_up_that_the_person_told_to_ignore_stays_ignored(signals_kept: None) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with Attention() as attention:
        os.kill(os.getpid(), signal.SIGHUP)
        attention.pause(0)
