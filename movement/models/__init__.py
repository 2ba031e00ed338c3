"""A municipality's movement outside the web: tables where people drop in, and ideas that were heard of."""

from movement.models.physical_tables import OpeningHours, PhysicalTable, SpecialDay, TakenInAt
from movement.models.visits import HeardIdea

__all__ = ["HeardIdea", "OpeningHours", "PhysicalTable", "SpecialDay", "TakenInAt"]
