"""Tables made ready to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from aantafel.accounts.enums import Capacity
from aantafel.core import dates
from aantafel.core.cards import TableCard
from tables.enums import SeatSource, TableState, TableStep
from tables.models import Table


@dataclass(frozen=True)
class Standing:
    """Where a table stands in the bar of seven. `work_url` is where whoever pinned the idea works at it, "" when others
    do.
    """

    url: str
    step: int
    stopped: bool
    steps: list[tuple[int, str]]
    finished: bool = False
    rests: bool = False
    work_url: str = ""

    @property
    def runs(self) -> bool:
        return not (self.stopped or self.finished)


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
    """Uses `idea`."""
    owns = table.idea.owner_id is not None and table.pinner_left_at is None
    return Standing(
        table.url,
        table.step,
        table.state == TableState.STOPPED,
        steps(),
        finished=table.state == TableState.FINISHED,
        rests=table.state == TableState.RUNNING and table.rests_since is not None,
        work_url=reverse("tables:work", args=[table.pk]) if owns else "",
    )


def mark(table: Table) -> str:
    """That a table has stopped, is finished or rests, in words; "" for one that runs."""
    if table.state != TableState.RUNNING:
        return str(table.get_state_display())
    return _("Rests") if table.rests_since else ""


def seats(table: Table) -> Seats:
    """Who takes part, whoever pinned the idea counted once. The table comes from `queries.for_cards`."""
    rows = [told.split(" ") for told in getattr(table, "seated", [])]
    capacities = [capacity for capacity, _source in rows]
    if table.pinner_left_at is None and SeatSource.OWNER not in {source for _capacity, source in rows}:
        capacities.append(table.idea.capacity)
    return counted(capacities)


def counted(capacities: Sequence[str]) -> Seats:
    """How many of each."""
    return Seats(
        residents=capacities.count(Capacity.RESIDENT),
        professionals=capacities.count(Capacity.PROFESSIONAL),
        employees=capacities.count(Capacity.EMPLOYEE),
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
        mark=mark(table),
        residents=taken.residents,
        professionals=taken.professionals,
        employees=taken.employees,
    )
