"""The database that the tests begin with is what the migrations make, also when it was kept from an earlier run."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from tests.support import kept_schema

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept_schema, "FOLDER", tmp_path)
    return tmp_path


@pytest.fixture
def empty() -> Iterator[str]:
    name = f"{connection.settings_dict['NAME']}_empty"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        yield name
        cursor.execute(f'DROP DATABASE "{name}"')


def test_what_is_kept_comes_back_as_it_was(folder: Path, empty: str) -> None:
    kept_schema.keep(connection.settings_dict["NAME"])
    first = said(folder)
    assert "CREATE TABLE public.ideas_idea " in first
    assert "pgtrigger" in first
    assert kept_schema.restore(empty)
    kept_schema.keep(empty)
    assert said(folder) == first


def said(folder: Path) -> str:
    """Without the password that each dump invents for itself, and without where PostgreSQL puts the type of the words
    of a check: that moves when it reads its own words back.
    """
    (kept,) = folder.iterdir()
    lines = (line for line in kept.read_text().splitlines() if "restrict" not in line)
    return re.sub(r"::(?:text|character varying)(?:\[\])?|[()]", "", "\n".join(lines))


def test_without_anything_kept_the_migrations_are_gone_through(folder: Path) -> None:
    assert not kept_schema.restore(connection.settings_dict["NAME"])


def test_another_migration_is_another_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    migrations = tmp_path / "migrations"
    migrations.mkdir()
    app = SimpleNamespace(path=str(tmp_path), label="one")
    monkeypatch.setattr(apps, "get_app_configs", lambda: [app])
    seen = {kept_schema.fingerprint()}
    for text in ("one", "two"):
        (migrations / "0001_first.py").write_text(text)
        seen.add(kept_schema.fingerprint())
    (migrations / "0001_first.py").rename(migrations / "0001_other.py")
    seen.add(kept_schema.fingerprint())
    assert len(seen) == 4


def test_what_does_not_fit_says_which_file_to_remove(folder: Path) -> None:
    (folder / f"{kept_schema.fingerprint()}.sql").write_text("SELECT nothing;")
    with pytest.raises(RuntimeError, match="remove it"):
        kept_schema.restore(connection.settings_dict["NAME"])
