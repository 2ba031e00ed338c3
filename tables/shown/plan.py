"""The plan of a table made ready to be shown."""

from collections.abc import Callable
from dataclasses import dataclass

from aantafel.core import dates
from tables.enums import ActionState
from tables.models import Action, Seat, Table

NEWS_AT_ONCE = 20


@dataclass(frozen=True)
class Line:
    """`who` is how the reader may see whoever does it; "" for nobody yet."""

    action: Action
    who: str
    due: str
    state: str
    look: str


@dataclass(frozen=True)
class Plan:
    """Of the round in which the table is; `earlier` are those of the rounds before it. `dropped` are actions that are
    not needed any more. Neither counts.
    """

    lines: list[Line]
    dropped: list[Line]
    earlier: list[Line]

    @property
    def total(self) -> int:
        return len(self.lines)

    @property
    def done(self) -> int:
        return sum(line.action.state == ActionState.DONE for line in self.lines)

    @property
    def has_agreed(self) -> bool:
        """Whether somebody does something by a day: one such action makes it a plan."""
        return any(line.action.is_agreed for line in self.lines)

    @property
    def late(self) -> int:
        return sum(line.action.is_late for line in self.lines)


def plan_of(table: Table, name: Callable[[Seat], str]) -> Plan:
    """In the order of their day; what has none comes last. One query."""
    actions = Action.everywhere.filter(table=table).select_related("seat__user")
    lines = [_at(table, one, name) for one in sorted(actions, key=_place)]
    kept = [line for line in lines if line.action.state != ActionState.DROPPED]
    return Plan(
        lines=[line for line in kept if line.action.round == table.round],
        dropped=[line for line in lines if line.action.state == ActionState.DROPPED],
        earlier=[line for line in kept if line.action.round != table.round],
    )


def _place(action: Action) -> tuple[object, ...]:
    return (not action.is_open, action.due_on is None, action.due_on or dates.day_of(action.made_at), action.number)


def _at(table: Table, action: Action, name: Callable[[Seat], str]) -> Line:
    if action.seat:
        action.seat.table = table
    return line(action, name)


def line(action: Action, name: Callable[[Seat], str]) -> Line:
    """Uses the seat of who does it, with the table."""
    return Line(
        action=action,
        who=name(action.seat) if action.seat else action.who,
        due=dates.day(action.due_on) if action.due_on else "",
        state=str(action.get_state_display()),
        look=_look(action),
    )


def _look(action: Action) -> str:
    if action.state == ActionState.DONE:
        return "ok"
    return "warning" if action.is_late or action.state == ActionState.HELP else "neutral"


def name_for_everyone(seat: Seat) -> str:
    """The name as this person wants it shown, else the capacity and role."""
    if seat.shown_name:
        return f"{seat.shown_name} ({str(seat.get_capacity_display()).lower()})"
    return ", ".join(part for part in (str(seat.get_capacity_display()), seat.role) if part)
