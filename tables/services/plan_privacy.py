"""What choosing and the plan hold about a person: given along. It is erased with their seats."""

from typing import Any

from aantafel.accounts.models import User
from tables.models import Action, Ballot, News, Seat, Variant


def export(*, user: User, **_others: Any) -> dict[str, Any]:
    """What this person wrote down for tables, chose and does."""
    seats = Seat.everywhere.filter(user=user)
    return {
        "table_variants": list(
            Variant.everywhere.filter(made_by=user).order_by("pk").values("title", "text", "made_at")
        ),
        "table_news": list(News.everywhere.filter(by=user).order_by("pk").values("text", "at")),
        "table_choices": list(
            Ballot.objects.filter(seat__in=seats).order_by("pk").values("variant__title", "number", "reason")
        ),
        "table_actions": list(
            Action.everywhere.filter(seat__in=seats).order_by("pk").values("text", "due_on", "state", "said")
        ),
    }
