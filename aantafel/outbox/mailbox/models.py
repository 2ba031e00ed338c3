"""What the capture transport kept. Secrets stand in it: that is what it is for, and why it is local only."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock


class CapturedMail(models.Model):
    message_id = models.CharField(max_length=255)
    kind = models.CharField(max_length=80)
    language = models.CharField(max_length=8)
    to_address = models.EmailField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True)
    sender = models.CharField(max_length=400)
    reply_to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=600)
    body_text = models.TextField()
    body_html = models.TextField()
    attachments = models.JSONField(default=list, db_default=models.Value([], models.JSONField()), blank=True)
    stop_url = models.CharField(max_length=1000, blank=True)
    captured_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("captured mail")
        verbose_name_plural = _("captured mail")
        indexes = [models.Index(fields=["to_address", "-id"], name="captured_by_address")]

    def __str__(self) -> str:
        return f"{self.to_address}: {self.subject}"
