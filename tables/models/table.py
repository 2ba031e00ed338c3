"""Tables and how they came to stand where they stand."""

import pghistory
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.addresses import numbered
from aantafel.core.text import slugify
from ideas.models import Idea
from municipalities import sites
from municipalities.models import Municipality
from municipalities.scope import TenantManager
from tables.enums import ActorRole, TableState, TableStep, TimelineKind, WordKind
from tables.lifecycle import FIRST
from tables.querysets import TableQuerySet

NOTE_LENGTH = 1000


@pghistory.track(
    fields=["idea", "municipality", "step", "state", "round"],
    model_name="TableEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Table(models.Model):
    """The table that a published idea is put on. It stands in exactly one step. Written by `tables.services.steps`.

    `round` counts the times that it went through the steps. `moved_at` is since when it stands where it stands,
    `alive_at` when something happened at it last; `asked_at` when its people were asked how it goes since then, and
    `rests_since` when nobody had answered that. `pinner_left_at`: whoever pinned the idea left the table to its other
    owners.
    """

    idea = models.OneToOneField(Idea, models.CASCADE, related_name="table")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="tables")
    step = models.PositiveSmallIntegerField(choices=TableStep.choices, default=FIRST.value)
    state = models.CharField(max_length=8, choices=TableState.choices, default=TableState.RUNNING)
    round = models.PositiveSmallIntegerField(default=1, db_default=1)
    opened_at = models.DateTimeField(default=clock.now)
    moved_at = models.DateTimeField(default=clock.now, db_default=Now())
    alive_at = models.DateTimeField(default=clock.now, db_default=Now())
    asked_at = models.DateTimeField(null=True, blank=True)
    rests_since = models.DateTimeField(null=True, blank=True)
    pinner_left_at = models.DateTimeField(null=True, blank=True)

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
            models.Index(fields=["alive_at", "id"], name="table_by_life", condition=models.Q(state="running")),
            models.Index(
                fields=["-opened_at", "-id"],
                name="table_newest_resting",
                condition=models.Q(state="running", rests_since__isnull=False),
            ),
            models.Index(
                fields=["municipality", "state", "-opened_at", "-id"],
                name="table_over_in_municipality",
                condition=models.Q(state__in=("stopped", "finished")),
            ),
        ]
        constraints = [models.CheckConstraint(condition=models.Q(step__range=(1, 7)), name="table_stands_in_a_step")]

    def __str__(self) -> str:
        return str(self.idea)

    def get_absolute_url(self) -> str:
        return numbered("tables:detail", self.pk, slugify(self.idea.title))

    @property
    def goes_on(self) -> bool:
        """Whether anything may happen at it: it runs, and everyone can read its idea."""
        return self.state == TableState.RUNNING and self.idea.is_public

    @property
    def url(self) -> str:
        """Where it stands, seen from the site in use: a path, or a whole address on another site."""
        return sites.elsewhere(self.municipality_id) + self.get_absolute_url()


class StepChange(models.Model):
    """A line on the public timeline: when, who (by role), why. Appended, never edited.

    A line that tells of something else than a step has the step where the table stood on both sides. `word` is the
    decision of the owner that it tells of; so are `meeting`, `question` and `news`, whose numbers stay when what they
    were of is taken away.
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
    word = models.ForeignKey("tables.OwnerWord", models.CASCADE, null=True, blank=True, related_name="lines")
    meeting = models.ForeignKey(
        "tables.Meeting",
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    question = models.ForeignKey(
        "tables.TableQuestion",
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    news = models.ForeignKey(
        "tables.News", models.DO_NOTHING, null=True, blank=True, related_name="+", db_constraint=False, db_index=False
    )
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("change of step")
        verbose_name_plural = _("changes of step")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_to_step_display()} ({self.created_at:%Y-%m-%d})"


class OwnerWord(models.Model):
    """What the owner of a table decided, and why: public, appended, never edited.

    `meeting` is the meeting after which it was asked. `role` tells who wrote it down: an owner without an account
    says it to the coach or the desk.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="owner_words")
    round = models.PositiveSmallIntegerField()
    meeting = models.ForeignKey("tables.Meeting", models.CASCADE, null=True, blank=True, related_name="owner_words")
    kind = models.CharField(max_length=8, choices=WordKind.choices)
    reason = models.TextField(max_length=NOTE_LENGTH, blank=True)
    role = models.CharField(max_length=8, choices=ActorRole.choices)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("decision of the table owner")
        verbose_name_plural = _("decisions of the table owner")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.at:%Y-%m-%d})"
