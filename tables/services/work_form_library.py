"""Bring the national library of work forms in line with the texts that come with the product (`tables/data/`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from aantafel.core import clock, page_cache
from tables.enums_work_forms import Phase
from tables.models import WorkForm
from tables.models.work_forms import CONTENT

DATA = Path(__file__).resolve().parent.parent / "data" / "work_forms.toml"
FOLLOWING = (*CONTENT, "position", "ended_at")
LOCK = 5_302_602  # any number that nothing else locks on


class Malformed(ValueError):
    """The file does not hold what it should; the text says which work form, and what of it."""


@dataclass(slots=True)
class Counts:
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    ended: int = 0


def read(path: Path = DATA) -> dict[str, dict[str, Any]]:
    """What the file tells of each form, by its slug: a table for each phase, in it a table for each form.

    Their order in the file is that of the library. Raises Malformed.
    """
    found: dict[str, dict[str, Any]] = {}
    for phase, forms in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if phase not in Phase.values:
            raise Malformed(f"“{phase}” is no phase.")
        for slug, told in forms.items():
            if slug in found:
                raise Malformed(f"“{slug}” stands there twice.")
            found[slug] = _whole(slug, {**told, "phase": phase, "position": len(found) + 1, "ended_at": None})
    return found


def _whole(slug: str, told: Mapping[str, Any]) -> dict[str, Any]:
    wrong = set(FOLLOWING) ^ set(told)
    if wrong:
        raise Malformed(f"“{slug}” lacks or has too much: {', '.join(sorted(wrong))}.")
    return {name: value.strip() if isinstance(value, str) else value for name, value in told.items()}


@transaction.atomic
def load(told: Mapping[str, Mapping[str, Any]]) -> Counts:
    """Create, update and end; never delete, and never touch what a municipality wrote itself. Safe to run again, and
    two at once wait for each other. A form that the file no longer has is no longer offered.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    counts = Counts()
    known = {form.slug: form for form in WorkForm.everywhere.national()}
    for slug, values in told.items():
        form = known.pop(slug, None)
        if form is None:
            WorkForm.everywhere.create(slug=slug, **values)
            counts.created += 1
        elif _follow(form, values):
            counts.updated += 1
        else:
            counts.unchanged += 1
    for form in known.values():
        counts.ended += _follow(form, {"ended_at": form.ended_at or clock.now()})
    if counts.created or counts.updated or counts.ended:
        transaction.on_commit(page_cache.purge, robust=True)
    return counts


def _follow(form: WorkForm, values: Mapping[str, Any]) -> bool:
    changed = [name for name, value in values.items() if getattr(form, name) != value]
    for name in changed:
        setattr(form, name, values[name])
    if changed:
        form.save(update_fields=changed)
    return bool(changed)
