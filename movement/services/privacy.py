"""What the movement holds about a person with an account: what they noted, where they go, where they sit as host.

An erasure needs no handler: each row only points to the person, and lets go of them. What stands in it about somebody
else is not theirs to erase.
"""

from typing import Any

from django.db.models import Q

from aantafel.accounts.models import User
from movement.models import HeardIdea, PhysicalTable


def export_movement(*, user: User, **_others: Any) -> dict[str, Any]:
    noted = HeardIdea.everywhere.filter(Q(noted_by=user) | Q(visitor=user)).order_by("pk")
    fields = ("municipality__name", "created_at", "planned_for", "state", "closed_at")
    return {
        "visits": list(noted.values(*fields)),
        "host_of_tables": list(PhysicalTable.everywhere.filter(host=user).values("municipality__name", "name")),
    }
