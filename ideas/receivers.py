"""What follows from news of ideas: a ring for a worker, and reports that nobody need decide about any more."""

from typing import Any

from aantafel.core import doorbell
from ideas.models import Idea
from ideas.services import reports
from ideas.signals import idea_withdrawn, threshold_reached


def connect() -> None:
    threshold_reached.connect(ring_for_the_fifty, dispatch_uid="ideas.ring_for_the_fifty")
    idea_withdrawn.connect(settle_reports, dispatch_uid="ideas.settle_reports")


def ring_for_the_fifty(*, idea_id: int, **_kwargs: Any) -> None:
    from ideas.tasks import settle_fifty

    doorbell.ring(settle_fifty, idea_id=idea_id)


def settle_reports(*, idea: Idea, **_kwargs: Any) -> None:
    reports.settle_of_withdrawn(idea)
