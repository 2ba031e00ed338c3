"""Questions to the tables of a municipality's movement."""

from typing import TYPE_CHECKING, Any, Self

from movement.enums import HeardState
from municipalities.scope import TenantQuerySet

if TYPE_CHECKING:
    from movement.models import HeardIdea, PhysicalTable, TakenInAt
else:
    HeardIdea = PhysicalTable = TakenInAt = Any

OPEN_STATES = (HeardState.WAITS, HeardState.PLANNED, HeardState.VISITED)


class PhysicalTableQuerySet(TenantQuerySet["PhysicalTable"]):
    def public(self) -> Self:
        """Those where people can come now."""
        return self.filter(ended_at=None)

    def with_hours(self) -> Self:
        """With all that says when they are open, and who sits there. Two queries more."""
        return self.select_related("host", "neighbourhood").prefetch_related("hours", "special_days")


class TakenInAtQuerySet(TenantQuerySet["TakenInAt"]):
    municipality_lookup = "table__municipality_id"

    def public(self) -> Self:
        """Nothing: at which table an idea came in is for the desk."""
        return self.none()


class HeardIdeaQuerySet(TenantQuerySet["HeardIdea"]):
    def public(self) -> Self:
        """Nothing: who is to be visited is for coordinators and coaches alone."""
        return self.none()

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)
