"""Tables in the neighbourhood, visits and the network list move with their municipality when it merges into another."""

from movement.models import Contact, ContactEntry, HeardIdea, PhysicalTable
from municipalities.models import Municipality


def move_movement(*, old: Municipality, new: Municipality) -> str:
    """Safe to run twice. The same organisation may then stand twice on the list: people see that, and remove one."""
    ContactEntry.everywhere.filter(municipality=old).update(municipality=new)
    contacts = Contact.everywhere.filter(municipality=old).update(municipality=new)
    tables = PhysicalTable.everywhere.filter(municipality=old).update(municipality=new)
    heard = HeardIdea.everywhere.filter(municipality=old).update(municipality=new)
    return f"movement: {tables} tables in the neighbourhood, {heard} visits, {contacts} contacts"
