"""Tables, work forms and whom tables can ask move with their municipality when it merges into another."""

from aantafel.core import clock
from municipalities.models import Municipality
from tables.models import Table, TownContact, WorkForm, WorkFormChoice


def move_tables(*, old: Municipality, new: Municipality) -> str:
    return f"tables: {Table.everywhere.filter(municipality=old).update(municipality=new)}"


def move_work_forms(*, old: Municipality, new: Municipality) -> str:
    """Where both have a version of one national form, the successor's stays in use, as does what it chose. Safe to run
    twice.
    """
    there = WorkForm.everywhere.running().filter(municipality=new, replaces__isnull=False).values("replaces")
    doubled = WorkForm.everywhere.running().filter(municipality=old, replaces__in=there)
    doubled.update(ended_at=clock.now())
    forms = WorkForm.everywhere.filter(municipality=old).update(municipality=new)
    chosen = WorkFormChoice.everywhere.filter(municipality=new).values("form")
    WorkFormChoice.everywhere.filter(municipality=old, form__in=chosen).delete()
    WorkFormChoice.everywhere.filter(municipality=old).update(municipality=new)
    return f"work forms: {forms}"


def move_town_contacts(*, old: Municipality, new: Municipality) -> str:
    """Who can be asked at the municipality works for its successor; who stands there already, stands there once."""
    there = set(TownContact.everywhere.filter(municipality=new).values_list("theme", "email"))
    moving = TownContact.everywhere.filter(municipality=old)
    moving.filter(pk__in=[one.pk for one in moving if (one.theme, one.email) in there]).delete()
    return f"contacts at the municipality: {moving.update(municipality=new)}"
