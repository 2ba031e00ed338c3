"""What happened to an idea in its review, and who else hears of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import NoticeAnswer, NoticeWay, ReviewKind, ReviewRole
from ideas.models.idea import SKETCH_LENGTH, Idea
from municipalities.models import Municipality


class ReviewEntry(models.Model):
    """One line in the history of a review: appended, never edited."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="review_entries")
    kind = models.CharField(max_length=12, choices=ReviewKind.choices)
    role = models.CharField(max_length=8, choices=ReviewRole.choices)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("line in a review")
        verbose_name_plural = _("lines in reviews")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["idea"], condition=models.Q(kind="approved"), name="idea_is_approved_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.created_at:%Y-%m-%d})"


class MunicipalityNotice(models.Model):
    """That the municipality hears of a published idea: once per idea, ever; and what it answered."""

    idea = models.OneToOneField(Idea, models.CASCADE, related_name="notice")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=NoticeWay.choices)
    created_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=16, choices=NoticeAnswer.choices, default=NoticeAnswer.NOTHING)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    visit_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("word to a municipality")
        verbose_name_plural = _("words to municipalities")

    def __str__(self) -> str:
        return f"{self.municipality}: {self.idea}"


class CallBack(models.Model):
    """Somebody would rather be called: a phone number instead of an e-mail address."""

    idea = models.OneToOneField(Idea, models.SET_NULL, null=True, blank=True, related_name="call_back")
    name = models.CharField(max_length=100)
    phone = models.CharField(max_length=20)
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+")
    when = models.CharField(max_length=200, blank=True)
    text = models.TextField(max_length=SKETCH_LENGTH, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("request to be called")
        verbose_name_plural = _("requests to be called")
        indexes = [
            models.Index(fields=["created_at"], name="call_back_open", condition=models.Q(done_at=None)),
            models.Index(
                fields=["municipality", "created_at", "id"],
                name="call_back_open_here",
                condition=models.Q(done_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.created_at:%Y-%m-%d})"
