"""The network list moves with its municipality when it merges into another."""

from movement.models import Contact, ContactEntry
from municipalities.models import Municipality


def move_contacts(*, old: Municipality, new: Municipality) -> str:
    """Safe to run twice. The same organisation may then stand there twice: people see that, and remove one."""
    ContactEntry.everywhere.filter(municipality=old).update(municipality=new)
    return f"network list: {Contact.everywhere.filter(municipality=old).update(municipality=new)}"
