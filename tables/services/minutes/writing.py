"""Beginning minutes, and the lock that every change to them takes.

Each change raises their `stamp`, by which who reads along knows that there is something new, and who checks them that
they have read what will be published.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import clock, page_cache, ratelimit
from aantafel.core.errors import DomainError, WrongState
from tables.enums import MeetingState, Readers
from tables.minutes import live
from tables.models import Meeting, Minutes

MOST_PER_HOUR = 3000  # it saves by itself, some times a minute, and part by part
WRITABLE = (MeetingState.PLANNED, MeetingState.HELD)


class MinutesClosed(WrongState):
    default = _("Nothing can be written here any more: the meeting is off, or its table is no longer on the site.")


class NoMeetingYet(WrongState):
    default = _("The date of this meeting is not set, or the meeting is off. So there are no minutes to make.")


class TooOften(DomainError):
    default = _("That was saved very often in a short time. Your text is still here; wait an hour and save it again.")


def begin(meeting_id: int, *, actor: User) -> Minutes:
    """The minutes of a meeting, made when they are not there yet. Locks the person and the meeting. Raises
    NoMeetingYet.
    """
    with transaction.atomic():
        people.lock(actor)
        rows = Meeting.everywhere.select_for_update(of=("self",), no_key=True)
        meeting = rows.select_related("table__idea").get(pk=meeting_id)
        if meeting.state not in WRITABLE or not meeting.table.idea.is_public:
            raise NoMeetingYet
        minutes, made = Minutes.everywhere.get_or_create(meeting=meeting, defaults={"begun_by": actor})
        if made:
            _changes_the_way_there(meeting)
        return minutes


def set_readers(meeting_id: int, readers: Readers, *, actor: User) -> None:
    """Who may read along while the minutes are made. Takes effect at once."""
    with transaction.atomic():
        people.lock(actor)
        rows = Meeting.everywhere.select_for_update(of=("self",), no_key=True).select_related("table")
        meeting = rows.get(pk=meeting_id)
        meeting.readers = readers
        meeting.save(update_fields=["readers"])
        _changes_the_way_there(meeting)


def _changes_the_way_there(meeting: Meeting) -> None:
    """The public pages link to reading along."""
    live.forget_after_commit(meeting)
    transaction.on_commit(page_cache.purge, robust=True)


@contextmanager
def change(minutes_id: int, *, actor: User) -> Iterator[Minutes]:
    """A change to what is written, in a transaction of its own, under the locks on the person and the minutes. Raises
    MinutesClosed, TooOften.
    """
    demand_patience(actor)
    with transaction.atomic():
        people.lock(actor)
        minutes = lock(minutes_id)
        yield minutes
        touch(minutes)


def demand_patience(actor: User) -> None:
    """Raises TooOften."""
    if not ratelimit.hit("minutes", actor.recipient, limit=MOST_PER_HOUR, per=timedelta(hours=1)):
        raise TooOften


def lock(minutes_id: int) -> Minutes:
    """Inside the caller's transaction, with meeting, table and idea. Raises MinutesClosed."""
    rows = Minutes.everywhere.select_for_update(of=("self",), no_key=True).defer("search", "words")
    minutes = rows.select_related("meeting__table__idea", "meeting__table__municipality").get(pk=minutes_id)
    if minutes.meeting.state not in WRITABLE or not minutes.meeting.table.idea.is_public:
        raise MinutesClosed
    return minutes


def touch(minutes: Minutes) -> None:
    """Something in locked minutes has changed."""
    minutes.stamp, minutes.changed_at = minutes.stamp + 1, clock.now()
    minutes.save(update_fields=["stamp", "changed_at"])


def touch_of(meeting_id: int) -> None:
    """Something changed elsewhere that stands in the minutes of this meeting, if it has any. In the caller's
    transaction; locks them.
    """
    rows = Minutes.everywhere.select_for_update(of=("self",), no_key=True).defer("search", "words")
    minutes = rows.select_related("meeting__table").filter(meeting=meeting_id).first()
    if minutes is not None:
        touch(minutes)
