"""What a coach writes down about a table for themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from coaches.querysets_talk import CoachNoteQuerySet
from ideas.models import Idea
from municipalities.models import Municipality
from municipalities.scope import TenantManager

NOTE_LENGTH = 3000


class CoachNote(models.Model):
    """Read by its writer alone, also after the work at the table has ended."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="+")
    text = models.TextField(max_length=NOTE_LENGTH)
    created_at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(CoachNoteQuerySet)()
    everywhere = models.Manager.from_queryset(CoachNoteQuerySet)()

    class Meta:
        verbose_name = _("note of a coach")
        verbose_name_plural = _("notes of coaches")
        base_manager_name = "everywhere"
        indexes = [models.Index(fields=["user", "idea", "-created_at", "-id"], name="coach_note_newest")]

    def __str__(self) -> str:
        return f"{self.idea_id} ({self.created_at:%Y-%m-%d})"
