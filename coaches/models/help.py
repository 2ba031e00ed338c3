"""Somebody at a table needs help that they cannot find themselves."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from coaches.enums_talk import HelpEntryKind, HelpKind, HelpSide, HelpState
from coaches.querysets_talk import HelpRequestQuerySet
from ideas.models import Idea
from municipalities.models import Municipality
from municipalities.scope import TenantManager

HELP_LENGTH = 2000


class HelpRequest(models.Model):
    """A coach or pinner asks, about an idea or in general. Written by `coaches.services.help_requests` alone.

    The desk of the municipality answers. The operator does where no site is open, and what a desk has `passed_on`.
    `waits_since` is when the state last changed.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    idea = models.ForeignKey(Idea, models.CASCADE, null=True, blank=True, related_name="help_requests")
    asker = models.ForeignKey(User, models.CASCADE, related_name="help_requests")
    kind = models.CharField(max_length=6, choices=HelpKind.choices)
    text = models.TextField(max_length=HELP_LENGTH)
    state = models.CharField(max_length=8, choices=HelpState.choices, default=HelpState.OPEN)
    passed_on = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)
    waits_since = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(HelpRequestQuerySet)()
    everywhere = models.Manager.from_queryset(HelpRequestQuerySet)()

    class Meta:
        verbose_name = _("request for help")
        verbose_name_plural = _("requests for help")
        base_manager_name = "everywhere"
        indexes = [
            models.Index(
                fields=["municipality", "waits_since", "id"], name="help_open_at_desk", condition=Q(state="open")
            ),
            models.Index(fields=["waits_since", "id"], name="help_open", condition=Q(state="open")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.created_at:%Y-%m-%d})"


class HelpEntry(models.Model):
    """One line of the talk about a request: appended, never edited."""

    request = models.ForeignKey(HelpRequest, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=6, choices=HelpEntryKind.choices, default=HelpEntryKind.SAID)
    side = models.CharField(max_length=8, choices=HelpSide.choices)
    author = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=HELP_LENGTH, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("line about a request for help")
        verbose_name_plural = _("lines about requests for help")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_side_display()} ({self.created_at:%Y-%m-%d})"
