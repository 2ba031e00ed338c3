"""Tables in the neighbourhood and visits move with their municipality when it merges into another."""

from movement.models import HeardIdea, PhysicalTable
from municipalities.models import Municipality


def move_movement(*, old: Municipality, new: Municipality) -> str:
    tables = PhysicalTable.everywhere.filter(municipality=old).update(municipality=new)
    heard = HeardIdea.everywhere.filter(municipality=old).update(municipality=new)
    return f"movement: {tables} tables in the neighbourhood, {heard} visits"
