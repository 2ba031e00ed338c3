"""Looking back on a round of a table: a survey among who took part, what it brought, and what was learned."""

import secrets
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from municipalities.scope import TenantManager
from tables.enums import ActorRole, Aim
from tables.models.seats import Seat
from tables.models.table import Table
from tables.querysets import EffectQuerySet, EvaluationQuerySet

TEXT_LENGTH = 3000
AIM_LENGTH = 500


def random_key() -> int:
    """A number that tells nothing of when its row was made."""
    return secrets.randbelow(2**62) + 1


class Evaluation(models.Model):
    """How a table looks back on one of its rounds. What the survey says is shown once it is closed, and never again
    asked: two looks at one survey, laid side by side, would tell what somebody answered in between.

    The six texts are what the owner says of each aim of the method. Everyone reads it from `published_at` on, which is
    when the owner decided what happens now. Written by `tables.services.survey`, `evaluation` and `outcome`.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="evaluations")
    round = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    support = models.TextField(max_length=AIM_LENGTH, blank=True)
    heard = models.TextField(max_length=AIM_LENGTH, blank=True)
    innovation = models.TextField(max_length=AIM_LENGTH, blank=True)
    democracy = models.TextField(max_length=AIM_LENGTH, blank=True)
    relations = models.TextField(max_length=AIM_LENGTH, blank=True)
    costs = models.TextField(max_length=AIM_LENGTH, blank=True)
    lessons = models.TextField(max_length=TEXT_LENGTH, blank=True)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    changed_as = models.CharField(max_length=8, choices=ActorRole.choices, blank=True)
    changed_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(EvaluationQuerySet)()
    everywhere = models.Manager.from_queryset(EvaluationQuerySet)()

    class Meta:
        verbose_name = _("evaluation of a table")
        verbose_name_plural = _("evaluations of tables")
        base_manager_name = "everywhere"
        ordering = ["-round"]
        constraints = [models.UniqueConstraint(fields=["table", "round"], name="one_evaluation_per_round")]

    def __str__(self) -> str:
        return f"{self.table_id}/{self.round}"

    @property
    def is_asking(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    def of_aim(self, aim: Aim) -> str:
        return str(getattr(self, aim.value))


class SurveyPass(models.Model):
    """That somebody may fill in the survey, once, and whether they have. `key` stands in the mail to them.

    Nothing leads from here to what they answered but the key together with the secret of the site.
    """

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="passes")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="survey_passes")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    has_answered = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("invitation for a survey")
        verbose_name_plural = _("invitations for surveys")
        constraints = [models.UniqueConstraint(fields=["evaluation", "seat"], name="one_survey_per_person")]

    def __str__(self) -> str:
        return f"{self.evaluation_id}: {self.has_answered}"


class SurveyAnswer(models.Model):
    """What somebody answered, without who: no moment, no person, and a number out of a hat.

    `code` is made of a key and the secret of the site (`tables.services.survey.code_of`), so that the same person can
    change it as long as the survey runs. A statement has 1 to 5, or 0 for who does not know.
    """

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="answers")
    code = models.CharField(max_length=64, unique=True, editable=False)
    capacity = models.CharField(max_length=12, choices=Capacity.choices)
    support = models.PositiveSmallIntegerField(default=0)
    heard = models.PositiveSmallIntegerField(default=0)
    innovation = models.PositiveSmallIntegerField(default=0)
    democracy = models.PositiveSmallIntegerField(default=0)
    relations = models.PositiveSmallIntegerField(default=0)
    costs = models.PositiveSmallIntegerField(default=0)
    went_well = models.TextField(max_length=TEXT_LENGTH, blank=True)
    better = models.TextField(max_length=TEXT_LENGTH, blank=True)

    class Meta:
        verbose_name = _("answer to a survey")
        verbose_name_plural = _("answers to surveys")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.evaluation_id)

    def score(self, aim: Aim) -> int:
        return int(getattr(self, aim.value))


class Effect(models.Model):
    """Something that changed: for whom, and how one knows. With a figure before and after, where there is one."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="effects")
    text = models.CharField(max_length=300)
    whom = models.CharField(max_length=200, blank=True)
    known_by = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    before = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    after = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(EffectQuerySet)()
    everywhere = models.Manager.from_queryset(EffectQuerySet)()

    class Meta:
        verbose_name = _("effect of a table")
        verbose_name_plural = _("effects of tables")
        base_manager_name = "everywhere"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
