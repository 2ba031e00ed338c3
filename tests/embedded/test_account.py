"""Which account PostgreSQL gets, and what that account can reach."""

import os
import pwd
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from embedded import account
from embedded.errors import EmbeddedError

NOBODY = account.Account("nobody", 65534, 65534)


def test_ordinary_user_stays_who_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert account.for_postgres() is None


def test_root_hands_over_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    found = account.for_postgres()
    assert found is not None
    assert found.name == "nobody"
    assert found.uid == pwd.getpwnam("nobody").pw_uid


def test_root_without_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> pwd.struct_passwd:
        raise KeyError(name)

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(pwd, "getpwnam", unknown)
    with pytest.raises(EmbeddedError, match="has no account `nobody`"):
        account.for_postgres()


@pytest.mark.parametrize(("mode", "reached"), [(0o755, True), (0o711, True), (0o750, False), (0o700, False)])
def test_reach_depends_on_every_folder_above(tmp_path: Path, mode: int, reached: bool) -> None:
    below = tmp_path / "closed" / "below"
    below.mkdir(parents=True)
    below.parent.chmod(mode)
    assert account.reaches(None, below)
    above = account.reaches(NOBODY, tmp_path)
    assert account.reaches(NOBODY, below) is (reached and above)


@pytest.mark.parametrize(
    ("user", "mode", "may"),
    [
        (account.Account("owner", 7, 9), 0o100, True),
        (account.Account("owner", 7, 9), 0o677, False),
        (account.Account("group", 1, 8), 0o010, True),
        (account.Account("group", 1, 8), 0o767, False),
        (account.Account("other", 1, 1), 0o001, True),
        (account.Account("other", 1, 1), 0o776, False),
    ],
)
def test_only_the_class_that_fits_counts(
    monkeypatch: pytest.MonkeyPatch, user: account.Account, mode: int, may: bool
) -> None:
    found = os.stat_result((stat.S_IFDIR | mode, 0, 0, 1, 7, 8, 0, 0, 0, 0))
    monkeypatch.setattr(Path, "stat", lambda *_, **__: found)
    assert account.reaches(user, Path("/")) is may


def test_sockets_fit_although_the_temporary_folder_has_a_long_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("x" * 90)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    made = account.run_directory("aantafel-")
    try:
        assert len(f"{made}/postgres/.s.PGSQL.5432") < account.SOCKET_PATH_LIMIT
    finally:
        shutil.rmtree(made)


def test_no_place_for_sockets_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "_short_parents", lambda _: [])
    with pytest.raises(EmbeddedError, match="No folder for sockets"):
        account.run_directory("aantafel-")
