"""
A pytest plugin, loaded before anything else: the servers stand before Django's settings are read.

Only the controlling process starts them; parallel test processes find the addresses in their environment,
each with databases of its own in Valkey. Variables that are already set are kept.
"""

import os
import re
from collections.abc import Generator
from typing import Any

import pytest

_NUMBER = re.compile(r"db=\d+")


def _own_databases(worker: str) -> None:
    """Give a parallel test process (gw0, gw1, …) its own two numbered databases."""
    index = int(worker.removeprefix("gw"))
    for name, database in (("REDIS_URL", 2 * index + 2), ("CACHE_URL", 2 * index + 3)):
        os.environ[name] = _NUMBER.sub(f"db={database}", os.environ[name])


def _start(config: pytest.Config) -> None:
    from embedded import testing

    servers = testing.start()
    config.add_cleanup(servers.stop)
    for name, value in servers.environment.items():
        if name == "DATA_DIR" or not os.environ.get(name):
            os.environ[name] = value


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, Any, Any]:
    """Runs before pytest-django reads the settings."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        _own_databases(worker)
    else:
        _start(early_config)
    return (yield)
