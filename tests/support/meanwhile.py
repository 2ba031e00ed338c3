"""Two things at one moment, in an order that is sure: needs `django_db(transaction=True)`."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from aantafel.core import killpoints

PATIENCE = 20.0  # seconds
Outcome = Any  # what a call gave, or the error that it raised


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, place: str, first: Callable[[], Any], second: Callable[[], Any]
) -> tuple[Outcome, Outcome]:
    """`first` stops at the named place in its transaction; `second` runs until it ends or waits for a lock; then both
    go on. Gives what each gave, an error as itself.
    """
    is_there, may_go = threading.Event(), threading.Event()

    def handler(name: str) -> None:
        if name == place and not is_there.is_set():
            is_there.set()
            assert may_go.wait(PATIENCE)

    monkeypatch.setattr(killpoints, "handler", handler)
    with ThreadPoolExecutor(2) as pool:
        begun = pool.submit(_outcome, first)
        assert is_there.wait(PATIENCE), f"nobody came to {place}: {begun.result(0) if begun.done() else ''}"
        other = pool.submit(_outcome, second)
        _wait_until_stuck_or_done(other)
        may_go.set()
        return begun.result(PATIENCE), other.result(PATIENCE)


def _outcome(call: Callable[[], Any]) -> Outcome:
    try:
        return call()
    except Exception as error:
        return error
    finally:
        connection.close()


def _wait_until_stuck_or_done(one: "Future[Any]") -> None:
    waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    end = time.monotonic() + PATIENCE
    while not one.done() and time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone():
                return
        time.sleep(0.01)
