"""Questions to the list of municipalities."""

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from aantafel.core import clock
from municipalities import scope
from municipalities.enums import InstanceState

if TYPE_CHECKING:
    from municipalities.models import Municipality
else:
    Municipality = Any

M = TypeVar("M", bound=models.Model)


def run_nationally(rows: models.QuerySet[M], path: str = "municipality") -> models.QuerySet[M]:
    """Rows that the operator looks after: those of municipalities without an open site of their own. At the
    desk of one municipality, whose scope holds nothing else, they stay as they are.

    `path` leads from a row to its municipality; a row without one is the operator's too.
    """
    if isinstance(scope.current(), scope.Tenant):
        return rows
    return rows.exclude(**{f"{path}__instance__state": InstanceState.OPEN})


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def current(self) -> Self:
        """Those that exist today: not (yet) merged into another."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=clock.today()))
