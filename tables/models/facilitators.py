"""Asking somebody to lead a meeting."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from coaches.models import HelpRequest
from municipalities.scope import TenantManager
from tables.enums import FacilitatorState
from tables.models.meetings import Meeting
from tables.querysets import FacilitatorAskQuerySet


class FacilitatorAsk(models.Model):
    """The table asks the desk for somebody to lead a meeting (`request`, with the talk about it); the desk asks a
    `person`, who says yes or no. Written by `tables.services.facilitators`.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="facilitator_asks")
    request = models.ForeignKey(HelpRequest, models.CASCADE, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=8, choices=FacilitatorState.choices, default=FacilitatorState.OPEN)
    person = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(FacilitatorAskQuerySet)()
    everywhere = models.Manager.from_queryset(FacilitatorAskQuerySet)()

    class Meta:
        verbose_name = _("request for a facilitator")
        verbose_name_plural = _("requests for a facilitator")
        base_manager_name = "everywhere"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state__in=["open", "asked"]), name="one_facilitator_asked_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} ({self.get_state_display()})"
