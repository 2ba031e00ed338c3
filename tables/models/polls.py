"""Looking for a date: the moments that are possible, who is asked, and what they say."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from municipalities.scope import TenantManager
from tables.enums import DateWord
from tables.models.meetings import Meeting
from tables.models.seats import Seat
from tables.querysets import DateAnswerQuerySet, DateAskQuerySet, DateOptionQuerySet


class DateOption(models.Model):
    """A moment at which the meeting could begin. Written by `tables.services.polls`, like the other two."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="options")
    starts_at = models.DateTimeField()

    objects = TenantManager.from_queryset(DateOptionQuerySet)()
    everywhere = models.Manager.from_queryset(DateOptionQuerySet)()

    class Meta:
        verbose_name = _("possible date of a meeting")
        verbose_name_plural = _("possible dates of meetings")
        base_manager_name = "everywhere"
        ordering = ["starts_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "starts_at"], name="date_offered_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.starts_at:%Y-%m-%d %H:%M}"


class DateAsk(models.Model):
    """Somebody on the list of the table who is asked when they can come. Who has the `key` from the mail answers."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="asks")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(DateAskQuerySet)()
    everywhere = models.Manager.from_queryset(DateAskQuerySet)()

    class Meta:
        verbose_name = _("question for a date")
        verbose_name_plural = _("questions for dates")
        base_manager_name = "everywhere"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="asked_for_a_date_once")]

    def __str__(self) -> str:
        return f"{self.seat_id} → {self.meeting_id}"


class DateAnswer(models.Model):
    """What somebody said of one moment."""

    ask = models.ForeignKey(DateAsk, models.CASCADE, related_name="answers")
    option = models.ForeignKey(DateOption, models.CASCADE, related_name="answers")
    word = models.CharField(max_length=5, choices=DateWord.choices)

    objects = TenantManager.from_queryset(DateAnswerQuerySet)()
    everywhere = models.Manager.from_queryset(DateAnswerQuerySet)()

    class Meta:
        verbose_name = _("answer about a date")
        verbose_name_plural = _("answers about dates")
        base_manager_name = "everywhere"
        constraints = [models.UniqueConstraint(fields=["ask", "option"], name="date_answered_once")]

    def __str__(self) -> str:
        return f"{self.ask_id}/{self.option_id}: {self.word}"
