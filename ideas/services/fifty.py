"""Enough people of the municipality like an idea: that brings one free meeting, once, whatever breaks in between.

`IdeaTally.reached_at` is the queue. The doorbell rings a worker at once; a periodic task looks for what nobody heard.
"""

from django.db import transaction
from django.db.models import F

from aantafel.accounts.models import User
from aantafel.core import clock, killpoints, page_cache
from ideas import notifications
from ideas.enums import NoticeWay
from ideas.models import FreeMeeting, Idea, IdeaTally


def settle_all() -> int:
    """What was reached and not settled yet, oldest first; how many that were. Safe to run twice at once.

    One that cannot be settled does not keep the others waiting: its error is raised when they are done.
    """
    waiting = IdeaTally.objects.filter(reached_at__isnull=False, settled_at=None).order_by("reached_at")
    settled, errors = 0, []
    for idea_id in list(waiting.values_list("pk", flat=True)[:200]):
        try:
            settled += settle(idea_id)
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("free meetings that could not be set up", errors)
    return settled


def settle(idea_id: int) -> bool:
    """Make the free meeting and queue its mails, in one transaction; False when that was done, or is not due.

    Locks the tally, so that a second worker waits and then finds it settled. An idea that was taken back meanwhile gets
    no meeting.
    """
    with transaction.atomic():
        tally = IdeaTally.objects.select_for_update(no_key=True).filter(pk=idea_id).first()
        if tally is None or tally.reached_at is None or tally.settled_at is not None:
            return False
        killpoints.reach("fifty:locked")
        if tally.listed:
            meeting = _open_meeting(tally)
            killpoints.reach("fifty:opened")
            _tell(meeting)
            killpoints.reach("fifty:told")
        tally.settled_at = clock.now()
        tally.save(update_fields=["settled_at"])
        transaction.on_commit(page_cache.purge, robust=True)
        killpoints.reach("fifty:settled")
    killpoints.reach("fifty:committed")
    return True


def _open_meeting(tally: IdeaTally) -> FreeMeeting:
    idea = Idea.everywhere.select_related("municipality", "owner").get(pk=tally.pk)
    municipality = tally.municipality
    reachable = municipality.email and municipality.mail_blocked_at is None
    return FreeMeeting.objects.create(
        idea=idea,
        municipality=municipality,
        threshold=tally.threshold,
        reached_at=tally.reached_at or clock.now(),
        way=NoticeWay.MAIL if reachable else NoticeWay.FORM,
    )


def _tell(meeting: FreeMeeting) -> None:
    notifications.fifty_pinner(meeting)
    notifications.fifty_municipality(meeting)
    notifications.fifty_operator(meeting)
    for user in _followers(meeting):
        notifications.fifty_supporter(meeting, user)


def _followers(meeting: FreeMeeting) -> list[User]:
    """Who lived in the municipality when they liked it, and agreed to hear more; never the pinner."""
    likers = User.objects.filter(
        likes__idea=meeting.idea, likes__municipality=F("likes__idea__municipality"), likes__wants_updates=True
    )
    return list(likers.exclude(pk=meeting.idea.owner_id or 0).order_by("pk"))
