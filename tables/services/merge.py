"""Tables, and whom they can ask, move with their municipality when it merges into another."""

from municipalities.models import Municipality
from tables.models import Table, TownContact


def move_tables(*, old: Municipality, new: Municipality) -> str:
    return f"tables: {Table.everywhere.filter(municipality=old).update(municipality=new)}"


def move_town_contacts(*, old: Municipality, new: Municipality) -> str:
    """Who can be asked at the municipality works for its successor; who stands there already, stands there once."""
    there = set(TownContact.everywhere.filter(municipality=new).values_list("theme", "email"))
    moving = TownContact.everywhere.filter(municipality=old)
    moving.filter(pk__in=[one.pk for one in moving if (one.theme, one.email) in there]).delete()
    return f"contacts at the municipality: {moving.update(municipality=new)}"
