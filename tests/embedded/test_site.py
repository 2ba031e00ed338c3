"""The whole site, started as `make run` does: once on nothing, and once more on what that left."""

import os
import re
import signal
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from embedded.datadir import DataDirectory
from tests.embedded import support


def start(data: Path) -> support.Started:
    return support.start(data, command=[sys.executable, "-m", "embedded.run"])


def get(address: str, path: str) -> str:
    with urllib.request.urlopen(address + path, timeout=30) as response:
        assert response.status == 200
        return str(response.read().decode())


@pytest.fixture
def killed_at_the_end() -> Iterator[list[support.Started]]:
    """Nothing runs on when a test fails halfway."""
    started: list[support.Started] = []
    yield started
    for each in started:
        if each.process.poll() is None:
            each.process.terminate()
            each.wait()


def test_first_start_makes_everything_and_the_second_keeps_it(
    tmp_path: Path, killed_at_the_end: list[support.Started]
) -> None:
    first = start(tmp_path / "var")
    killed_at_the_end.append(first)
    address = address_of(first.wait_for_line("is ready"))
    assert "Loading municipalities" in first.output
    assert "AanTafel!" in get(address, "/")
    assert "Rondje aan tafel" in get(address, "/werkvormen/")
    get(address, "/postvak/")
    assert '"ok"' in get(address, "/readyz")
    family = support.family(first.process.pid)
    assert first.ask_to_stop(signal.SIGTERM) == 0
    assert f"{address}/postvak/" in first.output
    assert not [pid for pid in family if support.lives(pid)]

    second = start(tmp_path / "var")
    killed_at_the_end.append(second)
    address = address_of(second.wait_for_line("is ready"))
    assert not {"Making", "Loading", "Collecting"} & set(re.findall(r"\w+", second.output))
    os.kill(second.pids()["The web server"], signal.SIGKILL)
    second.wait_for_line("The web server stopped (signal SIGKILL); it is started again.")
    assert "AanTafel!" in get(address, "/")
    assert set(DataDirectory(tmp_path / "var").addresses()) == {"DATABASE_URL", "REDIS_URL", "CACHE_URL"}
    assert second.ask_to_stop(signal.SIGINT) == 0


def test_step_that_fails_ends_everything_with_its_reason(
    tmp_path: Path, killed_at_the_end: list[support.Started]
) -> None:
    failing = support.start(
        tmp_path / "var",
        {"MUNICIPALITY_MAIL_ENABLED": "perhaps"},
        command=[sys.executable, "-m", "embedded.run"],
    )
    killed_at_the_end.append(failing)
    assert failing.wait() == 1
    log = tmp_path / "var" / "log" / "prepare-migrate.log"
    assert failing.output.splitlines()[-1] == (
        "Bringing the database up to date failed: django.core.exceptions.ImproperlyConfigured: "
        f"MUNICIPALITY_MAIL_ENABLED must be yes or no, not 'perhaps'. (more in {log})"
    )


def address_of(line: str) -> str:
    found = re.search(r"http://localhost:\d+", line)
    assert found
    return found[0]
