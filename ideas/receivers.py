"""What follows from news of ideas: a ring for a worker, and reports that nobody need decide about any more."""

from typing import Any

from django.utils.translation import gettext as _

from aantafel.core import doorbell
from ideas.models import Idea
from ideas.services import idea_merge, pass_on, reports, talks
from ideas.signals import idea_merged, idea_withdrawn, threshold_reached


def connect() -> None:
    threshold_reached.connect(ring_for_the_fifty, dispatch_uid="ideas.ring_for_the_fifty")
    idea_withdrawn.connect(settle_reports, dispatch_uid="ideas.settle_reports")
    idea_withdrawn.connect(close_plans, dispatch_uid="ideas.close_plans")
    idea_merged.connect(close_plans_of_merged, dispatch_uid="ideas.close_plans_of_merged")


def ring_for_the_fifty(*, idea_id: int, **_kwargs: Any) -> None:
    from ideas.tasks import settle_fifty

    doorbell.ring(settle_fifty, idea_id=idea_id)


def settle_reports(*, idea: Idea, **_kwargs: Any) -> None:
    reports.settle_of_withdrawn(idea)


def close_plans(*, idea: Idea, **_kwargs: Any) -> None:
    """Nobody need answer or come to talk about an idea that was taken back."""
    idea_merge.close_all_of(idea)
    pass_on.close_all_of(idea)
    talks.call_off_of(idea, reason=_("The idea was taken back."))


def close_plans_of_merged(*, goes: Idea, **_kwargs: Any) -> None:
    pass_on.close_all_of(goes)
    talks.call_off_of(goes, reason=_("The idea was put together with another one."))
