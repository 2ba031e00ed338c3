"""What people said of the date that was picked becomes their answer for the meeting: nobody is asked it twice."""

from collections.abc import Mapping

from aantafel.accounts.models import User
from aantafel.core import clock
from tables.asking.waiting import Waiting
from tables.enums import Answer, DateWord, InvitationWay
from tables.models import DateAnswer, DateAsk, Invitation, Meeting, Seat
from tables.notifications import asking as notifications
from tables.services import places, quiet
from tables.services.invitations.base import lock_invitation, mark_sent, put_answer

ANSWERS = {DateWord.YES.value: Answer.COMES, DateWord.NO.value: Answer.NOT}


def take_words(meeting: Meeting, *, actor: User) -> None:
    """Of everyone who was asked when they can come. Who can comes, or waits for a place; who cannot does not come; of
    anyone else who is reached by mail, the mail that tells the date asks whether they come. Who answered an invitation
    after that keeps that answer. As what they come people tell by the link of that mail.

    The meeting has got its day, and is locked with its table and these seats in the caller's transaction. Who gets a
    place by it hears of it in the mail that tells the date.
    """
    asks = {ask.seat_id: ask for ask in DateAsk.everywhere.filter(meeting=meeting)}
    seats = list(Seat.everywhere.filter(pk__in=asks, removed_at=None, erased_at=None).order_by("pk"))
    words = DateAnswer.everywhere.of_the_day(meeting.pk)
    quiet.recall(seats)
    reached = notifications.reached(seats)
    coming = []
    for seat in seats:
        answer = ANSWERS.get(words.get(seat.pk, ""))
        if answer is None and (seat.is_owner or seat.pk not in reached):
            continue
        way = InvitationWay.MAIL if seat.pk in reached else InvitationWay(seat.reach)
        invitation = lock_invitation(meeting, seat, way)
        if not seat.is_owner:
            mark_sent(invitation, actor, way)
        if answer is None or not _is_news(invitation, answer, asks[seat.pk]):
            continue
        if answer is Answer.COMES:
            coming.append(invitation)
        else:
            put_answer(invitation, answer, said="", is_news=False)
    places.fill_places(meeting, tells=False)
    _give_places(meeting, coming, asks)


def _is_news(invitation: Invitation, answer: Answer, ask: DateAsk) -> bool:
    """Whether what they said of the day is the newest word. Who sends somebody else need not come, on any day."""
    if invitation.answer == answer or (invitation.answer == Answer.SENDS and answer is Answer.NOT):
        return False
    before = invitation.answered_at if invitation.answer else None
    return before is None or ask.answered_at is None or before < ask.answered_at


def _give_places(meeting: Meeting, coming: list[Invitation], asks: Mapping[int, DateAsk]) -> None:
    """By the rule of the waiting list, since they all say yes at this moment; an owner never waits."""
    for invitation in (one for one in coming if one.seat.is_owner):
        put_answer(invitation, Answer.COMES, said="", is_news=False)
    others = {one.seat_id: one for one in coming if not one.seat.is_owner}
    wanting = [Waiting(pk, one.seat.capacity, True, asks[pk].answered_at or clock.now()) for pk, one in others.items()]
    left = meeting.size - places.taken(meeting) if meeting.size else len(wanting)
    for before, pk in enumerate(places.turns(meeting, wanting)):
        put_answer(others[pk], Answer.COMES, said="", is_news=False, waits=before >= left)
