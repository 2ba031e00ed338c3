"""The story of a local site: what its operators did with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from movement.enums import SiteEntryKind
from municipalities.models import Instance


class SiteEntry(models.Model):
    """One line: what was done with a local site, by whom, why. Appended, never edited; without actor by a command."""

    instance = models.ForeignKey(Instance, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=SiteEntryKind.choices)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("line in the story of a local site")
        verbose_name_plural = _("lines in the story of a local site")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.created_at:%Y-%m-%d})"
