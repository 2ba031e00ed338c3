"""Nothing that was not confirmed is kept: one reminder, then gone."""

import contextlib
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.db import transaction

from aantafel.core import clock
from ideas import notifications
from ideas.enums import IdeaState
from ideas.lifecycle import BEFORE_REVIEW
from ideas.models import CallBack, Idea
from ideas.services import pictures, reports, tallies

KEEP_CALLS = timedelta(days=30)


def remind_unconfirmed() -> int:
    """One reminder for each pin that waits for its code. Safe to run twice: the date is the mark.

    None for a pin whose address was erased along with an account.
    """
    due = Idea.everywhere.filter(
        state=IdeaState.UNCONFIRMED,
        reminded_at=None,
        call_back=None,
        created_at__lt=clock.now() - settings.PIN_REMINDER_AFTER,
    ).exclude(pinner__email="", pinner__helper_email="")
    return sum(_remind(pk) for pk in list(due.values_list("pk", flat=True)[:500]))


def _remind(idea_id: int) -> int:
    with transaction.atomic():
        idea = Idea.everywhere.select_for_update(of=("self",)).filter(pk=idea_id).first()
        if idea is None or idea.state != IdeaState.UNCONFIRMED or idea.reminded_at is not None:
            return 0
        idea.reminded_at = clock.now()
        idea.save(update_fields=["reminded_at"])
        notifications.confirm_reminder(idea)
    return 1


def erase_unconfirmed() -> int:
    """Erase drafts and unconfirmed pins after fourteen days, history included; not those of people to be called."""
    old = Idea.everywhere.filter(
        state__in=[state.value for state in BEFORE_REVIEW],
        created_at__lt=clock.now() - settings.PIN_LIFETIME,
    ).exclude(call_back__done_at=None, call_back__isnull=False)
    return sum(_erase_if_unconfirmed(pk) for pk in list(old.values_list("pk", flat=True)[:500]))


def _erase_if_unconfirmed(idea_id: int) -> int:
    """Somebody may confirm at this very moment: what the lock shows decides."""
    with transaction.atomic():
        idea = Idea.everywhere.select_for_update(of=("self",)).filter(pk=idea_id).first()
        if idea is None or idea.status not in BEFORE_REVIEW:
            return 0
        erase(idea)
    return 1


def erase_calls() -> int:
    """Names and phone numbers of people who were called, a month afterwards."""
    return CallBack.objects.filter(done_at__lt=clock.now() - KEEP_CALLS).delete()[0]


def erase(idea: Idea) -> None:
    """Remove an idea with its pictures and its history, inside the caller's transaction. Whoever reported a reaction to
    it hears that it is gone.

    Under the lock on its tally, so that no like comes in after the likes were gathered.
    """
    with contextlib.suppress(tallies.NotOnTheSite):
        tallies.lock(idea.pk)
    reports.settle_of_withdrawn(idea)
    pictures.forget(pictures.all_of(idea))
    apps.get_model("ideas", "IdeaEvent").objects.filter(pgh_obj_id=idea.pk).delete()
    idea.delete()
