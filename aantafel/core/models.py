"""What belongs to no app."""

from django.db import models


class RateCount(models.Model):
    """One window of one rate limit, used only while the cache cannot be reached."""

    digest = models.CharField(max_length=32, primary_key=True)
    count = models.PositiveIntegerField(default=1)
    ends_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.digest}: {self.count}"
