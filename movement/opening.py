"""Whether a local site may open: an initiative group with all three capacities, and a coordinator."""

from collections import defaultdict
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

    @property
    def missing_in_short(self) -> list[str]:
        """The same as names, for a list."""
        coordinator = [] if self.has_coordinator else [str(Role.COORDINATOR.label)]
        return coordinator + [str(capacity.label) for capacity in self.missing_capacities]


_MISSING = {
    Capacity.RESIDENT: lambda: _("There is no resident in the initiative group yet."),
    Capacity.PROFESSIONAL: lambda: _("There is no professional in the initiative group yet."),
    Capacity.EMPLOYEE: lambda: _("There is nobody of the municipality in the initiative group yet."),
}


def readiness(municipality: Municipality) -> Readiness:
    """Of one municipality. One query."""
    return readiness_of([municipality.pk])[municipality.pk]


def readiness_of(keys: list[int]) -> dict[int, Readiness]:
    """Of several, by key. Counted are roles that run, of people who can still sign in. One query."""
    running = Membership.objects.filter(municipality__in=keys, ended_at=None, user__is_active=True)
    held = running.filter(role__in=(Role.COORDINATOR, Role.INITIATIVE)).order_by()
    coordinators: set[int] = set()
    capacities: dict[int, set[Capacity]] = defaultdict(set)
    for key, role, capacity in held.values_list("municipality_id", "role", "capacity").distinct():
        if role == Role.COORDINATOR:
            coordinators.add(key)
        else:
            capacities[key].add(Capacity(capacity))
    return {key: Readiness(key in coordinators, frozenset(capacities[key])) for key in keys}
