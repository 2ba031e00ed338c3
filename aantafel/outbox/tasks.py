"""Tasks of the outbox. Each may run twice and beside itself: the rows know what is left to do."""

from celery import shared_task

from aantafel.outbox.services import deliver as delivery
from aantafel.outbox.services import privacy
from aantafel.outbox.services import sweep as sweeping


@shared_task(name="outbox.deliver", soft_time_limit=60, time_limit=75)
def deliver() -> None:
    """Send what is due. Its time limit ends it before the sweep takes its mails away (sweep.VISIBILITY)."""
    delivery.run()


@shared_task(name="outbox.sweep")
def sweep() -> None:
    """Every minute."""
    sweeping.run()


@shared_task(name="outbox.forget")
def forget() -> None:
    """Every night."""
    privacy.forget_old()
