"""What counts how much in a municipality when coaches are ranked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from coaches.querysets import MatchWeightsQuerySet
from municipalities.models import Municipality
from municipalities.scope import TenantManager


class MatchWeights(models.Model):
    """Only the weights that differ from those in `coaches.matching`, by the name of the part."""

    municipality = models.OneToOneField(Municipality, models.PROTECT, related_name="match_weights")
    chosen = models.JSONField(default=dict, blank=True)
    changed_at = models.DateTimeField(default=clock.now)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(MatchWeightsQuerySet)()
    everywhere = models.Manager.from_queryset(MatchWeightsQuerySet)()

    class Meta:
        verbose_name = _("weights of matching")
        verbose_name_plural = _("weights of matching")
        base_manager_name = "everywhere"

    def __str__(self) -> str:
        return str(self.municipality)
