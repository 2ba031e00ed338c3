"""What meetings hold about a person: given along, erased, and gone with their place on the list."""

from collections.abc import Iterable
from typing import Any

from aantafel.accounts.models import User
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services.privacy import redact_events
from tables.models import DateAnswer, DateAsk, FacilitatorAsk, Invitation, Meeting, Seat


def export_meetings(*, user: User, **_others: Any) -> dict[str, Any]:
    """The meetings that this person led or planned, when they said that they could come, and where they sat."""
    named = ("meeting__table__idea__title", "meeting__number")
    asked = DateAnswer.everywhere.filter(ask__seat__user=user).order_by("pk")
    sat = Invitation.everywhere.filter(seat__user=user).exclude(checked_in_at=None).order_by("pk")
    led = Meeting.everywhere.filter(facilitator=user).order_by("pk")
    return {
        "meetings_led": list(led.values("table__idea__title", "number", "starts_at")),
        "asked_to_lead": list(
            FacilitatorAsk.everywhere.filter(person=user).order_by("pk").values(*named, "state", "said", "answered_at")
        ),
        "dates_said": list(asked.values("ask__meeting__table__idea__title", "option__starts_at", "word")),
        "meetings_attended": list(sat.values(*named, "checked_in_at", "sat_as", "sat_role", "sat_interest")),
    }


def erase_meetings(*, user: User, **_others: Any) -> None:
    """Nobody leads a meeting any more who has no account; what they said about it goes too. Where they sat stays, as
    capacity and role alone.
    """
    Meeting.everywhere.filter(facilitator=user).update(facilitator=None)
    FacilitatorAsk.everywhere.filter(person=user).update(person=None, said="")
    forget_seats(Seat.everywhere.filter(user=user).values_list("pk", flat=True))


def forget_seats(seat_ids: Iterable[int]) -> None:
    """What these people said about dates, and what our mails about meetings told them. Inside the caller's
    transaction.
    """
    numbers = list(seat_ids)
    DateAsk.everywhere.filter(seat__in=numbers).delete()
    labels = [f"seat:{pk}" for pk in numbers]
    mails = OutgoingMail.objects.filter(recipient__in=labels, kind__startswith="tables/meeting_")
    redact_events(list(mails.values_list("dedupe_key", flat=True)))
