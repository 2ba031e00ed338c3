"""The one writer of date polls: the moments that are possible, who is asked, what they say, and the one that is picked.

Each locks the table and the meeting, so that an answer and a pick come one after the other. What changes seats locks
those between.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import DomainError, WrongState
from tables.enums import ActorRole, DateWord, MeetingState, TableState
from tables.models import DateAnswer, DateAsk, DateOption, Meeting, Seat
from tables.notifications import asking as notifications_asking
from tables.notifications import meetings as meeting_mails
from tables.services import invitations, meetings, quiet, steps

MOST_OPTIONS = 20


class PollClosed(WrongState):
    default = _("The date is picked already, or the meeting was called off.")


class TooManyDates(DomainError):
    default = _("There are twenty dates already. Take one out first.")


class NoDates(DomainError):
    default = _("First write down at least two dates to choose from.")


class NobodyToAsk(DomainError):
    default = _("Choose at least one person to ask.")


class DateGone(WrongState):
    default = _("Somebody took this date out. Look at the page again.")


def offer(*, actor: User, meeting_id: int, starts_at: datetime) -> DateOption:
    """One more moment to choose from; the same twice stands there once. Raises PollClosed, TooManyDates, HasBeen."""
    with transaction.atomic():
        meeting = _lock(meeting_id)
        if starts_at < clock.now():
            raise meetings.HasBeen
        here = DateOption.everywhere.filter(meeting=meeting)
        if here.count() >= MOST_OPTIONS and not here.filter(starts_at=starts_at).exists():
            raise TooManyDates
        option, _made = DateOption.everywhere.get_or_create(meeting=meeting, starts_at=starts_at)
        return option


def take_out(*, actor: User, meeting_id: int, option_id: int) -> None:
    """With what was said of it. A second time changes nothing. Raises PollClosed."""
    with transaction.atomic():
        DateOption.everywhere.filter(meeting=_lock(meeting_id), pk=option_id).delete()


def ask(*, actor: User, meeting_id: int, seat_ids: Iterable[int], asker: str) -> int:
    """Ask these people of the table, by mail where there is an address and mail is wanted; whoever was asked before is
    not asked again. `asker` is who asks, unless the list says who does. Gives how many are new. Raises PollClosed,
    NoDates, NobodyToAsk, TooMany.
    """
    chosen = Seat.everywhere.listed().filter(pk__in=list(seat_ids))
    with transaction.atomic():
        meeting = _lock(meeting_id, seats=chosen)
        if DateOption.everywhere.filter(meeting=meeting).count() < 2:
            raise NoDates
        seats = chosen.filter(table=meeting.table_id).order_by("pk")
        if not seats:
            raise NobodyToAsk
        known = set(DateAsk.everywhere.filter(meeting=meeting).values_list("seat", flat=True))
        fresh = [seat for seat in seats.select_related("user") if seat.pk not in known]
        invitations.refuse_too_many(meeting.table, len(fresh))
        quiet.recall(fresh)
        unwanted = notifications_asking.unwanted(fresh)
        for seat in fresh:
            made = DateAsk.everywhere.create(meeting=meeting, seat=seat)
            if seat.pk not in unwanted:
                meeting_mails.asks_for_a_date(made, asker=seat.asker or asker)
        invitations.answer_offers(meeting.table, fresh)
        steps.give_sign_of_life(meeting.table)
        return len(fresh)


def answer(*, ask_id: int, words: Mapping[int, str], actor: User | None = None) -> None:
    """What somebody says of each moment; who asked by phone says so as `actor`. Of a moment that was taken out, or that
    nothing is said about, nothing is kept. Raises PollClosed.
    """
    with transaction.atomic():
        meeting = _lock(DateAsk.everywhere.values_list("meeting", flat=True).get(pk=ask_id))
        found = DateAsk.everywhere.select_for_update(of=("self",)).get(pk=ask_id)
        options = set(DateOption.everywhere.filter(meeting=meeting).values_list("pk", flat=True))
        DateAnswer.everywhere.filter(ask=found).delete()
        DateAnswer.everywhere.bulk_create(
            DateAnswer(ask=found, option_id=option, word=DateWord(word))
            for option, word in sorted(words.items())
            if option in options
        )
        found.answered_at, found.answered_by = clock.now(), actor
        found.save(update_fields=["answered_at", "answered_by"])


def pick(*, actor: User, role: ActorRole, meeting_id: int, option_id: int) -> None:
    """This is the day: the meeting is planned, and everybody who was asked hears of it once. What they said of this day
    is their answer for the meeting. Raises PollClosed, DateGone, HasBeen.
    """
    asked = Seat.everywhere.filter(pk__in=DateAsk.everywhere.filter(meeting=meeting_id).values("seat"))
    with transaction.atomic():
        meeting = _lock(meeting_id, seats=asked)
        option = DateOption.everywhere.filter(meeting=meeting, pk=option_id).first()
        if option is None:
            raise DateGone
        if option.starts_at < clock.now():
            raise meetings.HasBeen
        meeting.starts_at, meeting.state = option.starts_at, MeetingState.PLANNED
        meetings.touch(meeting, "starts_at", "state")
        invitations.take_words(meeting, actor=actor)
        meetings.tell_planned(meetings.Locked(meeting.table, meeting), actor=actor, role=role)


def _lock(meeting_id: int, *, seats: QuerySet[Seat] | None = None) -> Meeting:
    """With its table and these seats of it, while a date is looked for."""
    meeting = meetings.lock(meeting_id, seats=seats).meeting
    if meeting.state != MeetingState.POLL or meeting.table.state != TableState.RUNNING:
        raise PollClosed
    return meeting
