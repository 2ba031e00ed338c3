"""What note takers write down in rows of their own, so that two of them never write over each other."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from tables.models.meetings import Meeting
from tables.models.minutes import Minutes
from tables.models.plan import WHO_LENGTH, Action
from tables.models.seats import WHY_LENGTH, Seat

CARD_LENGTH = 300
GROUP_LENGTH = 80
DECISION_LENGTH = 1000
ACTION_LENGTH = 400  # with who does it behind it, it fits in the plan


def picture_name(_picture: "MinutesPicture", _filename: str) -> str:
    """An unguessable name; nothing of the uploaded file's name is kept."""
    return f"pictures/{uuid.uuid4().hex}.jpg"


class NoteTaker(models.Model):
    """Somebody at the table who was asked to take notes at a meeting. It works for who signs in with that address."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="note_takers", db_index=False)
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="notes")
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("note taker")
        verbose_name_plural = _("note takers")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="note_taker_once")]

    def __str__(self) -> str:
        return f"{self.seat_id} ({self.meeting_id})"


class CardGroup(models.Model):
    """Cards of the harvest that belong together."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="groups")
    title = models.CharField(max_length=GROUP_LENGTH)

    class Meta:
        verbose_name = _("group of cards")
        verbose_name_plural = _("groups of cards")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class Card(models.Model):
    """One thing that came up in the meeting."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="cards")
    group = models.ForeignKey(CardGroup, models.SET_NULL, null=True, blank=True, related_name="cards")
    text = models.CharField(max_length=CARD_LENGTH)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class Decision(models.Model):
    """What the meeting decided. `number` is given when it is published and stays: people quote by it. One that is taken
    back after that keeps its number (`removed_at`).
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(max_length=DECISION_LENGTH)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "number"], condition=models.Q(number__isnull=False), name="decision_number_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


class NotedAction(models.Model):
    """Who will do what by when, as it was written down. When the minutes are published it becomes an action of the plan
    (`action`), where it goes on. `who` is somebody in words who has no seat.
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="noted_actions")
    text = models.CharField(max_length=ACTION_LENGTH)
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=WHO_LENGTH, blank=True)
    due_on = models.DateField(null=True, blank=True)
    action = models.OneToOneField(Action, models.SET_NULL, null=True, blank=True, related_name="noted")
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("action that was noted")
        verbose_name_plural = _("actions that were noted")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class Wanted(models.Model):
    """Who is missing at the table. When the minutes are published they come on the list of the table (`seat`), for the
    next invitation. `name` and `why` are for who organises.
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="wanted")
    capacity = models.CharField(max_length=12, choices=Capacity.choices)
    role = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=100, blank=True)
    why = models.CharField(max_length=WHY_LENGTH, blank=True)
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    listed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("somebody who is missing")
        verbose_name_plural = _("people who are missing")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_capacity_display()} {self.role}"


class MinutesPicture(models.Model):
    """A picture of a flip-over, with what it shows in words. One that a published version shows is only taken off the
    next one (`removed_at`); its file goes when it is taken out of all of them.
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="pictures")
    file = models.ImageField(upload_to=picture_name)
    description = models.CharField(max_length=500)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("picture of minutes")
        verbose_name_plural = _("pictures of minutes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.description
