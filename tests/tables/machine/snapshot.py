"""What stands in the database about a table at one moment, to compare with the next."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection

from tables.models import (
    Ballot,
    Card,
    CardGroup,
    Decision,
    Meeting,
    Minutes,
    MinutesPart,
    MinutesPartVersion,
    MinutesVersion,
    NameRemoval,
    NotedAction,
    OwnerWord,
    StepChange,
    Table,
    TableQuestion,
)
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
    owned: bool  # by somebody with an account
    places: dict[int, oracle.Places]  # of each meeting to which people can still be asked
    chosen: dict[int, dict[int, int]]  # of each choice that is over, what each variant got on telephones
    questions: frozenset[int]


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
        owned=oracle.is_owned(world.table_id),
        places=oracle.places(world.table_id, world.now),
        chosen=_chosen(world.table_id),
        questions=frozenset(TableQuestion.everywhere.filter(**here).values_list("pk", flat=True)),
    )


def _chosen(table_id: int) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    rows = Ballot.objects.filter(choice__table=table_id, choice__closed_at__isnull=False)
    for choice, variant, number in rows.values_list("choice", "variant", "number"):
        given = found.setdefault(choice, {})
        given[variant] = given.get(variant, 0) + number
    return found


# what people type about a meeting, and what is made of that when it is published
TYPED = frozenset(
    f"tables_{name}"
    for name in (
        *("minutes", "minutesversion", "minutespart", "minutespartversion", "cardgroup", "card", "decision"),
        *("notedaction", "wanted", "action", "minutesrequest"),
    )
)
DRAFTED = {"part__minutes": (MinutesPartVersion,), "minutes": (MinutesPart, CardGroup, Card, Decision, NotedAction)}


def naming(word: str) -> list[str]:
    """In which tables of the database a word stands."""
    one = "SELECT '{0}' FROM {0} t WHERE t::text LIKE %s"
    names = _names()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(one.format(name) for name in names), [f"%{word}%"] * len(names))
        return sorted(row[0] for row in cursor.fetchall())


def in_drafts(world: World, word: str) -> bool:
    """Whether it stands in minutes that nobody has published."""
    for way, models in DRAFTED.items():
        drafts = {f"{way}__meeting__table": world.table_id, f"{way}__version": 0}
        if any(word in str(list(model.objects.filter(**drafts).values())) for model in models):
            return True
    return False


def _names() -> list[str]:
    apps_of = ("tables", "outbox", "coaches", "ideas")
    return sorted(model._meta.db_table for app in apps_of for model in apps.get_app_config(app).get_models())


def digest() -> str:
    """Changes with every row."""
    one = (
        "SELECT '{0}' AS name, md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS sum FROM {0} t"
    )
    kept = [name for name in _names() if not name.startswith("ideas_") or name == "ideas_idea"]
    parts = " UNION ALL ".join(one.format(name) for name in kept)
    with connection.cursor() as cursor:
        cursor.execute(parts)
        return str(sorted(cursor.fetchall()))
