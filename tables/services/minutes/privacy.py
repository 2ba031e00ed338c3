"""What minutes hold about a person: given along, and erased; and what nobody published, in time."""

from typing import Any

from django.db.models import Q, QuerySet

from aantafel.accounts.models import User
from coaches.models import Match
from tables.minutes import live
from tables.models import (
    Card,
    Decision,
    Meeting,
    Minutes,
    MinutesPartVersion,
    MinutesRequest,
    NotedAction,
    Table,
)
from tables.services.minutes import names, pictures


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
        "minutes_requests": list(asked.values("table__idea__title", "kind", "text", "at", "outcome", "answer")),
    }


def tables_of(user: User) -> Q:
    """At which tables drafts may name this person, seat or not: they pinned its idea, guided it, led a meeting there,
    or began its minutes.
    """
    led = Meeting.everywhere.filter(Q(facilitator=user) | Q(written__begun_by=user)).values("table")
    guided = Match.everywhere.filter(coach__user=user).values("idea")
    return Q(idea__owner=user) | Q(idea__in=guided) | Q(pk__in=led)


def erase(*, user: User, **_others: Any) -> None:
    """What they wrote down belongs to the table, and loses its writer. Their name goes out of what nobody has
    published, and with their seats out of the rest. Runs with the tables locked, before they lose the person.
    """
    MinutesRequest.everywhere.filter(email=user.email).update(email="")
    tables = Table.everywhere.filter(tables_of(user)).values_list("pk", flat=True)
    names.forget_unread(list(tables), [user.name])


def erase_drafts(drafts: QuerySet[Minutes]) -> None:
    """All of these, which nobody published, with their pictures. In the caller's transaction, with the table locked."""
    rows = drafts.select_for_update(of=("self",)).select_related("meeting").defer("search", "words")
    for minutes in rows.order_by("pk"):
        for picture in minutes.pictures.all():
            pictures.forget(picture)
        live.forget_after_commit(minutes.meeting)
        minutes.delete()
