"""What pinner and coach write to each other through the site."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from coaches.models.match import MESSAGE_LENGTH, Match


class CoachMessage(models.Model):
    """From the coach of a match to who looks after the idea, or the other way round; neither sees an address by it.

    Written by `coaches.services.messages` alone. Appended, never edited.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="letters", db_index=False)
    writer = models.ForeignKey(User, models.CASCADE, related_name="+")
    text = models.TextField(max_length=MESSAGE_LENGTH)
    sent_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("message between pinner and coach")
        verbose_name_plural = _("messages between pinner and coach")
        ordering = ["sent_at", "pk"]
        indexes = [models.Index(fields=["match", "sent_at", "id"], name="coach_message_of_match")]

    def __str__(self) -> str:
        return f"{self.match_id} ({self.sent_at:%Y-%m-%d})"
