"""One PostgreSQL cluster: made, remade after an interruption, refused, and killed."""

import os
import shutil
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from embedded import account, binaries, postgres, server
from embedded.errors import EmbeddedError
from embedded.postgres import Postgres


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Postgres]:
    """A cluster that is not made yet, below a folder that only its owner may enter."""
    sockets = account.run_directory("aantafel-")
    yield Postgres(tmp_path / "home", sockets / "postgres", tmp_path / "log", throw_away=True)
    shutil.rmtree(sockets)


def test_closed_folders_stay_closed(cluster: Postgres, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    cluster.prepare()
    process = cluster.start()
    try:
        server.wait_until_ready(cluster, process, seconds=30)
        with psycopg.connect(cluster.url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
        assert stat.S_IMODE(cluster.home.stat().st_mode) == 0o700
        assert stat.S_IMODE(cluster.sockets.stat().st_mode) == 0o700
    finally:
        cluster.stop(process)
    assert process.returncode == 0


def test_making_that_was_interrupted_begins_afresh(cluster: Postgres) -> None:
    account.make_private(cluster.home, cluster.user)
    (cluster.home / "data.new").mkdir()
    (cluster.home / "data.new" / "half").touch()
    cluster.prepare()
    assert cluster.data.is_dir()
    assert not (cluster.home / "data.new").exists()


def test_installation_below_a_closed_folder_is_copied(cluster: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    really = account.reaches
    installed = binaries.postgres_directory()
    monkeypatch.setattr(account, "reaches", lambda user, path: path != installed and really(user, path))
    cluster.prepare()
    assert list((cluster.sockets.parent / "programs").glob("*/*/bin/postgres"))
    assert cluster.data.is_dir()


def test_data_of_another_version_is_refused(cluster: Postgres) -> None:
    cluster.data.mkdir(parents=True)
    if cluster.user:
        os.chown(cluster.home, cluster.user.uid, cluster.user.gid)
    (cluster.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(EmbeddedError, match="was made by PostgreSQL 17, and this version brings 18"):
        cluster.prepare()


def test_data_of_another_account_is_refused(cluster: Postgres) -> None:
    cluster.home.mkdir()
    cluster.user = account.Account("other", os.geteuid() + 1, os.getegid() + 1)
    with pytest.raises(EmbeddedError, match="was made by another account"):
        cluster.prepare()


def test_failing_start_says_why(cluster: Postgres) -> None:
    cluster.prepare()
    (cluster.data / "global" / "pg_control").unlink()
    process = cluster.start()
    with pytest.raises(EmbeddedError, match=r"PostgreSQL stopped during its start: .*pg_control"):
        server.wait_until_ready(cluster, process, seconds=30)


def test_silent_server_is_not_waited_for_forever(cluster: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Postgres, "answers", lambda _: False)
    cluster.prepare()
    process = cluster.start()
    try:
        with pytest.raises(EmbeddedError, match="PostgreSQL did not answer within 0 seconds"):
            server.wait_until_ready(cluster, process, seconds=0)
    finally:
        cluster.stop(process)


def test_full_disk_is_said_plainly() -> None:
    output = b"PANIC: could not write to file: No space left on device\nLOG: database system is shut down\n"
    assert server.reason(output) == "the disk is full"


@pytest.mark.parametrize(
    ("output", "line"),
    [
        (b"LOG: one\nFATAL: two\nLOG: three\n", "FATAL: two"),
        (b"one\ntwo\n", "two"),
        (b"", "it said nothing"),
    ],
)
def test_reason_is_the_line_that_tells_most(output: bytes, line: str) -> None:
    assert server.reason(output) == line


def test_endings_are_named() -> None:
    assert server.ending(3) == "exit code 3"
    assert server.ending(-signal.SIGKILL) == "signal SIGKILL"


def test_log_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert server.tail(tmp_path / "none") == b""


def test_lock_file_whose_number_another_program_has_now_is_removed(cluster: Postgres) -> None:
    cluster.prepare()
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n")
    cluster.prepare()
    assert not (cluster.data / "postmaster.pid").exists()


def test_lock_file_of_a_running_server_stays(cluster: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_GOING", 0.0)
    cluster.prepare()
    process = cluster.start()
    try:
        server.wait_until_ready(cluster, process, seconds=30)
        cluster.prepare()
        assert (cluster.data / "postmaster.pid").exists()
    finally:
        cluster.stop(process)
