"""Questions that a coach does not answer: a reminder halfway and on the last day, and then back to the desk."""

import logging

from django.db import transaction

from aantafel.core import clock, dates
from aantafel.core.errors import DomainError
from coaches import lifecycle, notifications
from coaches.lifecycle import State
from coaches.models import Match
from coaches.services import matches, states

logger = logging.getLogger(__name__)


def remind_due() -> int:
    """Remind who has not answered yet. Safe to run twice: at most one reminder a day."""
    waiting = Match.everywhere.unanswered().filter(answer_by__gte=clock.today()).values_list("pk", flat=True)
    return sum(_remind(pk) for pk in list(waiting))


def expire_due() -> int:
    """Close what was not answered in time; the idea waits at the desk again. Safe to run twice."""
    late = Match.everywhere.unanswered().filter(answer_by__lt=clock.today()).values_list("pk", flat=True)
    return sum(_expire(pk) for pk in list(late))


def _remind(match_id: int) -> bool:
    with transaction.atomic():
        try:
            match = states.lock_match(match_id)
        except DomainError:
            return False
        if match.status is not State.ASKED or not _is_due(match):
            return False
        matches.send_reminder(match)
    return True


def _is_due(match: Match) -> bool:
    today = clock.today()
    asked = dates.day_of(match.asked_at)
    reminded = dates.day_of(match.reminded_at) if match.reminded_at else None
    if reminded is None:
        return today >= lifecycle.halfway(asked, match.answer_by)
    return today == match.answer_by and reminded < today


def _expire(match_id: int) -> bool:
    with transaction.atomic():
        try:
            match = states.lock_match(match_id)
            states.move(match, State.EXPIRED)
        except DomainError:
            return False
        notifications.answered(match)
        notifications.expired(match)
    return True
