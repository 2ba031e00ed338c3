"""What minutes hold about a person: given along, and erased."""

from typing import Any

from aantafel.accounts.models import User
from tables.models import Card, Decision, Minutes, MinutesPartVersion, MinutesRequest, NotedAction, Seat
from tables.services.minutes.names import SHORTEST, redact


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
    """Their name goes from the minutes of every table where they had a seat, in each version. What they wrote down
    belongs to the table, and loses its writer. Runs with the tables locked, before the seats lose the person.
    """
    MinutesRequest.everywhere.filter(email=user.email).update(email="")
    seats = Seat.everywhere.filter(user=user)
    names = {user.name.strip(), *(name.strip() for name in seats.values_list("name", flat=True))}
    rows = Minutes.everywhere.filter(meeting__table__seats__in=seats).select_related("meeting__table").distinct()
    known = rows.defer("search", "words").order_by("pk").values_list("pk", flat=True)
    for minutes in _locked(list(known)):
        for name in sorted(names, key=len, reverse=True):
            for words in _shown(name):
                redact(minutes, words)


def _shown(name: str) -> list[str]:
    """The ways in which a name may have been shown: whole, and the first name alone."""
    return [words for words in dict.fromkeys([name, name.split(" ", 1)[0]]) if len(words) >= SHORTEST]


def _locked(keys: list[int]) -> list[Minutes]:
    rows = Minutes.everywhere.select_for_update(of=("self",), no_key=True).select_related("meeting__table")
    return list(rows.filter(pk__in=keys).defer("search", "words").order_by("pk"))
