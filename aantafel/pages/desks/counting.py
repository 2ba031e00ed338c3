"""How much lies on several heaps, and since when, whatever their rows are: one statement for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


@dataclass(frozen=True)
class Tally:
    """How much lies on a heap, and since when."""

    count: int = 0
    oldest: datetime | None = None


def tallies(heaps: Iterable[tuple[str, QuerySet[Any], str]]) -> dict[str, Tally]:
    """Of each heap, given as its key, its rows and the field or annotation that says since when."""
    found: dict[str, Tally] = {}
    questions, values = [], []
    for key, rows, moment in heaps:
        found[key] = Tally()
        try:
            inner, params = rows.order_by().values_list(moment).query.sql_with_params()
        except EmptyResultSet:
            continue
        questions.append(f"SELECT %s, count(*), min(one.since) FROM ({inner}) AS one (since)")  # noqa: S608  ours
        values += [key, *params]
    if questions:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(questions), values)
            found |= {key: Tally(count, oldest) for key, count, oldest in cursor.fetchall()}
    return found
