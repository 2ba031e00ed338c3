"""The agenda of a meeting: parts with their length, in the order in which they come."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.scope import TenantManager
from tables.models.meetings import Meeting
from tables.models.work_forms import WorkForm
from tables.querysets import AgendaPartQuerySet

TITLE_LENGTH = 150
NOTE_LENGTH = 1000


class AgendaPart(models.Model):
    """One part of a meeting. Everyone may read it on the page of the meeting. Written by `tables.services.agenda`."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    note = models.TextField(max_length=NOTE_LENGTH, blank=True)
    work_form = models.ForeignKey(WorkForm, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(AgendaPartQuerySet)()
    everywhere = models.Manager.from_queryset(AgendaPartQuerySet)()

    class Meta:
        verbose_name = _("part of an agenda")
        verbose_name_plural = _("parts of agendas")
        base_manager_name = "everywhere"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.position}. {self.title}"
