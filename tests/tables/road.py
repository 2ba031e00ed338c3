"""What happens at a table on its road, as rows."""

from datetime import datetime, timedelta
from typing import Any

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.models import Idea
from municipalities.models import Municipality
from tables.enums import MeetingPurpose, MeetingState, WordKind
from tables.models import Action, Invitation, Meeting, Minutes, OwnerWord, Seat, Table, Variant
from tests.factories.ideas import IdeaFactory
from tests.factories.tables import TableFactory

ALL_THREE = tuple(Capacity)


def table_at(step: int, *, town: Municipality | None = None, **more: Any) -> Table:
    """A table in that step; with a `town` that of an idea there."""
    idea: dict[str, Any] = {"municipality": town} if town is not None else {}
    made: Table = TableFactory.create(idea=IdeaFactory.create(published=True, sketched=True, **idea), step=step, **more)
    return made


def seat(table: Table, capacity: str = Capacity.RESIDENT, **more: Any) -> Seat:
    return Seat.everywhere.create(table=table, capacity=capacity, **more)


def meeting(
    table: Table, purpose: str = MeetingPurpose.FIRST, *, days: int = 7, state: str = "", **more: Any
) -> Meeting:
    """So many days from now; one that has been is held."""
    number = Meeting.everywhere.filter(table=table).count() + 1
    starts: datetime = clock.now() + timedelta(days=days)
    stands = state or (MeetingState.PLANNED if days > 0 else MeetingState.HELD)
    fields = {"number": number, "round": table.round, "purpose": purpose, "state": stands, "starts_at": starts}
    return Meeting.everywhere.create(table=table, **{**fields, **more})


def invited(at: Meeting, *capacities: str, came: bool = False, days_ago: int = 0, **more: Any) -> list[Invitation]:
    """Somebody in each of these capacities was asked for it, so many days ago."""
    made = []
    for capacity in capacities or ALL_THREE:
        sent = clock.now() - timedelta(days=days_ago)
        there = {"checked_in_at": at.starts_at, "sat_as": capacity} if came else {}
        one = Invitation.everywhere.create(
            meeting=at, seat=seat(at.table, capacity), **{"sent_at": sent, **there, **more}
        )
        made.append(one)
    return made


def written(at: Meeting, *, closed: bool = True, version: int = 1, **more: Any) -> Minutes:
    """Its minutes, published, with the three closing questions answered."""
    answers = {"active": "Fatma.", "again": "Ja.", "missing": "De huisarts."} if closed else {}
    stands = {"state": "published", "published_at": clock.now()} if version else {"state": "writing"}
    return Minutes.everywhere.create(meeting=at, **{"version": version, **stands, **answers, **more})


def said(table: Table, kind: WordKind, about: Meeting | None = None, **more: Any) -> OwnerWord:
    return OwnerWord.objects.create(table=table, round=table.round, kind=kind, meeting=about, role="owner", **more)


def chosen(table: Table) -> Variant:
    return Variant.everywhere.create(table=table, round=table.round, title="Een kas", chosen_at=clock.now())


def agreed(table: Table, **more: Any) -> Action:
    number = Action.everywhere.filter(table=table).count() + 1
    usual = {"seat": seat(table), "due_on": clock.today() + timedelta(days=30), "text": "Hout halen"}
    return Action.everywhere.create(table=table, round=table.round, number=number, **{**usual, **more})


def own_by(table: Table, user: User, **more: Any) -> Seat:
    """Somebody with an account owns the table with whoever pinned its idea."""
    return seat(table, user=user, is_owner=True, **more)


def of_nobody(table: Table) -> Table:
    """Whose idea it is has no account."""
    Idea.everywhere.filter(pk=table.idea_id).update(owner=None)
    table.idea.refresh_from_db()
    return table
