"""What every test may use."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from aantafel.core import page_cache, ratelimit
from municipalities import sites
from tests.support import emptied, kept_schema
from tests.support.spread import Spread

# how fast the machine is says nothing about the code
settings.register_profile("any machine", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Spread:
    """In parallel (`-n`), tests that share something dear run in one process, and what takes long begins first."""
    return Spread(config, log)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The database of the tests is a copy of what earlier migrations made, when it fits these migrations."""
    tests: Any = connection.settings_dict["TEST"]
    made = f"{tests['NAME'] or 'test'}_made"  # each parallel process has a name of its own
    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{made}"')
            cursor.execute(f'CREATE DATABASE "{made}"')
        if kept_schema.restore(made):
            tests["TEMPLATE"] = made
    yield
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{made}"')


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What all migrations made is kept for the next run. A server of our own is emptied the quick way after a test."""
    with django_db_blocker.unblock():
        if not connection.settings_dict["TEST"].get("TEMPLATE"):
            kept_schema.keep(connection.settings_dict["NAME"])
        is_quick = emptied.allow()
    with pytest.MonkeyPatch.context() as patch:
        if is_quick:
            patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: emptied.empty())
        yield


@pytest.fixture(autouse=True)
def clean_cache() -> Iterator[None]:
    """Rate limits and kept pages of one test must not reach the next."""
    cache.clear()
    page_cache.breaker.closed_until = 0.0
    ratelimit.breaker.reset()
    sites._directory.clear()
    yield
