"""What carries the movement in a municipality: its site, tables where people drop in, ideas that were heard of, and the
network list."""

from movement.models.contact import NOTE_LENGTH, OFFERS_LENGTH, REASON_LENGTH, Contact, ContactEntry
from movement.models.physical_tables import OpeningHours, PhysicalTable, SpecialDay, TakenInAt
from movement.models.site import SiteEntry
from movement.models.visits import HeardIdea

__all__ = [
    "NOTE_LENGTH",
    "OFFERS_LENGTH",
    "REASON_LENGTH",
    "Contact",
    "ContactEntry",
    "HeardIdea",
    "OpeningHours",
    "PhysicalTable",
    "SiteEntry",
    "SpecialDay",
    "TakenInAt",
]
