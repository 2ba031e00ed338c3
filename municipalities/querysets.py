"""Questions to the list of municipalities."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from aantafel.core import clock

if TYPE_CHECKING:
    from municipalities.models import Municipality
else:
    Municipality = Any


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def current(self) -> Self:
        """Those that exist today: not (yet) merged into another."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=clock.today()))
