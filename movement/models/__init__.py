"""What carries the movement in a municipality: its site, tables where people drop in, and ideas that were heard of."""

from movement.models.physical_tables import OpeningHours, PhysicalTable, SpecialDay, TakenInAt
from movement.models.site import SiteEntry
from movement.models.visits import HeardIdea

__all__ = ["HeardIdea", "OpeningHours", "PhysicalTable", "SiteEntry", "SpecialDay", "TakenInAt"]
