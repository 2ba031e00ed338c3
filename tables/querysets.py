"""Questions to the table of tables."""

from typing import TYPE_CHECKING, Any, Self

from municipalities.scope import TenantQuerySet

if TYPE_CHECKING:
    from tables.models import CoreAnswer, Table
else:
    CoreAnswer = Table = Any


class TableQuerySet(TenantQuerySet["Table"]):
    def public(self) -> Self:
        """What everyone may read: a table is public as long as its idea is."""
        return self.filter(idea__state="published")


class CoreAnswerQuerySet(TenantQuerySet["CoreAnswer"]):
    municipality_lookup = "table__municipality_id"

    def public(self) -> Self:
        """What the pinner put on the page of a table that everyone may read."""
        return self.filter(table__idea__state="published").exclude(public_text="")
