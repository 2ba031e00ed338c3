"""Writing many rows of a model at once, by COPY."""

from collections.abc import Iterable
from itertools import chain, islice
from typing import Any

from django.db import connection
from django.db.models import Model

PIECE = 2000


def next_number(model: type[Model]) -> int:
    last = model._base_manager.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) + 1


def copy(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """All rows, each with the same names. What they leave out gets the field's own default, worked out once for the
    whole table; a number of their own, and a default of the database, are the database's to give.

    In pieces: for each row the trigger that writes history walks past all keys that the statement has still to check.
    """
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    fields = [one for one in model._meta.concrete_fields if not one.generated]
    chosen = [one for one in fields if one.attname in first or not (one.primary_key or _is_given_by_the_database(one))]
    usual = {one.attname: one.get_default() for one in chosen if one.attname not in first}
    name = connection.ops.quote_name
    columns = ", ".join(name(one.column) for one in chosen)
    rows = chain([first], rows)
    with connection.cursor() as cursor:
        while piece := list(islice(rows, PIECE)):
            with cursor.copy(f"COPY {name(model._meta.db_table)} ({columns}) FROM STDIN") as sheet:
                for row in piece:
                    sheet.write_row([row[one.attname] if one.attname in row else usual[one.attname] for one in chosen])
        cursor.execute(f"ANALYZE {name(model._meta.db_table)}")


def _is_given_by_the_database(field: Any) -> bool:
    return bool(field.has_db_default())


def settle(*models: type[Model]) -> None:
    """The numbers that were given out by hand are taken."""
    with connection.cursor() as cursor:
        for model in models:
            table = model._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM {table}))",  # noqa: S608
                [table],
            )
