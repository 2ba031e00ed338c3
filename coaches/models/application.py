"""Somebody wants to become a coach."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from coaches.enums import ApplicationState, Moment
from coaches.querysets import CoachApplicationQuerySet
from ideas.enums import Theme
from municipalities.models import Municipality
from municipalities.scope import TenantManager

APPLICATION_LENGTH = 1500


class CoachApplication(models.Model):
    """An application at one municipality. Written by `coaches.services.applications` alone.

    Until the code from the mail is used, `user` is empty and it waits outside the desk; `email` is emptied then. `note`
    is for the desk only, `reason` goes to the person who is not taken.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="coach_applications")
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="coach_applications")
    email = models.EmailField(max_length=254, blank=True)
    name = models.CharField(max_length=100)
    phone = models.CharField(max_length=20, blank=True)
    why = models.TextField(max_length=APPLICATION_LENGTH)
    themes = ArrayField(models.CharField(max_length=12, choices=Theme.choices), default=list, blank=True)
    moments = ArrayField(models.CharField(max_length=5, choices=Moment.choices), default=list, blank=True)
    state = models.CharField(max_length=11, choices=ApplicationState.choices, default=ApplicationState.UNCONFIRMED)
    talk_at = models.DateTimeField(null=True, blank=True)
    talk_where = models.CharField(max_length=200, blank=True)
    note = models.TextField(max_length=APPLICATION_LENGTH, blank=True)
    reason = models.TextField(max_length=APPLICATION_LENGTH, blank=True)
    language = models.CharField(max_length=2, default="nl")
    created_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(CoachApplicationQuerySet)()
    everywhere = models.Manager.from_queryset(CoachApplicationQuerySet)()

    class Meta:
        verbose_name = _("application to become a coach")
        verbose_name_plural = _("applications to become a coach")
        base_manager_name = "everywhere"
        indexes = [
            models.Index(fields=["municipality", "-created_at", "-id"], name="application_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "user"],
                condition=Q(state__in=["new", "invited"]),
                name="one_open_application",
            ),
            models.CheckConstraint(
                condition=Q(state="unconfirmed") | Q(user__isnull=False), name="application_is_of_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.created_at:%Y-%m-%d})"
