"""Figures about tables: where they stand, and how long they stood in each step."""

from collections import Counter, defaultdict
from typing import Any

from django.db.models import Count, F, Q, Window
from django.db.models.functions import Lead
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aantafel.core.charts import LOOKS, Series, bars
from aantafel.pages.coordinator.figures.figure import Figure, Percentile, days, shown
from aantafel.pages.coordinator.figures.period import Period
from tables.enums import TableState, TableStep
from tables.models import StepChange, Table


def standing() -> Figure:
    """Today, of tables whose idea is on the site."""
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for step, state, count in Table.objects.public().values_list("step", "state").annotate(n=Count("pk")).order_by():
        counted[step][state] = count
    total = sum(one.total() for one in counted.values())
    title = _("Where tables stand")
    return Figure(
        key="stappen",
        title=title,
        about=_("Today, whatever the period above. A table that stopped is counted in the step where it stopped."),
        columns=[_("Step"), *(str(state.label) for state in TableState)],
        rows=[(_named(step), *(counted[step][state] for state in TableState)) for step in TableStep] if total else [],
        chart=bars(
            "tables-by-step",
            title,
            ngettext("%(n)s table in all.", "%(n)s tables in all.", total) % {"n": shown(total)},
            labels=[_named(step) for step in TableStep],
            series=[
                Series(str(state.label), [float(counted[step][state]) for step in TableStep], look)
                for state, look in zip(TableState, LOOKS, strict=False)
            ],
            written=[shown(counted[step].total()) for step in TableStep],
        ),
    )


def stays(period: Period) -> Figure:
    """How long tables stood in each step that they left in the period. One query."""
    left = (
        StepChange.objects.filter(table__in=Table.objects.all())
        .exclude(from_step=F("to_step"))
        .annotate(until=Window(Lead("created_at"), partition_by="table", order_by=["created_at", "pk"]))
        .annotate(stood=F("until") - F("created_at"))
    )
    counted: dict[str, Any] = {}
    for step in TableStep:
        these = Q(to_step=step, until__gte=period.since)
        counted |= {
            f"n{step}": Count("pk", filter=these),
            f"middle{step}": Percentile("stood", 0.5, filter=these),
            f"long{step}": Percentile("stood", 0.9, filter=these),
        }
    found = left.aggregate(**counted)
    rows = [
        (_named(step), found[f"n{step}"], days(found[f"middle{step}"]), days(found[f"long{step}"]))
        for step in TableStep
    ]
    title = _("How long a step takes")
    return Figure(
        key="duur",
        title=title,
        about=_("Of every step that a table left in this period. Where tables still stand is not counted yet."),
        columns=[_("Step"), _("Times left"), _("Half took at most (days)"), _("Nine in ten took at most (days)")],
        rows=rows if any(count for _step, count, _middle, _long in rows) else [],
        chart=bars(
            "days-by-step",
            title,
            _("For each step the number of days within which half of the tables went on."),
            labels=[step for step, _n, _middle, _long in rows],
            series=[Series(title, [middle for _step, _n, middle, _long in rows], "a")],
            written=[
                _("%(n)s days") % {"n": shown(middle)} if middle is not None else shown(None)
                for _step, _n, middle, _long in rows
            ],
        ),
    )


def _named(step: TableStep) -> str:
    return f"{step.value}. {step.label}"
