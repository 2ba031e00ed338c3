"""The four core questions, as a table answers them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from municipalities.scope import TenantManager
from tables.enums import ActorRole, CoreQuestion
from tables.models.table import Table
from tables.querysets import CoreAnswerQuerySet

ANSWER_LENGTH = 3000


class CoreAnswer(models.Model):
    """What a table answers to one of the four core questions. Pinner and coach write the same text, one after another.

    `version` is the number of its newest text, which every save raises. `public_text` is the text that the pinner put
    on the page of the table, "" for none: what is written after that shows only when the pinner puts it there too.
    Written by `tables.services.core` alone.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="core_answers")
    question = models.CharField(max_length=6, choices=CoreQuestion.choices)
    text = models.TextField(max_length=ANSWER_LENGTH, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    changed_as = models.CharField(max_length=8, choices=ActorRole.choices)
    changed_at = models.DateTimeField(default=clock.now)
    public_text = models.TextField(max_length=ANSWER_LENGTH, blank=True)

    objects = TenantManager.from_queryset(CoreAnswerQuerySet)()
    everywhere = models.Manager.from_queryset(CoreAnswerQuerySet)()

    class Meta:
        verbose_name = _("answer to a core question")
        verbose_name_plural = _("answers to core questions")
        base_manager_name = "everywhere"
        constraints = [models.UniqueConstraint(fields=["table", "question"], name="one_answer_per_core_question")]

    def __str__(self) -> str:
        return f"{self.get_question_display()} ({self.table_id})"

    @property
    def is_public(self) -> bool:
        return bool(self.public_text)


class CoreAnswerVersion(models.Model):
    """One text that an answer had, and who wrote it as what. Appended, never edited."""

    answer = models.ForeignKey(CoreAnswer, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=8, choices=ActorRole.choices)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("earlier text of an answer")
        verbose_name_plural = _("earlier texts of answers")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="answer_version_once")]

    def __str__(self) -> str:
        return f"{self.number} ({self.at:%Y-%m-%d %H:%M})"
