"""The sign of life of a worker and of the clock, and that they log as the settings say."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.test_production import WHOLE

ROOT = Path(__file__).resolve().parent.parent.parent
WORKER = ("worker", "--queues=mail", "--concurrency=1", "--without-gossip", "--without-mingle")
FAREWELL = "worker: Warm shutdown (MainProcess)"  # Celery says it from a signal handler, past all logging


def start(tmp_path: Path, *arguments: str, redis_url: str) -> subprocess.Popen[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "DATABASE_URL")}
    addresses = {"REDIS_URL": redis_url, "CACHE_URL": redis_url, "HEARTBEAT_FILE": str(tmp_path / "alive")}
    return subprocess.Popen(
        [sys.executable, "-m", "celery", "--quiet", "--app=aantafel.celery", *arguments],
        cwd=ROOT,
        env={**WHOLE, **kept, **addresses},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # as root Celery warns of it there
        text=True,
        start_new_session=True,
    )


def appears(path: Path, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.1)  # another process makes it
    return path.exists()


@pytest.fixture
def stopped() -> Iterator[list[subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def lines_of(process: subprocess.Popen[str]) -> list[dict[str, str]]:
    process.terminate()
    said, _nothing = process.communicate(timeout=30)
    said = said.replace(FAREWELL, "")
    return [json.loads(line) for line in said.splitlines() if line]


@pytest.mark.parametrize("arguments", [WORKER, ("beat", "--pidfile=")], ids=["worker", "beat"])
def test_a_process_that_works_shows_it_and_logs_json(
    tmp_path: Path, arguments: tuple[str, ...], stopped: list[subprocess.Popen[str]]
) -> None:
    schedule = (f"--schedule={tmp_path / 'schedule'}",) if arguments[0] == "beat" else ()
    process = start(tmp_path, *arguments, *schedule, redis_url=os.environ["REDIS_URL"])
    stopped.append(process)
    assert appears(tmp_path / "alive", seconds=30)
    lines = lines_of(process)
    assert {"level", "logger", "message", "request_id", "task", "time"} <= lines[0].keys()


def test_a_worker_without_a_broker_shows_no_sign_of_life(tmp_path: Path, stopped: list[subprocess.Popen[str]]) -> None:
    process = start(tmp_path, *WORKER, redis_url="redis://127.0.0.1:1/0")
    stopped.append(process)
    assert process.stdout
    while "Cannot connect" not in (line := process.stdout.readline()):
        assert line, "the worker has ended"
    assert not (tmp_path / "alive").exists()
