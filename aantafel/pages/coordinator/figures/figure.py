"""What a figure is, how its numbers are written, and how the database counts them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Aggregate, DurationField
from django.utils import formats
from django.utils.translation import gettext as _

from aantafel.core.cards import Shown
from aantafel.core.charts import Chart
from aantafel.core.sheets import Cell, Sheet
from aantafel.core.text import tidy

FEWEST = 5  # of fewer people than this nobody gets to see how many they are
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Figure(Shown):
    """`about` says what was counted and what was not. The rows are the truth, the chart sums them up; without rows
    there is nothing to tell yet.
    """

    key: str
    title: str
    about: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    chart: Chart | None = None

    @property
    def written(self) -> list[list[tuple[str, str]]]:
        """The rows for the page: each cell with the name of its column."""
        return [[(column, shown(cell)) for column, cell in zip(self.columns, row, strict=True)] for row in self.rows]

    @property
    def sheet(self) -> Sheet:
        return Sheet(self.title, self.columns, self.rows)


class Percentile(Aggregate):
    """How long it took for this fraction of the rows, between two rows where it falls between them (PostgreSQL)."""

    function = "percentile_cont"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()

    def __init__(self, expression: Any, fraction: float, **extra: Any) -> None:
        super().__init__(expression, fraction=float(fraction), **extra)


def days(duration: timedelta | None) -> float | None:
    """With one decimal."""
    return None if duration is None else round(duration / DAY, 1)


def shown(cell: Cell) -> str:
    """As it is read on the page; a dash where there is nothing to count."""
    if cell is None:
        return "–"
    if isinstance(cell, float):
        return formats.number_format(round(cell, 1), 1, use_l10n=True, force_grouping=True)
    if isinstance(cell, int):
        return formats.number_format(cell, use_l10n=True, force_grouping=True)
    return tidy(str(cell))


def of_people(number: int) -> int | str:
    """How many people, unless they are so few that they might be recognised."""
    return number if number >= FEWEST else _("fewer than %(n)s") % {"n": FEWEST}
