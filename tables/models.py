"""Tables and how they came to stand where they stand."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.addresses import numbered
from aantafel.core.text import slugify
from ideas.models import Idea
from municipalities.models import Municipality
from municipalities.scope import TenantManager
from tables.enums import ActorRole, TableState, TableStep
from tables.lifecycle import FIRST
from tables.querysets import TableQuerySet


@pghistory.track(
    fields=["idea", "municipality", "step", "state"],
    model_name="TableEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Table(models.Model):
    """The table that a published idea is put on. It stands in exactly one step."""

    idea = models.OneToOneField(Idea, models.CASCADE, related_name="table")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="tables")
    step = models.PositiveSmallIntegerField(choices=TableStep.choices, default=FIRST.value)
    state = models.CharField(max_length=8, choices=TableState.choices, default=TableState.RUNNING)
    opened_at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(TableQuerySet)()
    everywhere = models.Manager.from_queryset(TableQuerySet)()

    class Meta:
        verbose_name = _("table")
        verbose_name_plural = _("tables")
        base_manager_name = "everywhere"
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="table_newest"),
            models.Index(fields=["step", "-opened_at", "-id"], name="table_newest_in_step"),
            models.Index(fields=["municipality", "-opened_at", "-id"], name="table_newest_in_municipality"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(step__range=(1, 7)), name="table_stands_in_a_step")]

    def __str__(self) -> str:
        return str(self.idea)

    def get_absolute_url(self) -> str:
        return numbered("tables:detail", self.pk, slugify(self.idea.title))


class StepChange(models.Model):
    """A line on the public timeline: when, who (by role), why. Appended, never edited."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="step_changes")
    from_step = models.PositiveSmallIntegerField(choices=TableStep.choices, null=True, blank=True)
    to_step = models.PositiveSmallIntegerField(choices=TableStep.choices)
    role = models.CharField(max_length=8, choices=ActorRole.choices)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("change of step")
        verbose_name_plural = _("changes of step")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_to_step_display()} ({self.created_at:%Y-%m-%d})"
