"""Whether a local site may open: an initiative group with all three capacities, and a coordinator."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from aantafel.accounts.enums import Capacity, Role
from aantafel.accounts.models import Membership
from municipalities.models import Municipality


@dataclass(frozen=True)
class Readiness:
    """Who carries the movement now."""

    has_coordinator: bool
    capacities: frozenset[Capacity]

    @property
    def missing_capacities(self) -> list[Capacity]:
        return [capacity for capacity in Capacity if capacity not in self.capacities]

    @property
    def is_complete(self) -> bool:
        return self.has_coordinator and not self.missing_capacities

    @property
    def missing(self) -> list[str]:
        """What it still takes, as short sentences."""
        found = [] if self.has_coordinator else [_("There is no coordinator yet.")]
        return found + [_MISSING[capacity]() for capacity in self.missing_capacities]


_MISSING = {
    Capacity.RESIDENT: lambda: _("There is no resident in the initiative group yet."),
    Capacity.PROFESSIONAL: lambda: _("There is no professional in the initiative group yet."),
    Capacity.EMPLOYEE: lambda: _("There is nobody of the municipality in the initiative group yet."),
}


def readiness(municipality: Municipality) -> Readiness:
    """Counted are roles that run, of people who can still sign in. One query."""
    running = Membership.objects.filter(municipality=municipality, ended_at=None, user__is_active=True)
    found = set(running.filter(role__in=(Role.COORDINATOR, Role.INITIATIVE)).values_list("role", "capacity"))
    capacities = frozenset(Capacity(capacity) for role, capacity in found if role == Role.INITIATIVE)
    return Readiness(any(role == Role.COORDINATOR for role, _capacity in found), capacities)
