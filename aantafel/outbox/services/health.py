"""How the outbox is doing, for the operator, `check_outbox` and monitoring."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Min, Q

from aantafel.core import clock, metrics
from aantafel.outbox.enums import UNSETTLED, State
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services.sweep import VISIBILITY

FAILED_SINCE = timedelta(days=7)
LATE_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class Figures:
    """`lag`: how long the oldest mail has been due. `failed`: of one week. `stuck`: left by a dead worker."""

    queued: int
    held: int
    sending: int
    stuck: int
    failed: int
    lag: timedelta

    def is_late(self, allowed: timedelta) -> bool:
        return self.lag > allowed or self.stuck > 0


def figures() -> Figures:
    """Two queries over small partial indexes, however many mails have been sent."""
    moment = clock.now()
    waiting = OutgoingMail.objects.filter(state__in=UNSETTLED).aggregate(
        queued=Count("pk", filter=Q(state=State.QUEUED)),
        held=Count("pk", filter=Q(state=State.HELD)),
        sending=Count("pk", filter=Q(state=State.SENDING)),
        stuck=Count("pk", filter=Q(state=State.SENDING, claimed_at__lte=moment - VISIBILITY)),
        oldest=Min("next_attempt_at", filter=Q(state=State.QUEUED, next_attempt_at__lte=moment)),
    )
    oldest = waiting.pop("oldest")
    failed = OutgoingMail.objects.filter(state=State.FAILED, created_at__gte=moment - FAILED_SINCE).count()
    return Figures(**waiting, failed=failed, lag=moment - oldest if oldest else timedelta())


def gauges() -> list[metrics.Gauge]:
    """For a monitor: how many mails stand where, and how long the oldest has been due."""
    found = figures()
    counts = {name: float(getattr(found, name)) for name in ("queued", "held", "sending", "stuck", "failed")}
    return [
        ("outbox_mails", "Mails that are not settled; failed: of one week", counts),
        ("outbox_lag_seconds", "How long the oldest mail has been due", {"": found.lag.total_seconds()}),
    ]


def is_on_time() -> bool:
    """For `/readyz`: no mail has been due for ten minutes, and no worker left one behind."""
    return not figures().is_late(LATE_AFTER)
