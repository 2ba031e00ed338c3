"""Likes of an idea, their tally, and the free meeting that enough of them bring."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import FreeMeetingState, NoticeWay, Theme
from ideas.models.idea import Idea
from municipalities.models import Municipality


class Like(models.Model):
    """One person finds one idea a good one. `municipality` is where they lived at that moment, and stays so."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="likes", db_index=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="likes", db_index=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    wants_updates = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("like")
        verbose_name_plural = _("likes")
        indexes = [models.Index(fields=["user", "-created_at"], name="like_newest_of_person")]
        constraints = [models.UniqueConstraint(fields=["idea", "user"], name="one_like_per_person")]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.user_id}"


def likes_to_go(local: int, threshold: int, *, is_reached: bool) -> int:
    """How many more people of the municipality it takes; 0 once reached, or where there is no threshold."""
    return 0 if is_reached else max(threshold - local, 0)


class IdeaTally(models.Model):
    """How many likes an idea has; its row is the lock on every change of them (`ideas.services.tallies`).

    One for each idea that ever was on the site. `threshold` is what held when it came there, so that another
    setting later neither brings nor takes a free meeting; 0 means that there is none. `reached_at` is the queue of
    free meetings to set up, `settled_at` says that it was done. `listed`, `municipality` and `theme` follow the idea
    by a database trigger: lists by likes read one index.
    """

    idea = models.OneToOneField(Idea, models.CASCADE, primary_key=True, related_name="tally")
    local = models.PositiveIntegerField(default=0)
    other = models.PositiveIntegerField(default=0)
    total = models.GeneratedField(
        expression=F("local") + F("other"), output_field=models.PositiveIntegerField(), db_persist=True
    )
    threshold = models.PositiveSmallIntegerField()
    reached_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    listed = models.BooleanField(default=True)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    theme = models.CharField(max_length=12, choices=Theme.choices, blank=True)

    class Meta:
        verbose_name = _("tally of likes")
        verbose_name_plural = _("tallies of likes")
        indexes = [
            models.Index(fields=["-total", "-idea"], name="tally_most", condition=Q(listed=True)),
            models.Index(fields=["municipality", "-total", "-idea"], name="tally_most_here", condition=Q(listed=True)),
            models.Index(fields=["theme", "-total", "-idea"], name="tally_most_in_theme", condition=Q(listed=True)),
            models.Index(fields=["-local", "-idea"], name="tally_near", condition=Q(listed=True, reached_at=None)),
            models.Index(
                fields=["municipality", "-local", "-idea"],
                name="tally_near_here",
                condition=Q(listed=True, reached_at=None),
            ),
            models.Index(
                fields=["theme", "-local", "-idea"],
                name="tally_near_in_theme",
                condition=Q(listed=True, reached_at=None),
            ),
            models.Index(
                fields=["reached_at"],
                name="tally_to_settle",
                condition=Q(reached_at__isnull=False, settled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.local} + {self.other}"

    @property
    def to_go(self) -> int:
        """How many more people of the municipality it takes; 0 once reached, or where there is no threshold."""
        return likes_to_go(self.local, self.threshold, is_reached=self.reached_at is not None)


class FreeMeeting(models.Model):
    """The one meeting, with preparation and minutes, that the operator gives for free to an idea with enough likes."""

    idea = models.OneToOneField(Idea, models.CASCADE, related_name="free_meeting")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=FreeMeetingState.choices, default=FreeMeetingState.TO_PLAN)
    threshold = models.PositiveSmallIntegerField()
    reached_at = models.DateTimeField()
    way = models.CharField(max_length=8, choices=NoticeWay.choices)
    told_by_form_at = models.DateTimeField(null=True, blank=True)
    planned_for = models.DateField(null=True, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("free meeting")
        verbose_name_plural = _("free meetings")
        indexes = [models.Index(fields=["state", "reached_at"], name="free_meeting_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="to_plan") | Q(planned_for__isnull=False), name="planned_meeting_has_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.idea} ({self.get_state_display()})"
