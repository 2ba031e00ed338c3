"""Questions about tables that a public page asks."""

from dataclasses import dataclass

from django.db.models import QuerySet

from aantafel.core.paging import Page, by_moment
from ideas.models import Idea
from municipalities.models import Municipality
from tables.models import StepChange, Table


@dataclass(frozen=True)
class Wish:
    """Which tables somebody looks for; step 0 is every step."""

    step: int = 0
    municipality: Municipality | None = None


def for_cards(tables: QuerySet[Table]) -> QuerySet[Table]:
    """Only what a card shows."""
    return tables.select_related("idea", "municipality").only(
        "step", "state", "opened_at", "municipality__name", "idea__title", "idea__capacity"
    )


def find(wish: Wish, *, after: str = "") -> Page[Table]:
    """A page of tables, the newest first. One query."""
    tables = Table.objects.public()
    if wish.step:
        tables = tables.filter(step=wish.step)
    if wish.municipality is not None:
        tables = tables.filter(municipality=wish.municipality)
    return by_moment(for_cards(tables), moment="opened_at", after=after)


def newest(*, municipality: Municipality, limit: int = 3) -> list[Table]:
    """The newest tables of one municipality. One query."""
    tables = for_cards(Table.objects.public().filter(municipality=municipality))
    return list(tables.order_by("-opened_at", "-pk")[:limit])


def table_of(idea: Idea) -> Table | None:
    """The table of an idea, if everyone may see it. One query."""
    table = Table.objects.public().filter(idea=idea).first()
    if table is not None:
        table.idea = idea
    return table


def public_table(pk: int) -> Table | None:
    """One table with the idea and the people that its page shows. One query."""
    tables = Table.objects.public().select_related("municipality", "idea__owner", "idea__pinner")
    return tables.defer("idea__search").filter(pk=pk).first()


def was_public(pk: int) -> bool:
    """Whether a table stood on the site and went with its idea."""
    return Table.everywhere.of_this_site().filter(pk=pk, idea__state="withdrawn").exists()


def history(table: Table) -> list[StepChange]:
    """The steps that a table has taken, the first one first. One query."""
    return list(table.step_changes.all())
