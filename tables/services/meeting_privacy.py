"""What meetings hold about a person: given along and erased. What hangs on their place on the list goes with that."""

from typing import Any

from aantafel.accounts.models import User
from tables.models import DateAnswer, FacilitatorAsk, Meeting


def export_meetings(*, user: User, **_others: Any) -> dict[str, Any]:
    """The meetings that this person led or planned, and when they said that they could come."""
    named = ("meeting__table__idea__title", "meeting__number")
    asked = DateAnswer.everywhere.filter(ask__seat__user=user).order_by("pk")
    led = Meeting.everywhere.filter(facilitator=user).order_by("pk")
    return {
        "meetings_led": list(led.values("table__idea__title", "number", "starts_at")),
        "asked_to_lead": list(
            FacilitatorAsk.everywhere.filter(person=user).order_by("pk").values(*named, "state", "said", "answered_at")
        ),
        "dates_said": list(asked.values("ask__meeting__table__idea__title", "option__starts_at", "word")),
    }


def erase_meetings(*, user: User, **_others: Any) -> None:
    """Nobody leads a meeting any more who has no account; what they said about it goes too."""
    Meeting.everywhere.filter(facilitator=user).update(facilitator=None)
    FacilitatorAsk.everywhere.filter(person=user).update(person=None, said="")
