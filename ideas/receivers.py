"""What follows from news of ideas: a ring for a worker. The row in the database is the truth."""

from typing import Any

from aantafel.core import doorbell
from ideas.signals import threshold_reached


def connect() -> None:
    threshold_reached.connect(ring_for_the_fifty, dispatch_uid="ideas.ring_for_the_fifty")


def ring_for_the_fifty(*, idea_id: int, **_kwargs: Any) -> None:
    from ideas.tasks import settle_fifty

    doorbell.ring(settle_fifty, idea_id=idea_id)
