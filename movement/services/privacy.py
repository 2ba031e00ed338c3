"""What the movement holds about a person with an account: what they noted, where they go, where they sit as host.

In an erasure what was noted about the person goes. Other rows only point to them and let go of them: what stands in
those about somebody else is not theirs to erase.
"""

from typing import Any

from django.db.models import Q

from aantafel.accounts.models import User
from movement.models import HeardIdea, PhysicalTable
from movement.services import visits


def export_movement(*, user: User, **_others: Any) -> dict[str, Any]:
    noted = HeardIdea.everywhere.filter(Q(noted_by=user) | Q(visitor=user)).order_by("pk")
    fields = ("municipality__name", "created_at", "planned_for", "state", "closed_at")
    about = ("municipality__name", "who", "reach", "heard", "consent_on", "created_at", "state")
    return {
        "noted_about_you": list(visits.about(user).order_by("pk").values(*about)),
        "visits": list(noted.values(*fields)),
        "host_of_tables": list(PhysicalTable.everywhere.filter(host=user).values("municipality__name", "name")),
    }


def erase_movement(*, user: User, **_others: Any) -> None:
    """Before their ideas go, or go on without them."""
    visits.about(user).delete()
