"""Tables move with their municipality when it merges into another."""

from municipalities.models import Municipality
from tables.models import Table


def move_tables(*, old: Municipality, new: Municipality) -> str:
    return f"tables: {Table.everywhere.filter(municipality=old).update(municipality=new)}"
