"""The people of a table, made ready to be shown: its owners, who guides it, and who sits at it."""

from collections.abc import Sequence
from dataclasses import dataclass

from coaches.enums import MatchRole, MatchState
from coaches.models import Match
from tables.enums import SeatSource
from tables.models import Seat, Table
from tables.shown.cards import Seats, counted


@dataclass(frozen=True)
class Person:
    """As they want it: `name` is "" for who shows none. Capacity, role and interest always show."""

    capacity: str
    name: str
    role: str
    interest: str
    is_owner: bool = False
    is_pinner: bool = False


@dataclass(frozen=True)
class Team:
    people: list[Person]
    seats: Seats

    @property
    def owners(self) -> list[Person]:
        return [one for one in self.people if one.is_owner]

    @property
    def others(self) -> list[Person]:
        return [one for one in self.people if not one.is_owner]


def of(table: Table, seats: Sequence[Seat] | None = None) -> Team:
    """Who takes part, the owners first. Whoever pinned the idea sits there once, with or without a row of their own.
    One query, or none when the seats are given. Uses `idea`.
    """
    rows = list(Seat.everywhere.filter(table=table).seated()) if seats is None else list(seats)
    for seat in rows:
        seat.table = table
    people = [
        Person(
            seat.capacity,
            seat.shown_name,
            seat.role,
            seat.interest,
            is_owner=seat.is_owner,
            is_pinner=seat.source == SeatSource.OWNER,
        )
        for seat in rows
    ]
    if table.pinner_left_at is None and not any(one.is_pinner for one in people):
        people.insert(0, _pinner(table))
    people.sort(key=lambda one: not one.is_owner)
    return Team(people, counted([one.capacity for one in people]))


def _pinner(table: Table) -> Person:
    idea = table.idea
    return Person(idea.capacity, idea.shown_name, idea.role, idea.interest, is_owner=True, is_pinner=True)


@dataclass(frozen=True)
class Guide:
    """Somebody who guides the table, or did; `name` as they show it to everyone."""

    user_id: int
    name: str
    is_running: bool
    is_coach: bool


def guides(table: Table) -> list[Guide]:
    """Who guides the table and who did, the first one first; who goes along to learn stays out of it. One query."""
    rows = Match.everywhere.filter(idea=table.idea_id, state__in=(MatchState.ACCEPTED, MatchState.ENDED))
    rows = rows.exclude(role=MatchRole.ALONG).select_related("coach__user").defer("coach__search")
    return [_guide(match) for match in rows.order_by("answered_at", "pk")]


def _guide(match: Match) -> Guide:
    coach, runs = match.coach, match.state == MatchState.ACCEPTED
    return Guide(coach.user_id, coach.public_name, runs, match.role == MatchRole.COACH)
