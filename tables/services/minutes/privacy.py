"""What minutes hold about a person: given along, and erased."""

from typing import Any

from aantafel.accounts.models import User
from tables.models import Card, Decision, MinutesPartVersion, MinutesRequest, NotedAction


def export(*, user: User, **_others: Any) -> dict[str, Any]:
    """What this person wrote down at meetings, and what they asked about minutes."""
    wrote = MinutesPartVersion.objects.filter(by=user).order_by("at", "pk")
    asked = MinutesRequest.everywhere.filter(email=user.email).order_by("at", "pk")
    own = {"by": user}
    title = "minutes__meeting__table__idea__title"
    return {
        "minutes_written": list(wrote.values("part__minutes__meeting__table__idea__title", "part__part", "text", "at")),
        "minutes_cards": list(Card.objects.filter(**own).order_by("pk").values(title, "text", "at")),
        "minutes_decisions": list(Decision.objects.filter(**own).order_by("pk").values(title, "text", "at")),
        "minutes_actions": list(NotedAction.objects.filter(**own).order_by("pk").values(title, "text", "at")),
        "minutes_requests": list(asked.values(title, "kind", "text", "at", "outcome", "answer")),
    }


def erase(*, user: User, **_others: Any) -> None:
    """What they wrote down belongs to the table, and loses its writer. Their name goes with their seats."""
    MinutesRequest.everywhere.filter(email=user.email).update(email="")
