"""How much lies on several heaps, since when, and which rows: one statement for all of them, whatever rows they are."""

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
    asked = {key: rows.order_by().values_list(moment) for key, rows, moment in heaps}
    answers = _together("SELECT %s, count(*), min(one.since) FROM ({}) AS one (since)", asked)
    counted = {key: Tally(count, oldest) for key, count, oldest in answers}
    return {key: counted.get(key, Tally()) for key in asked}


def keys(heaps: Iterable[tuple[str, QuerySet[Any], str]]) -> list[tuple[str, int, datetime]]:
    """Of each heap, given as above with as many of its rows as are wanted: its key, the primary keys of those rows, and
    since when they lie there.
    """
    asked = {key: rows.values_list("pk", moment) for key, rows, moment in heaps}
    return _together("SELECT %s, one.pk, one.since FROM ({}) AS one (pk, since)", asked)


def _together(question: str, asked: dict[str, QuerySet[Any, Any]]) -> list[Any]:
    """The answers about all of them in one statement; what cannot have rows is not asked."""
    questions, values = [], []
    for key, rows in asked.items():
        try:
            inner, params = rows.query.sql_with_params()
        except EmptyResultSet:
            continue
        questions.append(question.format(inner))
        values += [key, *params]
    if not questions:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(questions), values)
        return list(cursor.fetchall())
