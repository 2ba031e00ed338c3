"""What a table can choose from, and who does what by when."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.models.idea import picture_name
from municipalities.scope import TenantManager
from tables.enums import ActionState, ActorRole
from tables.models.meetings import Meeting
from tables.models.seats import Seat
from tables.models.table import Table
from tables.querysets import ActionQuerySet, NewsQuerySet, VariantQuerySet

TEXT_LENGTH = 3000
WHO_LENGTH = 80


class Variant(models.Model):
    """A way to make something of the idea, worked out by a group of the table. One at most is chosen in a round."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="variants")
    round = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=150)
    group = models.CharField(max_length=300, blank=True)
    text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    arguments_for = models.TextField(max_length=TEXT_LENGTH, blank=True)
    arguments_against = models.TextField(max_length=TEXT_LENGTH, blank=True)
    costs = models.TextField(max_length=TEXT_LENGTH, blank=True)
    picture = models.ImageField(upload_to=picture_name, blank=True)
    picture_description = models.CharField(max_length=300, blank=True)
    chosen_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(VariantQuerySet)()
    everywhere = models.Manager.from_queryset(VariantQuerySet)()

    class Meta:
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        base_manager_name = "everywhere"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "round"],
                condition=models.Q(chosen_at__isnull=False),
                name="one_variant_chosen_per_round",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Action(models.Model):
    """Who does what by when. From the minutes of a meeting, or put into the plan apart.

    `number` counts them at their table: it is the anchor by which one quotes it. `seat` is who does it, `who` somebody
    in words who has no seat. `key` stands in the mail to who has one. `said` is what they answered last. `reminded_at`
    is when they were reminded of the day that comes, `overdue_at` when they were asked how it stands with a day that
    has passed; a new day begins both anew.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="actions")
    number = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField(default=1)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="actions")
    text = models.CharField(max_length=500)
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="actions")
    who = models.CharField(max_length=WHO_LENGTH, blank=True, db_default="")
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=7, choices=ActionState.choices, default=ActionState.OPEN)
    said = models.TextField(max_length=TEXT_LENGTH, blank=True)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    overdue_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(ActionQuerySet)()
    everywhere = models.Manager.from_queryset(ActionQuerySet)()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        base_manager_name = "everywhere"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["table", "number"], name="action_number_once")]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.state in (ActionState.OPEN, ActionState.HELP)

    @property
    def is_agreed(self) -> bool:
        """Whether it is known who does it, and by when."""
        return self.has_doer and self.due_on is not None

    @property
    def has_doer(self) -> bool:
        return self.seat_id is not None or bool(self.who)

    @property
    def wants_somebody(self) -> bool:
        """Nobody does it yet, or who does it asked for help."""
        return self.state == ActionState.HELP or (self.is_open and not self.has_doer)

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < clock.today()


class News(models.Model):
    """What the table tells of how it goes, with a picture if it likes."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="news")
    text = models.TextField(max_length=TEXT_LENGTH)
    picture = models.ImageField(upload_to=picture_name, blank=True)
    picture_description = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=8, choices=ActorRole.choices)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(NewsQuerySet)()
    everywhere = models.Manager.from_queryset(NewsQuerySet)()

    class Meta:
        verbose_name = _("news of a table")
        verbose_name_plural = _("news of tables")
        base_manager_name = "everywhere"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.table_id} ({self.at:%Y-%m-%d})"
