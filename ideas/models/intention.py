"""What somebody meant to do before they proved their address."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock
from ideas.enums import IntentionKind
from ideas.models.idea import Idea
from municipalities.models import Municipality


class Intention(models.Model):
    """A like, an offer, a question or a reaction that waits for its code: kept here, for any device.

    Attaches nothing to anybody until the address is proved; gone when done, or after a day. `data` is what the form of
    this kind had, by field name.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=IntentionKind.choices)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=100, blank=True)
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    postcode = models.CharField(max_length=4, blank=True)
    language = models.CharField(max_length=2, default="nl")
    data = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        verbose_name = _("what somebody meant to do")
        verbose_name_plural = _("what people meant to do")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.created_at:%Y-%m-%d %H:%M})"
