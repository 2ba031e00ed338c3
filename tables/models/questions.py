"""What a table asks everyone, and what people answer."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from municipalities import sites
from municipalities.scope import TenantManager
from tables.enums import ActorRole, QuestionAnswerState, QuestionState, TableState
from tables.models.seats import Seat
from tables.models.table import Table
from tables.querysets import QuestionAnswerQuerySet, QuestionQuerySet

TEXT_LENGTH = 2000


class TableQuestion(models.Model):
    """A table asks everyone for help: what, until when, near where. Closed by who organises it, or by its day.

    `warned_at` is when whoever asked heard that the day comes; another day begins that anew. Hidden only with a reason,
    by a role that then decides about showing it again. Written by `tables.services.questions` alone.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="questions")
    title = models.CharField(max_length=150)
    text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    until = models.DateField()
    place = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=6, choices=QuestionState.choices, default=QuestionState.OPEN)
    thanks = models.TextField(max_length=TEXT_LENGTH, blank=True)
    role = models.CharField(max_length=8, choices=ActorRole.choices)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    warned_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_role = models.CharField(max_length=8, choices=ActorRole.choices, blank=True)
    hidden_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    hidden_reason = models.TextField(max_length=1000, blank=True)

    objects = TenantManager.from_queryset(QuestionQuerySet)()
    everywhere = models.Manager.from_queryset(QuestionQuerySet)()

    class Meta:
        verbose_name = _("question of a table")
        verbose_name_plural = _("questions of tables")
        base_manager_name = "everywhere"
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(
                fields=["-asked_at", "-id"],
                name="question_open_newest",
                condition=Q(state="open", hidden_at__isnull=True),
            ),
            models.Index(fields=["until", "id"], name="question_open_by_day", condition=Q(state="open")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at=None) | ~Q(hidden_reason=""), name="question_is_hidden_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("tables:question", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it can be answered: also its table has to go on. Uses `table`."""
        runs = self.table.state == TableState.RUNNING
        return self.state == QuestionState.OPEN and self.hidden_at is None and runs and self.until >= clock.today()

    @property
    def url(self) -> str:
        """Where it stands, seen from the site in use. Uses `table`."""
        return sites.elsewhere(self.table.municipality_id) + self.get_absolute_url()


class QuestionAnswer(models.Model):
    """What somebody answers: an offer, or advice. They and who organises the table read it.

    `may_invite`: the table may put them on its list. `seat` is where they then stand. Taking it back takes the row
    away. Written by `tables.services.answers` alone.
    """

    question = models.ForeignKey(TableQuestion, models.CASCADE, related_name="answers")
    user = models.ForeignKey(User, models.CASCADE, related_name="question_answers")
    text = models.TextField(max_length=TEXT_LENGTH)
    capacity = models.CharField(max_length=12, choices=Capacity.choices, default=Capacity.RESIDENT)
    role = models.CharField(max_length=100, blank=True)
    shares_email = models.BooleanField(default=False)
    may_invite = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=QuestionAnswerState.choices, default=QuestionAnswerState.NEW)
    reply = models.TextField(max_length=TEXT_LENGTH, blank=True)
    replied_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    replied_at = models.DateTimeField(null=True, blank=True)
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(QuestionAnswerQuerySet)()
    everywhere = models.Manager.from_queryset(QuestionAnswerQuerySet)()

    class Meta:
        verbose_name = _("answer to a question of a table")
        verbose_name_plural = _("answers to questions of tables")
        base_manager_name = "everywhere"
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.question_id} ({self.created_at:%Y-%m-%d})"
