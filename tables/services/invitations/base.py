"""What the services around invitations share: the locks, and how an answer is written."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import DomainError, WrongState
from ideas.services import support
from tables.enums import Answer, InvitationWay
from tables.models import DateAsk, Invitation, Meeting, Seat, Table
from tables.services import places

MOST_PER_DAY = 200


class MeetingOver(WrongState):
    default = _("This meeting is over, or it does not go on. Nobody can be asked for it any more.")


class NoInvitation(WrongState):
    default = _("This invitation is no longer here.")


class TooMany(DomainError):
    default = _(
        "This table has sent very many invitations today. What you typed is still here; send the rest tomorrow."
    )


class Unfinished(DomainError):
    default = _("Tell in which capacity and role you come, and what your interest is.")


def lock_meeting(table: Table, meeting_id: int) -> Meeting:
    """A meeting of a locked table, for which people can still be asked. Raises MeetingOver."""
    rows = Meeting.everywhere.select_for_update(of=("self",), no_key=True)
    meeting = rows.filter(table=table, pk=meeting_id).first()
    if meeting is None or not places.is_to_come(meeting):
        raise MeetingOver
    meeting.table = table
    return meeting


def lock_invitation(meeting: Meeting, seat: Seat, way: InvitationWay) -> Invitation:
    """Of a locked seat for a locked meeting, made when there is none yet."""
    rows = Invitation.everywhere.select_for_update(of=("self",), no_key=True)
    found = rows.filter(meeting=meeting, seat=seat).first()
    if found is None:
        found = Invitation.everywhere.create(meeting=meeting, seat=seat, way=way)
    found.meeting, found.seat = meeting, seat
    return found


def mark_sent(invitation: Invitation, actor: User, way: InvitationWay) -> None:
    """They are asked now; who was asked before stays asked as they were."""
    if invitation.sent_at is None:
        invitation.way, invitation.sent_at, invitation.sent_by = way, clock.now(), actor
        invitation.save()


def answer_offers(table: Table, asked: Iterable[Seat]) -> None:
    """Of who is asked now: what they offered to the idea, or that they want to join, is answered by that. One query."""
    users = [seat.user_id for seat in asked if seat.user_id]
    if users:
        support.ask_along(table.idea_id, users)


def write_answer(invitation: Invitation, given: Answer, *, said: str, is_news: bool) -> bool:
    """What somebody says, in locked rows. Who comes gets a place, or stands on the waiting list; an owner never waits.
    Who had a place and gives it up makes room. False when nothing is new.
    """
    if invitation.answer == given and invitation.said == said:
        return False
    comes = given is Answer.COMES
    had_place = invitation.answer == Answer.COMES and invitation.waits_since is None
    may_wait = comes and not had_place and not invitation.seat.is_owner
    waits = may_wait and (invitation.waits_since is not None or not places.has_room(invitation.meeting))
    put_answer(invitation, given, said=said, is_news=is_news, waits=waits)
    if had_place and not comes:
        places.fill_places(invitation.meeting)
    return True


def put_answer(invitation: Invitation, given: Answer, *, said: str, is_news: bool, waits: bool = False) -> None:
    """The answer alone, in a locked row: the caller sees to the places."""
    invitation.answer, invitation.said = given, said
    invitation.waits_since = (invitation.waits_since or clock.now()) if waits else None
    invitation.answered_at, invitation.is_news = clock.now(), is_news
    invitation.save()


def must_be_complete(seat: Seat) -> None:
    """Whoever comes says as what. Raises Unfinished."""
    if not (seat.capacity and seat.role.strip() and seat.interest.strip()):
        raise Unfinished


def refuse_too_many(table: Table, more: int) -> None:
    """Nobody mails the whole town by a locked table, for a meeting or for a date. Raises TooMany."""
    since = clock.now() - timedelta(days=1)
    asks = DateAsk.everywhere.filter(meeting__table=table)
    by_date = asks.filter(meeting=OuterRef("meeting"), seat=OuterRef("seat"))
    sent = Invitation.everywhere.filter(meeting__table=table, sent_at__gt=since).exclude(Exists(by_date))
    if more > 0 and sent.count() + asks.filter(asked_at__gt=since).count() + more > MOST_PER_DAY:
        raise TooMany
