"""The throw-away servers: real ones, that leave nothing behind."""

from collections.abc import Iterator

import psycopg
import pytest
import redis

from embedded import testing


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
        row = connection.execute(
            "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = 'aantafel'"
        ).fetchone()
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
