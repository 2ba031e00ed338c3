"""Questions to the table of tables."""

from typing import TYPE_CHECKING, Any, Self

from municipalities.scope import TenantQuerySet

if TYPE_CHECKING:
    from tables.models import Table
else:
    Table = Any


class TableQuerySet(TenantQuerySet["Table"]):
    def public(self) -> Self:
        """What everyone may read: a table is public as long as its idea is."""
        return self.filter(idea__state="published")
