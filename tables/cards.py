"""Tables made ready to be shown."""

from dataclasses import dataclass

from aantafel.accounts.enums import Capacity
from aantafel.core import dates
from aantafel.core.cards import TableCard
from tables.enums import TableState, TableStep
from tables.models import Table


@dataclass(frozen=True)
class Standing:
    """Where a table stands in the bar of seven."""

    url: str
    step: int
    stopped: bool
    steps: list[tuple[int, str]]


@dataclass(frozen=True)
class Seats:
    """How many sit at a table, by capacity."""

    residents: int = 0
    professionals: int = 0
    employees: int = 0


def steps() -> list[tuple[int, str]]:
    """The seven steps by number and name, in the language in force."""
    return [(step.value, str(step.label)) for step in TableStep]


def standing(table: Table) -> Standing:
    return Standing(table.url, table.step, table.state == TableState.STOPPED, steps())


def seats(table: Table) -> Seats:
    """Until others join, whoever pinned the idea sits there alone."""
    capacity = table.idea.capacity
    return Seats(
        residents=int(capacity == Capacity.RESIDENT),
        professionals=int(capacity == Capacity.PROFESSIONAL),
        employees=int(capacity == Capacity.EMPLOYEE),
    )


def card(table: Table) -> TableCard:
    """What a card shows. The table comes from `queries.for_cards`, so that nothing more is asked of the database."""
    taken = seats(table)
    return TableCard(
        title=table.idea.title,
        url=table.url,
        municipality=table.municipality.name,
        date=dates.day(table.opened_at),
        date_iso=dates.day_of(table.opened_at).isoformat(),
        language=table.idea.language,
        step=table.step,
        step_label=str(TableStep(table.step).label),
        stopped=table.state == TableState.STOPPED,
        residents=taken.residents,
        professionals=taken.professionals,
        employees=taken.employees,
    )
