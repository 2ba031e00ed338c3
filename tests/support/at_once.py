"""Several people at one moment, each over a database connection of their own. Needs `django_db(transaction=True)`."""

import threading
from collections.abc import Callable
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def at_once(*calls: Callable[[], T]) -> list[T]:
    """What each call gives, in the order of the calls, begun together on threads. An error of one is raised."""
    gate = threading.Barrier(len(calls))
    found: dict[int, T] = {}
    errors: list[BaseException] = []

    def run(place: int, call: Callable[[], T]) -> None:
        try:
            gate.wait(timeout=20)
            found[place] = call()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    if errors:
        raise errors[0]
    return [found[place] for place in range(len(calls))]
