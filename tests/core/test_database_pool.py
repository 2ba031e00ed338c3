"""A database that was restarted costs nobody a failed page: each connection is tried when it leaves the pool."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.utils import ConnectionHandler
from psycopg_pool import ConnectionPool

from aantafel.settings import env

SIZE = 3
NAME = "tried-in-the-pool"

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler() -> Iterator[ConnectionHandler]:
    """As a web process in production has it, on the test's own server."""
    made = env.database(os.environ["DATABASE_URL"], pool_size=SIZE)
    made["OPTIONS"]["application_name"] = NAME
    found = ConnectionHandler({"default": {**made, "NAME": connection.settings_dict["NAME"]}})
    yield found
    wrapper: Any = found["default"]
    wrapper.close_pool()


def ask(handler: ConnectionHandler, barrier: Barrier) -> int:
    """What one request does: take a connection, ask something, give it back. All of them at once."""
    one = handler["default"]
    with one.cursor() as cursor:
        cursor.execute("SELECT 1")
        [said] = cursor.fetchone()
        barrier.wait(10)
    one.close()
    return int(said)


def together(handler: ConnectionHandler) -> list[int]:
    barrier = Barrier(SIZE)
    with ThreadPoolExecutor(SIZE) as threads:
        return list(threads.map(lambda _n: ask(handler, barrier), range(SIZE)))


def end_them_all() -> int:
    """As a server that restarts does to every connection in the pool."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE application_name = %s", [NAME]
        )
        return int(cursor.fetchone()[0])


def test_every_connection_of_the_pool_is_dead_and_nobody_notices(handler: ConnectionHandler) -> None:
    assert together(handler) == [1] * SIZE
    assert end_them_all() == SIZE
    assert together(handler) == [1] * SIZE


def test_that_is_what_the_check_is_for(handler: ConnectionHandler, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the same fails, so the test above can."""
    monkeypatch.setattr(ConnectionPool, "check_connection", staticmethod(lambda _conn: None))
    assert together(handler) == [1] * SIZE
    end_them_all()
    with pytest.raises(OperationalError):
        together(handler)
