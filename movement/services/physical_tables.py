"""Tables in the neighbourhood: set up, changed and ended by the desk. Each change throws kept pages away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import clock, page_cache
from aantafel.core.errors import WrongState
from movement.models import OpeningHours, PhysicalTable, SpecialDay
from municipalities.models import Municipality


class EndedAlready(WrongState):
    default = _("This table has stopped. It can no longer be changed.")


@dataclass(frozen=True)
class Hours:
    """One line of the week; `pk` names the row that it was, so that calendars go on knowing it."""

    weekday: int
    opens: time
    closes: time
    pk: int | None = None


def set_up(*, actor: User, municipality: Municipality, fields: dict[str, Any]) -> PhysicalTable:
    """A new table, without hours yet. The same, sent twice, is one table. Locks the person who sets it up."""
    with transaction.atomic():
        people.lock(actor)
        same = {"municipality": municipality, **fields}
        twice = PhysicalTable.everywhere.filter(**same, ended_at=None, created_at__gt=clock.a_moment_ago()).first()
        if twice is not None:
            return twice
        transaction.on_commit(page_cache.purge, robust=True)
        return PhysicalTable.everywhere.create(**same)


def change(*, actor: User, table: PhysicalTable, fields: dict[str, Any]) -> None:
    """Where it is, who sits there, how to get in. Raises EndedAlready."""
    with transaction.atomic():
        locked = _lock(table)
        for name, value in fields.items():
            setattr(locked, name, value)
        _touch(locked, *fields)


def set_hours(*, actor: User, table: PhysicalTable, week: Iterable[Hours]) -> None:
    """The whole week anew: lines that were there keep their row, the others come and go. Raises EndedAlready."""
    with transaction.atomic():
        locked = _lock(table)
        known = {row.pk: row for row in OpeningHours.objects.filter(table=locked)}
        lines = list(week)
        OpeningHours.objects.filter(pk__in=set(known) - {line.pk for line in lines}).delete()
        for line in lines:
            row = known.get(line.pk or 0) or OpeningHours(table=locked)
            if row.weekday != line.weekday:
                row.since = clock.today()  # a new row has it already
            row.weekday, row.opens, row.closes = line.weekday, line.opens, line.closes
            row.save()
        _touch(locked)


def set_day(
    *, actor: User, table: PhysicalTable, day: date, opens: time | None, closes: time | None, note: str
) -> None:
    """A date that goes otherwise: closed without hours. Takes the place of what stood there. Raises EndedAlready."""
    with transaction.atomic():
        locked = _lock(table)
        values = {"opens": opens, "closes": closes, "note": note}
        SpecialDay.objects.update_or_create(table=locked, day=day, defaults=values)
        _touch(locked)


def forget_day(*, actor: User, table: PhysicalTable, day_id: int) -> None:
    """That date goes as every week again; a second time changes nothing. Raises EndedAlready."""
    with transaction.atomic():
        locked = _lock(table)
        SpecialDay.objects.filter(table=locked, pk=day_id).delete()
        _touch(locked)


def end(*, actor: User, table: PhysicalTable) -> None:
    """Nobody sits there any more. The ideas that came in there keep where they were told. Raises EndedAlready."""
    with transaction.atomic():
        locked = _lock(table)
        locked.ended_at = clock.now()
        _touch(locked, "ended_at")


def _lock(table: PhysicalTable) -> PhysicalTable:
    """Not its key: an idea that is entered at this moment refers to it."""
    locked = PhysicalTable.everywhere.select_for_update(of=("self",), no_key=True).get(pk=table.pk)
    if locked.ended_at is not None:
        raise EndedAlready
    return locked


def _touch(locked: PhysicalTable, *fields: str) -> None:
    locked.changed_at = clock.now()
    locked.save(update_fields=["changed_at", *fields])
    transaction.on_commit(page_cache.purge, robust=True)
