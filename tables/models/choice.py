"""How a table chose between its variants: the way, the numbers and the reasons."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from municipalities.scope import TenantManager
from tables.enums import ChoiceWay
from tables.models.meetings import Meeting
from tables.models.plan import TEXT_LENGTH, Variant
from tables.models.seats import Seat
from tables.models.table import Table
from tables.querysets import ChoiceQuerySet


class Choice(models.Model):
    """A table chooses: by consent, dots or votes. Open until somebody writes down what was chosen, and why.

    One at most is open per table. `dots` is how many each person may give. `key` stands in the code to scan that hangs
    in the room. Whoever is at the table and has a telephone chooses there; what hands and stickers said is written down
    as a number (`ChoiceNumber`). `objections` are reasons against what was chosen, and how they were met.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="choices")
    round = models.PositiveSmallIntegerField(default=1)
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="choices")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    way = models.CharField(max_length=7, choices=ChoiceWay.choices)
    dots = models.PositiveSmallIntegerField(default=3)
    variant = models.ForeignKey(Variant, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(max_length=TEXT_LENGTH, blank=True)
    objections = models.TextField(max_length=TEXT_LENGTH, blank=True)
    opened_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(ChoiceQuerySet)()
    everywhere = models.Manager.from_queryset(ChoiceQuerySet)()

    class Meta:
        verbose_name = _("choice of a table")
        verbose_name_plural = _("choices of tables")
        base_manager_name = "everywhere"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["table"], condition=Q(closed_at=None), name="one_open_choice_per_table")
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()} ({self.opened_at:%Y-%m-%d})"


class ChoiceNumber(models.Model):
    """What was counted by hand for one variant: hands, stickers, or who can live with it."""

    choice = models.ForeignKey(Choice, models.CASCADE, related_name="numbers")
    variant = models.ForeignKey(Variant, models.CASCADE, related_name="numbers")
    number = models.PositiveSmallIntegerField(default=0)
    against = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("number counted by hand")
        verbose_name_plural = _("numbers counted by hand")
        constraints = [models.UniqueConstraint(fields=["choice", "variant"], name="counted_once_per_variant")]

    def __str__(self) -> str:
        return f"{self.variant_id}: {self.number}"


class Ballot(models.Model):
    """What one person at the table gave to one variant: dots, a vote, or with consent 1 for "I can live with it" and
    0 for an objection, which `reason` tells. Nobody but its person sees whose it is.
    """

    choice = models.ForeignKey(Choice, models.CASCADE, related_name="ballots")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="ballots")
    variant = models.ForeignKey(Variant, models.CASCADE, related_name="ballots")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [models.UniqueConstraint(fields=["choice", "seat", "variant"], name="one_ballot_per_person")]

    def __str__(self) -> str:
        return f"{self.variant_id}: {self.number}"
