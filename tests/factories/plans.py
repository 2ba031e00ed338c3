"""Variants, choices and actions of tables."""

from datetime import timedelta
from typing import Any

from aantafel.accounts.enums import Capacity
from aantafel.core import clock
from tables.models import Action, Seat, Table, Variant
from tables.notifications import plan as mails
from tables.services import plan
from tests.factories.ideas import owner_of


def seat_at(table: Table, name: str = "Saar", **fields: Any) -> Seat:
    """Somebody who takes part: an owner, unless it is said otherwise."""
    usual = {"capacity": Capacity.RESIDENT, "email": f"{name.lower()}@buurt.example", "name": name, "is_owner": True}
    return Seat.everywhere.create(table=table, **{**usual, **fields})


def variant_of(table: Table, title: str = "Een kleine tuin", **fields: Any) -> Variant:
    return Variant.everywhere.create(table=table, round=table.round, title=title, **fields)


def action_of(table: Table, seat: Seat | None = None, *, days: int = 10, text: str = "De bakker bellen") -> Action:
    """By the owner of the table; whoever does it has heard of it."""
    due, owner = clock.today() + timedelta(days=days), owner_of(table.idea)
    made = plan.add_action(table, text=text, seat=seat, due_on=due, meeting=None, actor=owner)
    if plan.is_news(made, owner):
        mails.given([made])
    return made
