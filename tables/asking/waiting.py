"""Who goes next when a place at a meeting becomes free. Pure Python; `tables.services.places` asks it under locks.

The rule, as people read it (`RULE`): first somebody of a capacity that nobody at this meeting has; then who was asked
by the table before who signed up by themselves; then who has waited longest.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RULE: tuple[str | Promise, ...] = (
    _("As long as there is room, everyone who signs up gets a place."),
    _(
        "Is it full? Then you stand on the waiting list. When somebody signs off, a place goes first to a capacity "
        "that nobody has yet: resident, professional or municipal employee."
    ),
    _("After that, who was invited by the table goes before who signed up, and who waits longest goes first."),
)


@dataclass(frozen=True)
class Waiting:
    """Somebody on the waiting list. `was_asked`: the table invited them."""

    number: int
    capacity: str
    was_asked: bool
    since: datetime


def in_line(waiting: Iterable[Waiting], there: Collection[str]) -> list[Waiting]:
    """Everyone who waits, in the order in which they get a place, as long as nothing else changes. `there` are the
    capacities that have a place already: whoever goes first changes them for who comes after.
    """
    left, present, line = list(waiting), set(there), []
    while left:
        first = min(left, key=lambda one: (one.capacity in present, not one.was_asked, one.since, one.number))
        left.remove(first)
        present.add(first.capacity)
        line.append(first)
    return line
