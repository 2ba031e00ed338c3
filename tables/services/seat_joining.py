"""Two lines on a list turn out to be one person: whatever hangs on the one comes to hang on the other."""

from collections.abc import Callable, Iterable
from typing import Any

from tables.models import (
    Action,
    Ballot,
    DateAsk,
    Invitation,
    NotedAction,
    NoteTaker,
    QuestionAnswer,
    Seat,
    SurveyPass,
    Wanted,
)


def move_all(stays: Seat, goes: Seat) -> None:
    """In the transaction that has locked the table and both lines. Of two for one meeting, one poll or one survey the
    one stays that says more.
    """
    both = {"seat__in": (stays, goes)}
    _keep_one(
        Invitation.everywhere.filter(**both).select_for_update(of=("self",), no_key=True),
        stays,
        about="meeting_id",
        worth=lambda one: (not one.checked_in_at, not one.answer, not one.sent_at),
    )
    _keep_one(
        DateAsk.everywhere.filter(**both).select_for_update(of=("self",), no_key=True),
        stays,
        about="meeting_id",
        worth=lambda one: (not one.answered_at,),
    )
    _keep_one(
        NoteTaker.objects.filter(**both),
        stays,
        about="meeting_id",
        worth=lambda _one: (),
    )
    _keep_one(
        SurveyPass.objects.filter(**both),
        stays,
        about="evaluation_id",
        worth=lambda one: (not one.has_answered,),
    )
    _move_ballots(stays, goes)
    for rows in (Action.everywhere, NotedAction.objects, Wanted.objects, QuestionAnswer.everywhere):
        rows.filter(seat=goes).update(seat=stays)


def _keep_one(rows: Iterable[Any], stays: Seat, *, about: str, worth: Callable[[Any], tuple[bool, ...]]) -> None:
    """Of those `about` the same thing the one that is worth most, the oldest of equals. The others go first, since
    there is one of each.
    """
    kept: dict[int, Any] = {}
    for one in sorted(rows, key=lambda row: (worth(row), row.pk)):
        if getattr(one, about) in kept:
            one.delete()
        else:
            kept[getattr(one, about)] = one
    for one in kept.values():
        if one.seat_id != stays.pk:
            one.seat = stays
            one.save(update_fields=["seat"])


def _move_ballots(stays: Seat, goes: Seat) -> None:
    """Who chose on both lines chose once. In a choice that is closed the numbers stay as everyone read them."""
    here = Ballot.objects.filter(seat=stays).order_by().values("choice")
    Ballot.objects.filter(seat=goes, choice__closed_at=None, choice__in=here).delete()
    Ballot.objects.filter(seat=goes).exclude(choice__in=here).update(seat=stays)
