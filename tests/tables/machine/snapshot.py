"""What stands in the database about a table at one moment, to compare with the next."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection

from tables.models import Meeting, Minutes, MinutesVersion, NameRemoval, OwnerWord, StepChange, Table
from tests.tables.machine import oracle
from tests.tables.machine.oracle import Look
from tests.tables.machine.world import World

LINE = ("pk", "kind", "from_step", "to_step", "role", "note", "word", "created_at")
WORD = ("pk", "round", "meeting", "kind", "reason", "role", "at")
VERSION = ("pk", "minutes", "number", "content", "reason", "role", "at")
READ = ("pk", "version", "summary", "active", "again", "missing", "published_at", "step")


@dataclass(frozen=True)
class Snapshot:
    """`digest` is of every row of tables, and of what else their services write."""

    look: Look
    digest: str
    lines: tuple[Any, ...]
    words: tuple[Any, ...]
    versions: tuple[Any, ...]
    read: dict[int, Any]
    events: int
    removals: int
    days: dict[int, Any]  # of each meeting, as calendars know it
    last_mail: int
    quiet: frozenset[str]
    gone: frozenset[str]


def take(world: World) -> Snapshot:
    here = {"table": world.table_id}
    mails = world.mails()
    of_table = {"meeting__table": world.table_id}
    versions = MinutesVersion.everywhere.filter(minutes__meeting__table=world.table_id).order_by("pk")
    return Snapshot(
        look=oracle.look(world.table_id),
        digest=digest(),
        lines=tuple(StepChange.objects.filter(**here).order_by("created_at", "pk").values(*LINE)),
        words=tuple(OwnerWord.objects.filter(**here).order_by("pk").values(*WORD)),
        versions=tuple(versions.values(*VERSION)),
        read={row["pk"]: row for row in Minutes.everywhere.filter(**of_table).values(*READ)},
        events=Table.everywhere.get(pk=world.table_id).events.count(),  # type: ignore[attr-defined] # pghistory adds it
        removals=NameRemoval.objects.filter(minutes__meeting__table=world.table_id).count(),
        days={row[0]: row[1:] for row in Meeting.everywhere.filter(**here).values_list("pk", "starts_at", "state")},
        last_mail=mails[-1]["pk"] if mails else world.first_mail,
        quiet=frozenset(world.quiet),
        gone=frozenset(world.gone),
    )


def digest() -> str:
    """Changes with every row."""
    names = [
        model._meta.db_table
        for app in ("tables", "outbox", "coaches")
        for model in apps.get_app_config(app).get_models()
    ]
    one = (
        "SELECT '{0}' AS name, md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS sum FROM {0} t"
    )
    parts = " UNION ALL ".join(one.format(name) for name in sorted({*names, "ideas_idea"}))
    with connection.cursor() as cursor:
        cursor.execute(parts)
        return str(sorted(cursor.fetchall()))
