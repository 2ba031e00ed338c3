"""A coach and an idea, and what they and the desk say to each other about it."""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from coaches.enums import MatchRole, MatchState, Side
from coaches.lifecycle import State
from coaches.models.profile import CoachProfile
from coaches.querysets import OPEN_STATES, MatchQuerySet
from ideas.models import Idea
from municipalities.scope import TenantManager

MESSAGE_LENGTH = 2000


@pghistory.track(
    fields=["idea", "coach", "role", "state", "answer_by", "asked_by", "answered_at", "ended_at", "ended_by"],
    model_name="MatchEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Match(models.Model):
    """A coach is asked for an idea, and answers. Written by `coaches.services.matches` alone.

    `key` stands in the mail to the coach. `note` is why the desk took another than who came first, for the desk only.
    `reason` is what the coach said with a no, `end_reason` why it ended. Contact details travel only with consent:
    `shares_contact_coach` as the coach's profile said at the yes, `shares_contact_pinner` when the pinner said so.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="matches", db_index=False)
    coach = models.ForeignKey(CoachProfile, models.CASCADE, related_name="matches", db_index=False)
    role = models.CharField(max_length=8, choices=MatchRole.choices, default=MatchRole.COACH)
    state = models.CharField(max_length=9, choices=MatchState.choices, default=MatchState.ASKED)
    message = models.TextField(max_length=MESSAGE_LENGTH, blank=True)
    note = models.TextField(max_length=MESSAGE_LENGTH, blank=True)
    answer_by = models.DateField()
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=MESSAGE_LENGTH, blank=True)
    shares_contact_coach = models.BooleanField(default=False)
    shares_contact_pinner = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    end_reason = models.TextField(max_length=MESSAGE_LENGTH, blank=True)

    objects = TenantManager.from_queryset(MatchQuerySet)()
    everywhere = models.Manager.from_queryset(MatchQuerySet)()

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        base_manager_name = "everywhere"
        indexes = [
            models.Index(fields=["idea", "-asked_at"], name="match_of_idea"),
            models.Index(fields=["coach", "-asked_at"], name="match_of_coach"),
            models.Index(fields=["answer_by", "id"], name="match_unanswered", condition=Q(state="asked")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["idea"], condition=Q(state__in=OPEN_STATES, role="coach"), name="one_coach_per_idea"
            ),
            models.UniqueConstraint(
                fields=["idea", "coach"], condition=Q(state__in=OPEN_STATES), name="coach_once_per_idea"
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(ended_at__isnull=False), name="match_ended_has_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined"]) | Q(answered_at__isnull=False),
                name="match_answered_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.get_state_display()} ({self.asked_at:%Y-%m-%d})"

    @property
    def status(self) -> State:
        return State(self.state)


class MatchMessage(models.Model):
    """One line of the talk between the desk and a coach about a match. `author` is empty once that person is erased."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="messages")
    side = models.CharField(max_length=5, choices=Side.choices)
    author = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=MESSAGE_LENGTH)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("message about a match")
        verbose_name_plural = _("messages about matches")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_side_display()} ({self.created_at:%Y-%m-%d})"
