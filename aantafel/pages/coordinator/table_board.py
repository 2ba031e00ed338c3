"""The tables of a municipality by the step where they stand: since when, what is missing, and who guides them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, TextChoices
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from aantafel.accounts.enums import DeskPart
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.addresses import with_query
from aantafel.core.paging import Page, by_moment
from coaches.enums import MatchRole
from coaches.models import Match
from tables import lifecycle
from tables.enums import ActorRole
from tables.lifecycle import Need, State, Step
from tables.models import Table
from tables.permissions import Work
from tables.road import facts, needs, next_action, situation
from tables.road.next_action import NextAction
from tables.shown import queries
from tables.shown.cards import mark, steps


class Stand(TextChoices):
    """How tables stand, by the word in the address."""

    RUNNING = "loopt", pgettext_lazy("how tables stand", "Running")
    RESTING = "rust", pgettext_lazy("how tables stand", "Resting")
    STOPPED = "gestopt", pgettext_lazy("how tables stand", "Stopped")
    FINISHED = "klaar", pgettext_lazy("how tables stand", "Finished")


@dataclass(frozen=True)
class Filters:
    """What an address asks for; anything that is not known is left out."""

    step: int = 0
    stand: str = Stand.RUNNING.value
    after: str = ""

    def url(self, **changes: str) -> str:
        asked = {"stand": self.stand, "stap": str(self.step or ""), "na": ""}
        return with_query(reverse("coordinator:tables"), {**asked, **changes})


@dataclass(frozen=True)
class Row:
    table: Table
    step: str
    since: datetime
    days: int
    mark: str
    coach: str
    missing: list[str]
    next: NextAction
    url: str


@dataclass(frozen=True)
class Column:
    """A step, with how many tables stand in it."""

    number: int
    name: str
    count: int
    url: str
    current: bool


def read(query: QueryDict) -> Filters:
    step, stand = query.get("stap", ""), query.get("stand", "")
    return Filters(
        step=int(step) if step in {str(one.value) for one in Step} else 0,
        stand=stand if stand in Stand.values else Stand.RUNNING.value,
        after=query.get("na", "")[:40],
    )


def columns(filters: Filters) -> list[Column]:
    """The seven steps. One query."""
    counted = dict(_tables(filters).order_by().values_list("step").annotate(n=Count("pk")))
    return [
        Column(number, name, counted.get(number, 0), filters.url(stap=str(number)), number == filters.step)
        for number, name in steps()
    ]


def page(filters: Filters) -> Page[Table]:
    """What stands where it stands longest comes first. One query."""
    rows = _tables(filters)
    if filters.step:
        rows = rows.filter(step=filters.step)
    shown = rows.select_related("idea").defer("idea__search")
    return by_moment(shown, moment="moved_at", after=filters.after, oldest_first=True)


def rows_of(tables: list[Table], user: User, parts: frozenset[DeskPart]) -> list[Row]:
    """With the next thing to do for somebody who works at these parts of the desk. As many queries for one table as for
    a whole page.
    """
    known, now = facts.gather_all(tables), situation.gather_all(tables)
    coaches = _coaches([table.idea_id for table in tables])
    return [
        _row(
            table,
            known[table.pk],
            coaches.get(table.idea_id, ""),
            next_action.of(Work(table, user, ActorRole.COORDINATOR, parts), known[table.pk], now[table.pk]),
        )
        for table in tables
    ]


def _row(table: Table, at: lifecycle.Facts, coach: str, todo: NextAction) -> Row:
    return Row(
        table=table,
        step=str(table.get_step_display()),
        since=table.moved_at,
        days=(clock.now() - table.moved_at).days,
        mark=mark(table),
        coach=coach,
        missing=_missing(at),
        next=todo,
        url=reverse("tables:work", args=[table.pk]),
    )


def _missing(at: lifecycle.Facts) -> list[str]:
    """Here a table leaves its first step when a coach is asked."""
    if at.state is not State.RUNNING:
        return []
    if at.step is Step.IDEA:
        return [str(needs.WORDS[Need.COACH].missing)]
    return needs.in_short(lifecycle.blockers(at))


def _tables(filters: Filters) -> QuerySet[Table, Any]:
    return Table.objects.public().filter(queries.STANDINGS[filters.stand])


def _coaches(ideas: list[int]) -> dict[int, str]:
    rows = Match.everywhere.running().filter(idea__in=ideas, role=MatchRole.COACH).select_related("coach__user")
    return {match.idea_id: match.coach.user.name or match.coach.user.email for match in rows.defer("coach__search")}
