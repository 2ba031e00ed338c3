"""What the invited say themselves, by the link of their mail or the code of their letter."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import NameDisplay
from aantafel.accounts.models import User, normalise_email
from aantafel.accounts.services import people
from aantafel.core import clock, page_cache, ratelimit
from aantafel.core.errors import DomainError
from tables.enums import Answer, InvitationWay, Reach, SeatSource
from tables.models import Invitation, Seat
from tables.notifications import asking as notifications
from tables.services import capacity, seats, steps
from tables.services import quiet as quiet_ones
from tables.services.invitations.base import (
    NoInvitation,
    lock_invitation,
    lock_meeting,
    must_be_complete,
    write_answer,
)

SUBSTITUTES = 5  # a day, for one invitation


class SendsThemselves(DomainError):
    default = _("Type the name and the e-mail address of somebody else.")


class TooManySent(DomainError):
    default = _("You have sent several people already. Try it again tomorrow, or let the table know.")


@dataclass(frozen=True)
class Told:
    """What somebody says about themselves."""

    capacity: str
    role: str = ""
    interest: str = ""
    name: str = ""
    name_display: str = NameDisplay.HIDDEN
    needs: str = ""
    asks_again: bool = False
    language: str = "nl"


@dataclass(frozen=True)
class Other:
    """Whom somebody sends in their place."""

    name: str
    email: str


def answer(
    *, key: UUID, given: Answer, told: Told, said: str = "", other: Other | None = None, actor: User | None = None
) -> Invitation:
    """They come, do not come, come perhaps, or send somebody, who gets an invitation of their own. The answer may be
    changed as long as the meeting is to come; the same again changes nothing and mails nobody. Signed in with the
    address of the invitation, it becomes part of their account.

    Raises ListClosed, NoInvitation, MeetingOver, Unfinished, OtherCapacity, SendsThemselves, TooManySent.
    """
    table_id, seat_id, meeting_id = _ids(key)
    with transaction.atomic():
        if actor is not None:
            people.lock(actor)
        table = seats.lock_open(table_id)
        seat = _lock_seat(seat_id)
        _take_in(seat, told, actor)
        meeting = lock_meeting(table, meeting_id)
        invitation = lock_invitation(meeting, seat, InvitationWay.MAIL)
        if given is Answer.COMES:
            must_be_complete(seat)
        before = invitation.answer
        is_new = write_answer(invitation, given, said=said, is_news=True)
        if given is Answer.SENDS:
            _send_other(invitation, other)
        if is_new and (before or given is Answer.COMES):
            notifications.answer_noted(invitation)
        steps.give_sign_of_life(table)
        transaction.on_commit(page_cache.purge, robust=True)
    return invitation


def sign_off(*, key: UUID) -> Invitation:
    """They do not come after all; the place goes to who waits. Raises what `answer` raises."""
    table_id, seat_id, meeting_id = _ids(key)
    with transaction.atomic():
        table = seats.lock_open(table_id)
        seat = _lock_seat(seat_id)
        meeting = lock_meeting(table, meeting_id)
        invitation = lock_invitation(meeting, seat, InvitationWay.MAIL)
        if write_answer(invitation, Answer.NOT, said=invitation.said, is_news=True):
            notifications.answer_noted(invitation)
        transaction.on_commit(page_cache.purge, robust=True)
    return invitation


def be_quiet(*, key: UUID, quiet: bool = True) -> None:
    """No more mail from this table but what is needed for a meeting to which they come; or mail again. Safe to run
    twice. Raises NoInvitation.
    """
    table_id, seat_id, _meeting_id = _ids(key)
    with transaction.atomic():
        steps.lock(table_id)
        seat = _lock_seat(seat_id)
        if quiet:
            quiet_ones.stop(seat)
        else:
            quiet_ones.undo(seat)


def _ids(key: UUID) -> tuple[int, int, int]:
    rows = Invitation.everywhere.filter(key=key, seat__removed_at=None, seat__erased_at=None)
    found = rows.values_list("meeting__table_id", "seat_id", "meeting_id").first()
    if found is None:
        raise NoInvitation
    return found


def _lock_seat(seat_id: int) -> Seat:
    rows = Seat.everywhere.listed().select_for_update(of=("self",), no_key=True)
    seat = rows.filter(pk=seat_id, erased_at=None).first()
    if seat is None:
        raise NoInvitation
    return seat


def _take_in(seat: Seat, told: Told, actor: User | None) -> None:
    """What they say of themselves goes before what others wrote down. Raises OtherCapacity."""
    capacity.demand(seat, told.capacity)
    for name, value in vars(told).items():
        setattr(seat, name, value)
    is_theirs = actor is not None and actor.email == seat.email and seat.user_id is None
    if is_theirs and not Seat.everywhere.listed().filter(table=seat.table_id, user=actor).exists():
        seat.user = actor
    seat.changed_at = clock.now()
    seat.save()


def _send_other(invitation: Invitation, other: Other | None) -> None:
    """Somebody else is invited, and says yes or no themselves. Who is invited already gets no second mail."""
    seat = invitation.seat
    if other is None or not other.name or normalise_email(other.email) == seat.email:
        raise SendsThemselves
    email = normalise_email(other.email)
    here = Seat.everywhere.listed().filter(table=seat.table_id)
    theirs = here.filter(email=email).select_for_update(of=("self",), no_key=True).first()
    if theirs is None:
        day = timedelta(days=1)
        if not ratelimit.hit("invitation-sends", str(invitation.pk), limit=SUBSTITUTES, per=day):
            raise TooManySent
        theirs = Seat.everywhere.create(
            table_id=seat.table_id,
            name=other.name,
            email=email,
            capacity=seat.capacity,
            reach=Reach.MAIL,
            source=SeatSource.SENT,
            language=seat.language,
        )
    quiet_ones.recall([theirs])
    theirs.table = invitation.meeting.table
    invited = lock_invitation(invitation.meeting, theirs, InvitationWay.MAIL)
    if invited.sent_at is not None or invited.answer or notifications.unwanted([theirs]):
        return
    invited.instead_of, invited.sent_at = invitation, clock.now()
    invited.save(update_fields=["instead_of", "sent_at"])
    notifications.invited(invited, asker="")
