"""The minutes of a meeting: made while it happens, checked by the owner, published, and then never without a trace."""

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.querysets import plain
from municipalities.scope import TenantManager
from tables.enums import ActorRole, MinutesPartName, MinutesRequestKind, MinutesRequestOutcome, MinutesState, TableStep
from tables.models.meetings import Meeting
from tables.querysets import MinutesQuerySet, MinutesRequestQuerySet, MinutesVersionQuerySet

TEXT_LENGTH = 20_000
REASON_LENGTH = 1000


@pghistory.track(
    fields=["meeting", "state", "version", "published_at"],
    model_name="MinutesEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Minutes(models.Model):
    """The minutes of one meeting. `version` is the newest published one, 0 before that; `stamp` goes up with every
    change while they are made, so that who reads along knows whether there is something new; `public_stamp` is the one
    that was published last. `step` is where the table stood at the meeting: written with the first version, and never
    again.

    `summary`, the three closing questions of the method (`active`: who takes an active part, `again`: does everyone
    come again, `missing`: who is missing) and `words`, everything that can be searched, are those of the newest
    version: what is still being written stands in `MinutesPart`. Written by `tables.services.minutes` alone.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="written")
    state = models.CharField(max_length=9, choices=MinutesState.choices, default=MinutesState.WRITING)
    version = models.PositiveIntegerField(default=0)
    stamp = models.PositiveIntegerField(default=0)
    public_stamp = models.PositiveIntegerField(default=0)
    step = models.PositiveSmallIntegerField(choices=TableStep.choices, null=True, blank=True)
    summary = models.TextField(max_length=TEXT_LENGTH, blank=True)
    active = models.TextField(max_length=TEXT_LENGTH, blank=True)
    again = models.TextField(max_length=TEXT_LENGTH, blank=True)
    missing = models.TextField(max_length=TEXT_LENGTH, blank=True)
    words = models.TextField(blank=True)
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    search = models.GeneratedField(
        expression=(
            SearchVector(plain("summary"), weight="A", config="dutch")
            + SearchVector(plain("words"), weight="B", config="dutch")
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = TenantManager.from_queryset(MinutesQuerySet)()
    everywhere = models.Manager.from_queryset(MinutesQuerySet)()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        base_manager_name = "everywhere"
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="minutes_newest", condition=models.Q(version__gt=0)),
            models.Index(
                fields=["step", "-published_at", "-id"],
                name="minutes_newest_of_step",
                condition=models.Q(version__gt=0),
            ),
            GinIndex(fields=["search"], name="minutes_search", condition=models.Q(version__gt=0)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(version=0) | models.Q(published_at__isnull=False), name="public_minutes_have_a_day"
            ),
            models.CheckConstraint(condition=models.Q(step__range=(1, 7)), name="minutes_are_of_a_step"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} ({self.get_state_display()})"

    @property
    def has_changes(self) -> bool:
        """Whether something was written since the newest version."""
        return self.version > 0 and self.stamp != self.public_stamp


class MinutesVersion(models.Model):
    """What everyone could read at one time. `content` is the whole document, as `aantafel.core.documents` keeps it.
    Appended, never edited: only a name that somebody asked to take out is taken out of earlier versions too.
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    reason = models.TextField(max_length=REASON_LENGTH, blank=True)
    role = models.CharField(max_length=8, choices=ActorRole.choices)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(MinutesVersionQuerySet)()
    everywhere = models.Manager.from_queryset(MinutesVersionQuerySet)()

    class Meta:
        verbose_name = _("version of minutes")
        verbose_name_plural = _("versions of minutes")
        base_manager_name = "everywhere"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["minutes", "number"], name="minutes_version_once")]

    def __str__(self) -> str:
        return f"{self.minutes_id}/{self.number} ({self.at:%Y-%m-%d})"


class MinutesRequest(models.Model):
    """Somebody asks to correct public minutes, or what else a table shows (without `minutes`), or to take a name out.
    Needs no account; `email` is for the answer.
    """

    table = models.ForeignKey("tables.Table", models.CASCADE, related_name="all_requests")
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="requests", null=True, blank=True)
    kind = models.CharField(max_length=7, choices=MinutesRequestKind.choices)
    text = models.TextField(max_length=REASON_LENGTH)
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2, default="nl")
    at = models.DateTimeField(default=clock.now)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    handled_as = models.CharField(max_length=8, choices=ActorRole.choices, blank=True)
    outcome = models.CharField(max_length=5, choices=MinutesRequestOutcome.choices, blank=True)
    answer = models.TextField(max_length=REASON_LENGTH, blank=True)

    objects = TenantManager.from_queryset(MinutesRequestQuerySet)()
    everywhere = models.Manager.from_queryset(MinutesRequestQuerySet)()

    class Meta:
        verbose_name = _("request about minutes")
        verbose_name_plural = _("requests about minutes")
        base_manager_name = "everywhere"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["at", "id"], name="minutes_request_waits", condition=models.Q(handled_at=None))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.at:%Y-%m-%d})"


class NameRemoval(models.Model):
    """That a name was taken out of all versions, and as what somebody did it: not which one."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="removals")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=8, choices=ActorRole.choices)

    class Meta:
        verbose_name = _("name taken out")
        verbose_name_plural = _("names taken out")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.minutes_id} ({self.at:%Y-%m-%d})"


class MinutesPart(models.Model):
    """One text of minutes as it is being written. `version` goes up with each save. Written by
    `tables.services.minutes` alone.
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="parts", db_index=False)
    part = models.CharField(max_length=6, choices=MinutesPartName.choices)
    text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    changed_as = models.CharField(max_length=8, choices=ActorRole.choices)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("part of minutes")
        verbose_name_plural = _("parts of minutes")
        constraints = [models.UniqueConstraint(fields=["minutes", "part"], name="part_once_per_minutes")]

    def __str__(self) -> str:
        return f"{self.get_part_display()} ({self.minutes_id})"


class MinutesPartVersion(models.Model):
    """One text that a part had, and who wrote it as what. Appended; only a name is taken out of it."""

    part = models.ForeignKey(MinutesPart, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=8, choices=ActorRole.choices)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("earlier text of a part of minutes")
        verbose_name_plural = _("earlier texts of parts of minutes")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["part", "number"], name="part_version_once")]

    def __str__(self) -> str:
        return f"{self.number} ({self.at:%Y-%m-%d %H:%M})"
