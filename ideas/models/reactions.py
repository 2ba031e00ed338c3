"""What happened to a reaction, and what people report about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import ReactionEntryKind, ReportOutcome, ReportWhy, ReviewRole
from ideas.models.support import REACTION_LENGTH, Reaction

REPORT_LENGTH = 1000


class ReactionEntry(models.Model):
    """One line in the history of a reaction: appended, never edited. `role`: as what somebody at a desk did it, "" for
    the writer.
    """

    reaction = models.ForeignKey(Reaction, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=8, choices=ReactionEntryKind.choices)
    role = models.CharField(max_length=8, choices=ReviewRole.choices, blank=True, default="", db_default="")
    actor = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("line about a reaction")
        verbose_name_plural = _("lines about reactions")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.created_at:%Y-%m-%d})"


class ReactionReport(models.Model):
    """Somebody finds that a reaction should not stand there. `quoted` is what it said at that moment.

    Needs no account: `email` is only for a receipt and the decision, and nobody has proved it.
    """

    reaction = models.ForeignKey(Reaction, models.CASCADE, related_name="reports")
    why = models.CharField(max_length=8, choices=ReportWhy.choices)
    text = models.TextField(max_length=REPORT_LENGTH, blank=True)
    quoted = models.TextField(max_length=REACTION_LENGTH, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2, default="nl")
    created_at = models.DateTimeField(default=clock.now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=ReportOutcome.choices, blank=True)

    class Meta:
        verbose_name = _("report about a reaction")
        verbose_name_plural = _("reports about reactions")
        indexes = [
            models.Index(fields=["created_at"], name="report_open", condition=models.Q(handled_at=None)),
            models.Index(fields=["handled_at"], name="report_handled", condition=models.Q(handled_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.get_why_display()} ({self.created_at:%Y-%m-%d})"
