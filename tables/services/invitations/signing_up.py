"""Signing up by oneself for a meeting that is open to everyone."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User, normalise_email
from aantafel.accounts.services import people
from aantafel.core import clock, page_cache, ratelimit
from aantafel.core.errors import DomainError, WrongState
from tables.enums import Answer, InvitationWay, MeetingState, SeatSource
from tables.models import Invitation, Meeting, Seat, SignUp
from tables.notifications import asking as notifications
from tables.services import capacity, places, seat_privacy, seats, steps
from tables.services.invitations.answers import Told
from tables.services.invitations.base import lock_invitation, lock_meeting, must_be_complete, write_answer

HOUR = timedelta(hours=1)
CLICKED = timedelta(minutes=1)
FROM_ONE_CONNECTION = 300  # an hour: fifty people in a library pass
MAILS_PER_HOUR = 6


class NotOpen(WrongState):
    default = _("Nobody can sign up for this meeting, or not any more. What you typed is still here.")


class TooMany(DomainError):
    default = _("That were many sign-ups in a short time. What you typed is still here; wait an hour and try again.")


class Late(WrongState):
    default = _("This link no longer works. Sign up once more.")


def is_open(meeting: Meeting) -> bool:
    """Whether anyone may sign up: with a day, and to come."""
    return meeting.is_open and meeting.state == MeetingState.PLANNED and places.is_to_come(meeting)


def sign_up(*, actor: User, meeting_id: int, told: Told) -> Invitation:
    """Somebody who is signed in comes, or stands on the waiting list. Who was invited answers that invitation. Raises
    NotOpen, ListClosed, MeetingOver, OtherCapacity, Unfinished.
    """
    with transaction.atomic():
        people.lock(actor)
        return _sit(meeting_id, actor.email, actor, told)


def ask_to_sign_up(*, meeting: Meeting, email: str, told: Told, client: str) -> SignUp:
    """Somebody who is not signed in: a mail goes to the address, and only its link signs up. The same within a minute,
    as after a double click, gives what is there; after that another mail takes the place of the first. Locks the table.
    Raises NotOpen and TooMany.
    """
    address = normalise_email(email)
    if not ratelimit.hit("sign-up", client, limit=FROM_ONE_CONNECTION, per=HOUR):
        raise TooMany
    if not ratelimit.hit("sign-up-mail", address, limit=MAILS_PER_HOUR, per=HOUR):
        raise TooMany
    if not is_open(meeting):
        raise NotOpen
    with transaction.atomic():
        steps.lock(meeting.table_id)
        here = SignUp.everywhere.filter(meeting=meeting, email=address)
        same = here.filter(made_at__gt=clock.now() - CLICKED, invitation=None, **vars(told)).first()
        if same is not None:
            return same
        seat_privacy.erase(here)
        kept = SignUp.everywhere.create(meeting=meeting, email=address, **vars(told))
        notifications.confirm_sign_up(kept, is_full=not places.has_room(meeting))
    return kept


def confirm(*, key: UUID) -> Invitation:
    """The link from the mail: the address is proved, so they come, or stand on the waiting list; what was typed stays
    with the seat alone. Once more, as after a double click, gives the same. Raises Late and what `sign_up` raises.
    """
    with transaction.atomic():
        fresh = SignUp.everywhere.filter(made_at__gt=clock.now() - seat_privacy.KEEP_SIGN_UPS)
        rows = fresh.select_related("invitation__seat")
        table_id = rows.filter(key=key).values_list("meeting__table_id", flat=True).first()
        if table_id is not None:
            seats.lock_open(table_id)
        kept = rows.filter(key=key).first()
        if kept is None:
            raise Late
        if kept.invitation is not None:
            return kept.invitation
        names = ("capacity", "role", "interest", "name", "name_display", "needs", "asks_again", "language")
        told = Told(**{name: getattr(kept, name) for name in names})
        done = _sit(kept.meeting_id, kept.email, None, told)
        empty = dict.fromkeys(("email", "name", "role", "interest", "needs"), "")
        SignUp.everywhere.filter(pk=kept.pk).update(invitation=done, **empty)
        return done


def _sit(meeting_id: int, email: str, user: User | None, told: Told) -> Invitation:
    table_id = Meeting.everywhere.filter(pk=meeting_id).values_list("table_id", flat=True).first()
    if table_id is None:
        raise NotOpen
    table = seats.lock_open(table_id)
    seats.owner_seat(table)
    theirs = Q(email=email) | (Q(user=user) if user else Q(pk=None))
    rows = Seat.everywhere.listed().select_for_update(of=("self",), no_key=True)
    seat = rows.filter(theirs, table=table).order_by("pk").first()
    if seat is None:
        seat = Seat(table=table, email=email, source=SeatSource.OPEN)
    else:
        capacity.demand(seat, told.capacity)
    for name, value in vars(told).items():
        setattr(seat, name, value)
    seat.user = seat.user or user
    must_be_complete(seat)
    seat.table, seat.changed_at = table, clock.now()
    seat.save()
    meeting = lock_meeting(table, meeting_id)
    invitation = lock_invitation(meeting, seat, InvitationWay.OPEN)
    if invitation.sent_at is None and not is_open(meeting):
        raise NotOpen
    if write_answer(invitation, Answer.COMES, said=invitation.said, is_news=True):
        notifications.answer_noted(invitation)
    steps.give_sign_of_life(table)
    transaction.on_commit(page_cache.purge, robust=True)
    return invitation
