"""Who changed what in the settings, and when: read from the history that the database keeps by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from aantafel.accounts.models import User
from aantafel.pages.coordinator.settings.topics import LABEL, said
from municipalities.models import Instance, Municipality
from municipalities.services import accents

MOST_READ = 60
MOST_SHOWN = 8
NOBODY_HERE = "AanTafel!"  # the operator, or a command


@dataclass(frozen=True)
class Line:
    """One change: what it was about, and how that stood before and after."""

    label: str | Promise
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """`version` is the row of the history that tells how it stood afterwards."""

    version: int
    moment: datetime
    who: str
    lines: list[Line]


def of_site(instance: Instance, names: Iterable[str]) -> list[Change]:
    """The last changes of these fields, newest first. Two queries."""
    names = tuple(names)
    rows = accents.events(instance).order_by("-pgh_id")
    found = list(rows.values("pgh_id", "pgh_created_at", "pgh_context__metadata", *names)[:MOST_READ])
    changes = [(after, _differences(before, after, names)) for after, before in pairwise(found)]
    return _shown([(after, lines) for after, lines in changes if lines])


def earlier_looks(instance: Instance, changes: list[Change]) -> set[int]:
    """The versions of these changes with a look of its own that is not the one of now. One query."""
    rows = accents.events(instance).filter(pgh_id__in=[change.version for change in changes]).exclude(tokens={})
    return set(rows.exclude(tokens=instance.tokens).values_list("pgh_id", flat=True))


def of_neighbourhoods(municipality: Municipality) -> list[Change]:
    """The last neighbourhoods that were added, renamed or ended. Two queries."""
    events = apps.get_model("municipalities", "NeighbourhoodEvent").objects
    fields = ("pgh_created_at", "pgh_context__metadata", "pgh_id", "pgh_obj", "name", "ended_at")
    rows = list(events.filter(municipality=municipality).order_by("-pgh_id").values(*fields)[:MOST_READ])
    return _shown([(after, [_step(_before(rows, place), after)]) for place, after in enumerate(rows)])


def of_work_forms(municipality: Municipality) -> list[Change]:
    """The last that was done to its own versions and forms, and what was turned off or on. Three queries."""
    kept = ("pgh_created_at", "pgh_context__metadata", "pgh_id", "pgh_obj")
    forms = _events("WorkFormEvent", municipality).values(*kept, "title", "replaces", "ended_at")[:MOST_READ]
    choices = _events("WorkFormChoiceEvent", municipality).values(*kept, "form__title", "is_off")[:MOST_READ]
    written = list(forms)
    changes = [(after, [_written(_before(written, place), after)]) for place, after in enumerate(written)]
    changes += [
        (each, [Line(_("Turned off") if each["is_off"] else _("Turned on"), "", each["form__title"])])
        for each in choices
    ]
    return _shown(sorted(changes, key=lambda change: change[0]["pgh_created_at"], reverse=True))


def _events(model: str, municipality: Municipality) -> Any:
    return apps.get_model("tables", model).objects.filter(municipality=municipality).order_by("-pgh_id")


def _before(rows: list[dict[str, Any]], place: int) -> dict[str, Any] | None:
    return next((row for row in rows[place + 1 :] if row["pgh_obj"] == rows[place]["pgh_obj"]), None)


def _written(before: dict[str, Any] | None, after: dict[str, Any]) -> Line:
    is_version, title = after["replaces"] is not None, after["title"]
    if after["ended_at"] is not None:
        return Line(_("Back to the national text") if is_version else _("Stopped"), "", title)
    if before is None:
        return Line(_("Own version") if is_version else _("Added"), "", title)
    if before["ended_at"] is not None:
        return Line(_("Used again"), "", title)
    return Line(_("Changed"), before["title"] if before["title"] != title else "", title)


def _step(before: dict[str, Any] | None, after: dict[str, Any]) -> Line:
    name = after["name"]
    if after["ended_at"] is not None:
        return Line(_("Ended"), name, _("no longer offered"))
    if before is None or before["ended_at"] is not None:
        return Line(_("Added"), "", name)
    return Line(_("Renamed"), before["name"], name)


def _differences(before: dict[str, Any], after: dict[str, Any], names: tuple[str, ...]) -> list[Line]:
    changed = [name for name in names if before[name] != after[name]]
    return [Line(LABEL[name], said(name, before[name]), said(name, after[name])) for name in changed]


def _shown(changes: list[tuple[dict[str, Any], list[Line]]]) -> list[Change]:
    changes = changes[:MOST_SHOWN]
    names = _names(row for row, _lines in changes)
    return [
        Change(row["pgh_id"], row["pgh_created_at"], names.get(_actor(row), NOBODY_HERE), lines)
        for row, lines in changes
    ]


def _actor(row: dict[str, Any]) -> int:
    return int((row["pgh_context__metadata"] or {}).get("user") or 0)


def _names(rows: Iterable[dict[str, Any]]) -> dict[int, str]:
    """Who is no longer here has no name any more."""
    keys = {_actor(row) for row in rows} - {0}
    known = {user.pk: user.name or user.email for user in User.objects.filter(pk__in=keys)}
    return {key: known.get(key, _("somebody who has left")) for key in keys}
