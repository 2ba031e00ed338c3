"""Ringing for a worker after the commit. The row in the database is the truth; a lost ring only costs time.

A broker that is gone must not stall requests one by one: after a failure nothing is rung for a while, and what
sweeps the rows (celery beat) picks up what was missed.
"""

import logging
import time
from typing import Any
from weakref import WeakValueDictionary

from asgiref.local import Local
from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 30.0


class Breaker:
    """After a failure the bells are silent for `PAUSE_SECONDS`; one per process."""

    def __init__(self) -> None:
        self._silent_until = 0.0

    @property
    def is_silent(self) -> bool:
        return time.monotonic() < self._silent_until

    def trip(self) -> None:
        self._silent_until = time.monotonic() + PAUSE_SECONDS

    def reset(self) -> None:
        self._silent_until = 0.0


breaker = Breaker()


class _Ring:
    """One ring per task and arguments in one transaction, however many rows asked for it."""

    def __init__(self, task: "Task[Any, Any]", kwargs: dict[str, int | str]) -> None:
        self._task, self._kwargs = task, kwargs
        self.done = False

    def __call__(self) -> None:
        if not self.done:
            self.done = True
            send(self._task, **self._kwargs)


# weak: Django holds the ring until the commit, and drops it when the transaction is rolled back
_waiting = Local()


def ring(task: "Task[Any, Any]", **kwargs: int | str) -> None:
    """Start the task after the commit, or at once outside a transaction. Ids only; never raises for a lost broker."""
    waiting: WeakValueDictionary[object, _Ring] = getattr(_waiting, "rings", None) or WeakValueDictionary()
    _waiting.rings = waiting
    key = (task.name, *sorted(kwargs.items()))
    pending = waiting.get(key)
    if pending is None or pending.done:
        pending = waiting[key] = _Ring(task, kwargs)
    transaction.on_commit(pending, robust=True)


def send(task: "Task[Any, Any]", **kwargs: int | str) -> bool:
    """Hand the task to the broker now. False when the bells are silent or the broker does not answer."""
    if breaker.is_silent:
        return False
    try:
        task.apply_async(kwargs=kwargs, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        breaker.trip()
        logger.warning("no ring for %s, silent for %.0f s: %s", task.name, PAUSE_SECONDS, error)
        return False
    return True
