"""The triangle meter: who is on the list, who was invited and who comes, by capacity, and in words who is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from aantafel.accounts.enums import Capacity
from tables.enums import Answer
from tables.models import Invitation, Seat, Table

RULE = _("One rule: invite all three, residents, professionals and municipal employees.")

_NOBODY: dict[str, Promise] = {
    Capacity.RESIDENT: _("No resident is on the list yet. Think of neighbours, or people who notice it every day."),
    Capacity.PROFESSIONAL: _("No professional is on the list yet. Think of people who know it from their work."),
    Capacity.EMPLOYEE: _("Nobody of the municipality is on the list yet. Its own mailbox counts too."),
}
_NOBODY_BESIDES: dict[str, Promise] = {
    Capacity.RESIDENT: _("Besides the table owner no resident is on the list yet. Think of neighbours."),
    Capacity.PROFESSIONAL: _("Besides the table owner no professional is on the list yet. Think of other work."),
    Capacity.EMPLOYEE: _("Besides the table owner nobody of the municipality is on the list. Its mailbox counts too."),
}
_NOT_ASKED: dict[str, Promise] = {
    Capacity.RESIDENT: ngettext_lazy(
        "%(n)d resident is on the list, and is not invited yet.",
        "%(n)d residents are on the list, and are not invited yet.",
        "n",
    ),
    Capacity.PROFESSIONAL: ngettext_lazy(
        "%(n)d professional is on the list, and is not invited yet.",
        "%(n)d professionals are on the list, and are not invited yet.",
        "n",
    ),
    Capacity.EMPLOYEE: ngettext_lazy(
        "%(n)d person of the municipality is on the list, and is not invited yet.",
        "%(n)d people of the municipality are on the list, and are not invited yet.",
        "n",
    ),
}
_NOBODY_COMES: dict[str, Promise] = {
    Capacity.RESIDENT: _("No resident has said yes yet."),
    Capacity.PROFESSIONAL: _("No professional has said yes yet."),
    Capacity.EMPLOYEE: _("Nobody of the municipality has said yes yet."),
}


@dataclass(frozen=True)
class Side:
    """One capacity, in numbers. `others`: who is on the list and does not own the table. `comes_unasked`: somebody
    signed up by themselves.
    """

    capacity: str
    label: str
    listed: int
    others: int
    invited: int
    comes: int
    comes_unasked: bool


@dataclass(frozen=True)
class Meter:
    """`missing` says who has to be asked before the table can go on, `quiet` who was asked and did not say yes."""

    sides: tuple[Side, ...]
    missing: tuple[str | Promise, ...]
    quiet: tuple[str | Promise, ...]
    rule: str | Promise = RULE

    @property
    def is_whole(self) -> bool:
        """Everyone was invited."""
        return not self.missing

    @property
    def lacks_people(self) -> bool:
        """Of some capacity nobody was invited, and nobody is on the list to invite."""
        return any(not (side.invited or side.others) for side in self.sides)

    @property
    def some_come_unasked(self) -> bool:
        """They signed up by themselves."""
        return any(side.comes_unasked for side in self.sides)


def measure(
    table: Table, seats: Sequence[Seat], invited: dict[int, str], answers: dict[int, Invitation] | None = None
) -> Meter:
    """`seats` are all on the list, `invited` the capacities of those who were asked for a meeting of this round, by
    seat, `answers` what they said about one meeting, by seat. Who owns the table is there without being invited, and
    who was asked and left the list stays invited, as in `tables.road.facts`. Uses `idea`.
    """
    sides = tuple(_side(table, capacity, seats, invited, answers or {}) for capacity in Capacity)
    missing = [_missing(one) for one in sides if not one.invited]
    quiet = [_NOBODY_COMES[one.capacity] for one in sides if one.invited and not one.comes] if answers else []
    return Meter(sides, tuple(missing), tuple(quiet))


def _missing(side: Side) -> str | Promise:
    if side.others:
        return str(_NOT_ASKED[side.capacity] % {"n": side.others})
    return (_NOBODY_BESIDES if side.listed else _NOBODY)[side.capacity]


def _side(
    table: Table, capacity: Capacity, seats: Sequence[Seat], invited: dict[int, str], answers: dict[int, Invitation]
) -> Side:
    here = [seat for seat in seats if seat.capacity == capacity]
    owners = [seat for seat in here if seat.is_owner and not _said_no(answers.get(seat.pk))]
    unlisted = int(table.idea.capacity == capacity and not any(seat.is_owner for seat in seats))
    asked = {pk for pk, kind in invited.items() if kind == capacity}
    coming = {seat.pk for seat in here if _has_place(answers.get(seat.pk))}
    owning = {seat.pk for seat in owners}
    return Side(
        capacity=capacity.value,
        label=str(capacity.label),
        listed=len(here) + unlisted,
        others=sum(not seat.is_owner for seat in here),
        invited=len(asked),
        comes=len(coming | owning) + unlisted,
        comes_unasked=bool(coming - {seat.pk for seat in here if seat.is_owner} - asked),
    )


def _has_place(invitation: Invitation | None) -> bool:
    return invitation is not None and invitation.answer == Answer.COMES and invitation.waits_since is None


def _said_no(invitation: Invitation | None) -> bool:
    return invitation is not None and invitation.answer in (Answer.NOT, Answer.SENDS)
