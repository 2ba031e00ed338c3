"""Questions about tables that a public page asks."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from aantafel.core.paging import Page, by_moment
from ideas.enums import ReviewKind
from ideas.models import Idea, ReviewEntry
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
        "step", "state", "opened_at", "municipality__name", "idea__title", "idea__language", "idea__capacity"
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
    """One table with the idea and the people that its page shows; `was_joined`: whether `joined_by` finds something.
    One query.
    """
    tables = Table.objects.public().select_related("municipality", "idea__owner", "idea__pinner")
    joined = ReviewEntry.objects.filter(idea=OuterRef("idea"), kind=ReviewKind.MERGED)
    return tables.defer("idea__search").annotate(was_joined=Exists(joined)).filter(pk=pk).first()


def was_public(pk: int) -> bool:
    """Whether a table stood on the site and went with its idea."""
    rows = Table.everywhere.of_this_site()
    return rows.filter(pk=pk, idea__state__in=("withdrawn", "merged")).exists()


def merged_into(pk: int) -> Table | None:
    """The public table of the idea that this table's idea became part of. One query."""
    return Table.objects.public().select_related("idea").filter(idea__merged_from__table=pk).first()


def joined_by(table: Table) -> list[ReviewEntry]:
    """The ideas that became part of this table's idea, as lines with their title, the first one first. One query, or
    none for a table of which `public_table` says so.
    """
    if not getattr(table, "was_joined", True):
        return []
    return list(ReviewEntry.objects.filter(idea=table.idea_id, kind=ReviewKind.MERGED))


def history(table: Table) -> list[StepChange]:
    """The steps that a table has taken, the first one first. One query."""
    return list(table.step_changes.all())
