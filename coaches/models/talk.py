"""What coaches ask each other: subjects with replies, of one municipality or of the whole country."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from coaches.querysets_talk import CoachReplyQuerySet, CoachTopicQuerySet
from municipalities.models import Municipality
from municipalities.scope import TenantManager

TITLE_LENGTH = 140
TALK_LENGTH = 3000


class Written(models.Model):
    """Something that somebody wrote as coach or coordinator of a municipality. Taken away by its writer, or hidden by
    a coordinator with a reason; its place stays.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    author = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=TALK_LENGTH, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    hidden_reason = models.TextField(max_length=1000, blank=True)

    class Meta:
        abstract = True

    @property
    def stands(self) -> bool:
        return self.removed_at is None and self.hidden_at is None


class CoachTopic(Written):
    """A subject. Whether the coaches of the whole country read it is chosen once: replies are written for who reads
    along. `latest_at` is when something was last added.
    """

    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    is_national = models.BooleanField(default=False)
    latest_at = models.DateTimeField(default=clock.now)

    objects = TenantManager.from_queryset(CoachTopicQuerySet)()
    everywhere = models.Manager.from_queryset(CoachTopicQuerySet)()

    class Meta:
        verbose_name = _("subject among coaches")
        verbose_name_plural = _("subjects among coaches")
        base_manager_name = "everywhere"
        indexes = [
            models.Index(fields=["municipality", "-latest_at", "-id"], name="topic_latest"),
            models.Index(fields=["-latest_at", "-id"], name="topic_latest_national", condition=Q(is_national=True)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(hidden_at=None) | ~Q(hidden_reason=""), name="topic_hidden_with_reason")
        ]

    def __str__(self) -> str:
        return self.title


class CoachReply(Written):
    """An answer to a subject; `municipality` is where its writer is coach or coordinator."""

    topic = models.ForeignKey(CoachTopic, models.CASCADE, related_name="replies", db_index=False)

    objects = TenantManager.from_queryset(CoachReplyQuerySet)()
    everywhere = models.Manager.from_queryset(CoachReplyQuerySet)()

    class Meta:
        verbose_name = _("reply among coaches")
        verbose_name_plural = _("replies among coaches")
        base_manager_name = "everywhere"
        indexes = [models.Index(fields=["topic", "created_at", "id"], name="reply_of_topic")]
        constraints = [
            models.CheckConstraint(condition=Q(hidden_at=None) | ~Q(hidden_reason=""), name="reply_hidden_with_reason")
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} ({self.created_at:%Y-%m-%d})"


class TopicRead(models.Model):
    """Until when somebody has read a subject; without a subject, all of them."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    topic = models.ForeignKey(CoachTopic, models.CASCADE, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("read by")
        verbose_name_plural = _("read by")
        constraints = [
            models.UniqueConstraint(fields=["user", "topic"], nulls_distinct=False, name="topic_read_once_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.topic_id}"
