"""What a desk proposes to the people behind ideas, and what needs their yes: putting together, and passing on."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import ProposalState, YesNo
from ideas.models.idea import TITLE_LENGTH, Idea
from ideas.querysets import MergeProposalQuerySet, PassOnQuerySet
from municipalities.models import Municipality
from municipalities.scope import TenantManager

REASON_LENGTH = 1000


class MergeProposal(models.Model):
    """To put two ideas of one municipality together: `stays` goes on, `goes` leads to it. Needs a yes of both pinners.

    A no, or silence until `answer_by`, leaves them apart, and each page points to the other. An idea has one open
    proposal at most, whichever of the two it is: the constraints see to each side, `ideas.services.idea_merge` to both.
    """

    stays = models.ForeignKey(Idea, models.CASCADE, related_name="merges_in")
    goes = models.ForeignKey(Idea, models.CASCADE, related_name="merges_out")
    reason = models.TextField(max_length=REASON_LENGTH)
    state = models.CharField(max_length=9, choices=ProposalState.choices, default=ProposalState.OPEN)
    stays_says = models.CharField(max_length=3, choices=YesNo.choices, blank=True)
    goes_says = models.CharField(max_length=3, choices=YesNo.choices, blank=True)
    proposed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    answer_by = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(MergeProposalQuerySet)()
    everywhere = models.Manager.from_queryset(MergeProposalQuerySet)()

    class Meta:
        verbose_name = _("proposal to put ideas together")
        verbose_name_plural = _("proposals to put ideas together")
        base_manager_name = "everywhere"
        indexes = [models.Index(fields=["answer_by"], name="merge_open", condition=Q(state="open"))]
        constraints = [
            models.UniqueConstraint(fields=["stays"], condition=Q(state="open"), name="one_open_merge_of_stays"),
            models.UniqueConstraint(fields=["goes"], condition=Q(state="open"), name="one_open_merge_of_goes"),
            models.CheckConstraint(condition=~Q(stays=F("goes")), name="merge_is_of_two_ideas"),
        ]

    sides: ClassVar[tuple[str, str]] = ("stays", "goes")

    def __str__(self) -> str:
        return f"{self.goes_id} -> {self.stays_id} ({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN

    def other(self, idea: Idea) -> Idea:
        """The other one of the two."""
        return self.goes if idea.pk == self.stays_id else self.stays

    def says(self, idea: Idea) -> str:
        """What the pinner of this one of the two has said: "" for nothing yet."""
        return self.stays_says if idea.pk == self.stays_id else self.goes_says


class PassOn(models.Model):
    """An idea belongs elsewhere: with the pinner's yes it goes to another municipality, whose desk reads it anew.

    `title` is what the sending desk knew it by: afterwards it sees no more than that it went.
    """

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="pass_ons")
    title = models.CharField(max_length=TITLE_LENGTH)
    source = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    target = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=REASON_LENGTH)
    state = models.CharField(max_length=9, choices=ProposalState.choices, default=ProposalState.OPEN)
    proposed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    answer_by = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(PassOnQuerySet)()
    everywhere = models.Manager.from_queryset(PassOnQuerySet)()

    class Meta:
        verbose_name = _("proposal to pass an idea on")
        verbose_name_plural = _("proposals to pass ideas on")
        base_manager_name = "everywhere"
        indexes = [
            models.Index(fields=["answer_by"], name="pass_on_open", condition=Q(state="open")),
            models.Index(fields=["source", "-created_at", "-id"], name="pass_on_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["idea"], condition=Q(state="open"), name="one_open_pass_on_per_idea")
        ]

    def __str__(self) -> str:
        return f"{self.title} -> {self.target} ({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN
