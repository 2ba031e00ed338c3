"""The minutes of a meeting: made while it happens, checked by the owner, published, and then never without a trace."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from municipalities.scope import TenantManager
from tables.enums import ActorRole, MinutesState
from tables.models.meetings import Meeting
from tables.querysets import MinutesQuerySet, MinutesVersionQuerySet

TEXT_LENGTH = 20_000
REASON_LENGTH = 1000


@pghistory.track(
    fields=["meeting", "state", "version", "published_at"],
    model_name="MinutesEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Minutes(models.Model):
    """The minutes of one meeting. `version` is the newest published one, 0 before that.

    The three closing questions of the method (`active`: who takes an active part, `again`: does everyone come again,
    `missing`: who is missing) are answered before the minutes can be published.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="written")
    state = models.CharField(max_length=9, choices=MinutesState.choices, default=MinutesState.WRITING)
    version = models.PositiveIntegerField(default=0)
    summary = models.TextField(max_length=TEXT_LENGTH, blank=True)
    pitch = models.TextField(max_length=TEXT_LENGTH, blank=True)
    said = models.TextField(max_length=TEXT_LENGTH, blank=True)
    active = models.TextField(max_length=TEXT_LENGTH, blank=True)
    again = models.TextField(max_length=TEXT_LENGTH, blank=True)
    missing = models.TextField(max_length=TEXT_LENGTH, blank=True)
    begun_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(MinutesQuerySet)()
    everywhere = models.Manager.from_queryset(MinutesQuerySet)()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        base_manager_name = "everywhere"
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="minutes_newest", condition=models.Q(version__gt=0))
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} ({self.get_state_display()})"


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
