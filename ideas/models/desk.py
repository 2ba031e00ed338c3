"""What the desk of a municipality notes about ideas and plans around them. Nothing of it is ever public."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import DeskMarkKind, TalkState, TalkWay
from ideas.models.idea import Idea
from ideas.querysets import DeskMarkQuerySet, IdeaNoteQuerySet, TalkQuerySet
from municipalities.models import Municipality
from municipalities.scope import TenantManager

NOTE_LENGTH = 4000


class DeskMark(models.Model):
    """Somebody at the desk takes a line of the inbox up, or has read it; colleagues see who.

    `about` and `number` say of what: a word such as "idea", and its primary key. No foreign key, so that a higher app
    can have lines of its own there. One mark of each kind for a line.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    about = models.CharField(max_length=12)
    number = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=5, choices=DeskMarkKind.choices)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(DeskMarkQuerySet)()
    everywhere = models.Manager.from_queryset(DeskMarkQuerySet)()

    class Meta:
        verbose_name = _("mark on a line of an inbox")
        verbose_name_plural = _("marks on lines of an inbox")
        base_manager_name = "everywhere"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "about", "number", "kind"], name="one_mark_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.about}:{self.number} ({self.get_kind_display()})"


class IdeaNote(models.Model):
    """What somebody at the desk writes down about an idea, for colleagues. The pinner finds it in their download."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="desk_notes")
    author = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=NOTE_LENGTH)
    created_at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(IdeaNoteQuerySet)()
    everywhere = models.Manager.from_queryset(IdeaNoteQuerySet)()

    class Meta:
        verbose_name = _("note of the desk")
        verbose_name_plural = _("notes of the desk")
        base_manager_name = "everywhere"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.idea_id} ({self.created_at:%Y-%m-%d})"


class Talk(models.Model):
    """A conversation in which pinner and desk look together whether an idea suits a table. One at a time for an idea.

    `key` opens its page and its file for a calendar without signing in; it stands in the mails to the pinner alone.
    `changes` counts how often it was changed, as calendars want it. `outcome` is for the desk.
    """

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="talks")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=8, choices=TalkState.choices, default=TalkState.PLANNED)
    way = models.CharField(max_length=6, choices=TalkWay.choices)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=45)
    where = models.CharField(max_length=300, blank=True)
    note = models.TextField(max_length=NOTE_LENGTH, blank=True)
    outcome = models.TextField(max_length=NOTE_LENGTH, blank=True)
    planned_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    changes = models.PositiveIntegerField(default=0)

    objects = TenantManager.from_queryset(TalkQuerySet)()
    everywhere = models.Manager.from_queryset(TalkQuerySet)()

    class Meta:
        verbose_name = _("conversation about an idea")
        verbose_name_plural = _("conversations about ideas")
        base_manager_name = "everywhere"
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["starts_at", "id"], name="talk_planned", condition=Q(state="planned"))]
        constraints = [
            models.UniqueConstraint(fields=["idea"], condition=Q(state="planned"), name="one_planned_talk_per_idea"),
            models.CheckConstraint(condition=Q(way="phone") | ~Q(where=""), name="talk_is_somewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} ({self.starts_at:%Y-%m-%d %H:%M})"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_planned(self) -> bool:
        return self.state == TalkState.PLANNED
