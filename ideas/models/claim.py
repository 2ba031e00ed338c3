"""The short code in a letter, for whom a mail cannot reach."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.models.idea import Idea


class ClaimCode(models.Model):
    """With this code somebody takes over the idea that was entered for them. Only a digest is kept; used once.

    One per idea: a new code takes the place of the old one. With `key` the site goes on once the code was right.
    """

    idea = models.OneToOneField(Idea, models.CASCADE, related_name="claim_code")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["ClaimCode"]] = models.Manager()

    class Meta:
        verbose_name = _("code in a letter")
        verbose_name_plural = _("codes in letters")

    def __str__(self) -> str:
        return f"{self.idea} ({self.made_at:%Y-%m-%d})"
