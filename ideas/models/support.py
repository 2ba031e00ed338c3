"""What people offer to an idea and ask its pinner, and what everyone may read of it: reactions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import SupportKind, SupportState
from ideas.models.idea import Idea
from ideas.querysets import ReactionQuerySet
from municipalities.scope import TenantManager

SUPPORT_LENGTH = 2000
REACTION_LENGTH = 1500


class Support(models.Model):
    """Somebody offers help, wants to join, or asks the pinner something. They and the pinner read it; the operator can.

    How it stands is written by `ideas.services.support` alone.
    """

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="support", db_index=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="support", db_index=False)
    kind = models.CharField(max_length=8, choices=SupportKind.choices)
    state = models.CharField(max_length=9, choices=SupportState.choices, default=SupportState.OPEN)
    text = models.TextField(max_length=SUPPORT_LENGTH, blank=True)
    capacity = models.CharField(max_length=12, choices=Capacity.choices, default=Capacity.RESIDENT)
    role = models.CharField(max_length=100, blank=True)
    interest = models.CharField(max_length=300, blank=True)
    shares_email = models.BooleanField(default=False)
    answer = models.TextField(max_length=SUPPORT_LENGTH, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("support for an idea")
        verbose_name_plural = _("support for ideas")
        indexes = [
            models.Index(fields=["idea", "-created_at"], name="support_of_idea"),
            models.Index(fields=["user", "-created_at"], name="support_by_person"),
            models.Index(
                fields=["created_at", "id"],
                name="support_open_question",
                condition=Q(kind="question", state="open"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "user"],
                condition=Q(kind="join") & ~Q(state="withdrawn"),
                name="one_join_per_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.created_at:%Y-%m-%d})"


class Reaction(models.Model):
    """What somebody says below an idea, or below another reaction (one deep). Hidden only with a reason.

    `objection` is what the writer said against this hiding, once; showing it again empties it. What happened before
    stands in `ReactionEntry`.
    """

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="reactions", db_index=False)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="reactions", db_index=False)
    capacity = models.CharField(max_length=12, choices=Capacity.choices, default=Capacity.RESIDENT)
    text = models.TextField(max_length=REACTION_LENGTH, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    hidden_reason = models.TextField(max_length=1000, blank=True)
    objection = models.TextField(max_length=1000, blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    objection_answered_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(ReactionQuerySet)()
    everywhere = models.Manager.from_queryset(ReactionQuerySet)()

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        base_manager_name = "everywhere"
        indexes = [
            models.Index(fields=["idea", "created_at", "id"], name="reaction_of_idea"),
            models.Index(fields=["user", "-created_at"], name="reaction_by_person"),
            models.Index(fields=["-created_at", "-id"], name="reaction_newest"),
            models.Index(fields=["-hidden_at", "-id"], name="reaction_hidden", condition=Q(hidden_at__isnull=False)),
            models.Index(
                fields=["objected_at", "id"],
                name="reaction_objected",
                condition=Q(objected_at__isnull=False, objection_answered_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at=None) | ~Q(hidden_reason=""), name="reaction_is_hidden_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} ({self.created_at:%Y-%m-%d})"
