"""Tables and how they came to stand where they stand."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.addresses import numbered
from aantafel.core.text import slugify
from ideas.models import Idea
from municipalities import sites
from municipalities.models import Municipality
from municipalities.scope import TenantManager
from tables.enums import ActorRole, CoreQuestion, TableState, TableStep, TimelineKind
from tables.lifecycle import FIRST
from tables.querysets import CoreAnswerQuerySet, TableQuerySet

ANSWER_LENGTH = 3000


@pghistory.track(
    fields=["idea", "municipality", "step", "state"],
    model_name="TableEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Table(models.Model):
    """The table that a published idea is put on. It stands in exactly one step."""

    idea = models.OneToOneField(Idea, models.CASCADE, related_name="table")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="tables")
    step = models.PositiveSmallIntegerField(choices=TableStep.choices, default=FIRST.value)
    state = models.CharField(max_length=8, choices=TableState.choices, default=TableState.RUNNING)
    opened_at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(TableQuerySet)()
    everywhere = models.Manager.from_queryset(TableQuerySet)()

    class Meta:
        verbose_name = _("table")
        verbose_name_plural = _("tables")
        base_manager_name = "everywhere"
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="table_newest"),
            models.Index(fields=["step", "-opened_at", "-id"], name="table_newest_in_step"),
            models.Index(fields=["municipality", "-opened_at", "-id"], name="table_newest_in_municipality"),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(step__range=(1, 7)), name="table_stands_in_a_step")]

    def __str__(self) -> str:
        return str(self.idea)

    def get_absolute_url(self) -> str:
        return numbered("tables:detail", self.pk, slugify(self.idea.title))

    @property
    def url(self) -> str:
        """Where it stands, seen from the site in use: a path, or a whole address on another site."""
        return sites.elsewhere(self.municipality_id) + self.get_absolute_url()


class StepChange(models.Model):
    """A line on the public timeline: when, who (by role), why. Appended, never edited.

    A line that tells of something else than a step has the step where the table stood on both sides.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="step_changes")
    kind = models.CharField(
        max_length=5, choices=TimelineKind.choices, default=TimelineKind.STEP, db_default=TimelineKind.STEP
    )
    from_step = models.PositiveSmallIntegerField(choices=TableStep.choices, null=True, blank=True)
    to_step = models.PositiveSmallIntegerField(choices=TableStep.choices)
    role = models.CharField(max_length=8, choices=ActorRole.choices)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("change of step")
        verbose_name_plural = _("changes of step")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_to_step_display()} ({self.created_at:%Y-%m-%d})"


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


from tables.models_work_forms import WorkForm as WorkForm, WorkFormChoice as WorkFormChoice  # noqa: E402, I001, PLC0414
