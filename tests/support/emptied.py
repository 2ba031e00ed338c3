"""Empties the database after a test that committed.

Django truncates every table, a hundred of them, each with its indexes as new files: half a second. Here rows are
deleted where there are any, without the triggers and checks of a delete.
"""

from functools import cache

import psycopg
from django.db import connection, transaction

# what `migrate` makes, and no test changes
STAYS = {"django_content_type", "auth_permission"}
WITHOUT_TRIGGERS = "session_replication_role"


def allow() -> bool:
    """Let the role of the tests leave triggers out, on a server of our own, where `postgres` needs no password."""
    found = connection.settings_dict
    where = {"host": found["HOST"], "port": found["PORT"] or None, "dbname": found["NAME"], "user": "postgres"}
    try:
        with psycopg.connect(**where, connect_timeout=2, autocommit=True) as owner:
            owner.execute(f'GRANT SET ON PARAMETER {WITHOUT_TRIGGERS} TO "{found["USER"]}"'.encode())
    except psycopg.Error:
        return False
    return True


@cache
def tables() -> list[str]:
    """Those of our models, as far as they are there: one of `pghistory` is a query."""
    return sorted(set(connection.introspection.django_table_names(only_existing=True)) - STAYS)


def empty() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in tables())
        )
        filled = [name for (name,) in cursor.fetchall()]
        cursor.execute(f"SET LOCAL {WITHOUT_TRIGGERS} = replica")
        for name in filled:
            cursor.execute(f'DELETE FROM "{name}"')
