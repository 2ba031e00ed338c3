"""What a coach has to do in one municipality: what is asked, what runs, what rests, and what was."""

from dataclasses import dataclass

from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.core.paging import Page, by_moment
from aantafel.pages.desks import counting
from aantafel.pages.desks.counting import Tally
from coaches.enums import MatchState
from coaches.models import Match
from coaches.querysets import MatchQuerySet
from movement.models import HeardIdea
from tables import lifecycle
from tables.enums import ActorRole, TableState, TableStep
from tables.models import Table
from tables.permissions import GUIDING, Work
from tables.road import facts, needs, next_action, situation
from tables.road.next_action import NextAction


@dataclass(frozen=True)
class Guided:
    """A table that somebody guides: where it stands, what comes now and what is still missing."""

    match: Match
    table: Table
    step: str
    next: NextAction
    missing: list[str]
    url: str


@dataclass(frozen=True)
class Board:
    asked: list[Match]
    running: list[Guided]
    resting: list[Guided]


def board(user: User) -> Board:
    """Inside the scope of a desk. As many queries for one table as for all."""
    asked = list(_mine(user).unanswered())
    matches = _mine(user).running().filter(idea__table__isnull=False)
    guided = _guided(list(matches.order_by("-answered_at", "-pk")))
    return Board(asked, [one for one in guided if _runs(one.table)], [one for one in guided if not _runs(one.table)])


def tallies(user: User) -> dict[str, Tally]:
    """What waits at the desk of this coach, for its menu. One query."""
    asked = Match.objects.filter(coach__user=user).unanswered()
    to_visit = HeardIdea.objects.open()
    return counting.tallies([("gevraagd", asked, "asked_at"), ("langsgaan", to_visit, "created_at")])


def ended(user: User, *, after: str = "") -> Page[Match]:
    """Where this coach guided before, the latest first. One query."""
    rows = _mine(user).filter(state=MatchState.ENDED)
    return by_moment(rows, moment="ended_at", after=after)


def together(table: Table) -> list[Match]:
    """Who guides the table now, and who did, the first one first. One query."""
    rows = Match.objects.filter(idea=table.idea_id, state__in=[MatchState.ACCEPTED, MatchState.ENDED])
    return list(rows.select_related("coach__user").defer("coach__search").order_by("answered_at", "pk"))


def work_of(match: Match, table: Table) -> Work | None:
    """A coach organises the table; for who goes along to learn there is nothing to do at it. Uses `coach__user`."""
    return Work(table, match.coach.user, ActorRole.COACH) if match.role in GUIDING else None


def _mine(user: User) -> MatchQuerySet:
    rows: MatchQuerySet = Match.objects.filter(coach__user=user)
    return rows.select_related("coach__user", "idea__table", "idea__municipality").defer(
        "idea__search", "coach__search"
    )


def _runs(table: Table) -> bool:
    return table.state == TableState.RUNNING and table.idea.is_public


def _guided(matches: list[Match]) -> list[Guided]:
    tables = {match.pk: _table(match) for match in matches}
    known, now = facts.gather_all(list(tables.values())), situation.gather_all(list(tables.values()))
    found = []
    for match in matches:
        table = tables[match.pk]
        at = known[table.pk]
        found.append(
            Guided(
                match=match,
                table=table,
                step=str(TableStep(table.step).label),
                next=next_action.of(work_of(match, table), at, now[table.pk]),
                missing=needs.in_short(lifecycle.blockers(at)),
                url=reverse("coach:table", args=[table.pk]),
            )
        )
    return found


def _table(match: Match) -> Table:
    table: Table = match.idea.table
    table.idea = match.idea
    return table
