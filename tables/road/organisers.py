"""Who organises a table, for what they have to hear of it."""

from aantafel.accounts.models import User
from coaches.models import Match
from ideas.notifications import addressee
from tables.models import Seat, Table
from tables.permissions import GUIDING


def of(table: Table) -> list[User]:
    """Its owners and who guides it, each once. Three queries. Uses `idea`."""
    return list({user.pk: user for user in (*owners(table), *guides(table))}.values())


def owners(table: Table) -> list[User]:
    """Who hears about the table as its owner: whoever pinned the idea, or helps them, and who owns it with them."""
    first = pinner(table)
    seats = Seat.everywhere.listed().filter(table=table, is_owner=True, user__is_active=True).select_related("user")
    found = {first.pk: first} if first is not None else {}
    found |= {seat.user.pk: seat.user for seat in seats.order_by("pk") if seat.user is not None}
    return list(found.values())


def pinner(table: Table) -> User | None:
    """Whoever pinned the idea, or helps them, as long as they own the table."""
    return addressee(table.idea) if table.pinner_left_at is None else None


def guides(table: Table) -> list[User]:
    """Its coach, and who guides it with them."""
    rows = Match.everywhere.running().filter(idea=table.idea_id, role__in=GUIDING)
    return [match.coach.user for match in rows.select_related("coach__user").defer("coach__search")]
