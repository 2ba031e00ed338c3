"""What people said of the date that was picked becomes their answer for the meeting: nobody is asked it twice."""

from collections.abc import Iterator

from aantafel.accounts.models import User
from aantafel.core import clock
from tables.asking.waiting import Waiting
from tables.enums import Answer, DateWord, InvitationWay
from tables.models import DateAnswer, DateAsk, Meeting, Seat
from tables.notifications import asking as notifications
from tables.services import places, quiet
from tables.services.invitations.base import lock_invitation, mark_sent, write_answer

ANSWERS = {DateWord.YES.value: Answer.COMES, DateWord.NO.value: Answer.NOT}


def take_words(meeting: Meeting, *, actor: User) -> None:
    """Of everyone who was asked when they can come. Who can comes, or waits for a place; who cannot does not come; of
    anyone else who is reached by mail, the mail that tells the date asks whether they come. Who answered an invitation
    before keeps that answer. As what they come people tell by the link of that mail.

    The meeting has got its day, and is locked with its table in the caller's transaction.
    """
    asks = DateAsk.everywhere.filter(meeting=meeting, seat__removed_at=None, seat__erased_at=None)
    asked = {ask.seat_id: ask for ask in asks}
    rows = Seat.everywhere.select_for_update(of=("self",), no_key=True).filter(pk__in=asked)
    seats = list(rows.order_by("pk"))
    words = DateAnswer.everywhere.of_the_day(meeting.pk)
    quiet.recall(seats)
    reached = notifications.reached(seats)
    for seat in _in_turn(meeting, seats, words, asked):
        answer = ANSWERS.get(words.get(seat.pk, ""))
        if answer is None and (seat.is_owner or seat.pk not in reached):
            continue
        way = InvitationWay.MAIL if seat.pk in reached else InvitationWay(seat.reach)
        invitation = lock_invitation(meeting, seat, way)
        if not seat.is_owner:
            mark_sent(invitation, actor, way)
        if answer is not None and not invitation.answer:
            write_answer(invitation, answer, said="", is_news=False)


def _in_turn(meeting: Meeting, seats: list[Seat], words: dict[int, str], asked: dict[int, DateAsk]) -> Iterator[Seat]:
    """First who takes no place, then who can come, by the rule of the waiting list: they all say yes at this moment."""
    by_number = {seat.pk: seat for seat in seats}
    coming = {pk for pk in by_number if words.get(pk) == DateWord.YES}
    yield from (seat for seat in seats if seat.pk not in coming)
    wanting = [Waiting(pk, by_number[pk].capacity, True, asked[pk].answered_at or clock.now()) for pk in sorted(coming)]
    yield from (by_number[pk] for pk in places.turns(meeting, wanting))
