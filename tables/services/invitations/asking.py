"""Who organises a table asks people for a meeting: by mail, by letter, by phone or in person."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core.errors import DomainError
from tables.enums import Answer, InvitationWay, Reach, SeatSource
from tables.models import Invitation, Meeting, Seat
from tables.notifications import asking as notifications
from tables.services import quiet, seats, steps
from tables.services.invitations import letters
from tables.services.invitations.base import (
    answer_offers,
    lock_invitation,
    lock_meeting,
    mark_sent,
    must_be_complete,
    refuse_too_many,
    write_answer,
)


class NobodyChosen(DomainError):
    default = _("Choose at least one person to invite.")


@dataclass
class Asked:
    """What came of it: who gets a mail, for whom there are letters, which municipality has no mailbox, so that somebody
    sends it the text, and who was left out because they want no mail, or have no address.
    """

    mailed: list[Invitation] = field(default_factory=list)
    letters: list[Invitation] = field(default_factory=list)
    by_hand: list[Invitation] = field(default_factory=list)
    left_out: list[Seat] = field(default_factory=list)


def send(*, actor: User, table_id: int, meeting_id: int, seat_ids: Collection[int], text: str, asker: str) -> Asked:
    """Invite everyone chosen who is reached by mail or on paper, in one transaction. Who was invited before gets no
    second mail; a letter can be printed again, with the same code.

    Raises ListClosed, MeetingOver, NobodyChosen, TooMany.
    """
    if not seat_ids:
        raise NobodyChosen
    with transaction.atomic():
        people.lock(actor)
        table = seats.lock_open(table_id)
        seats.owner_seat(table)
        rows = Seat.everywhere.listed().select_for_update(of=("self",), no_key=True)
        chosen = list(rows.filter(table=table, pk__in=seat_ids, is_owner=False).order_by("pk"))
        meeting = lock_meeting(table, meeting_id)
        known = Invitation.everywhere.filter(meeting=meeting, seat__in=chosen).exclude(sent_at=None).count()
        refuse_too_many(table, len(chosen) - known)
        quiet.recall(chosen)
        unwanted = notifications.unwanted(chosen)
        asked = Asked()
        for seat in chosen:
            _ask(seat, meeting, asked, actor=actor, text=text, asker=asker, is_quiet=seat.pk in unwanted)
        answer_offers(table, (invitation.seat for invitation in (*asked.mailed, *asked.letters)))
        steps.give_sign_of_life(table)
    return asked


def note_by_hand(
    *,
    actor: User,
    table_id: int,
    meeting_id: int,
    seat_id: int,
    way: InvitationWay,
    answer: Answer | None,
    said: str = "",
    interest: str = "",
    role: str = "",
    needs: str = "",
) -> Invitation:
    """Somebody was asked by phone, in person, on paper or through a form, and perhaps answered. Raises ListClosed,
    NotOnTheList, MeetingOver, and Unfinished for who comes without a role or an interest.
    """
    with transaction.atomic():
        people.lock(actor)
        table = seats.lock_open(table_id)
        seats.owner_seat(table)
        seat = seats.lock(table, seat_id)
        meeting = lock_meeting(table, meeting_id)
        invitation = lock_invitation(meeting, seat, way)
        mark_sent(invitation, actor, way)
        answer_offers(table, [seat])
        seat.role, seat.interest = role or seat.role, interest or seat.interest
        seat.needs = needs or seat.needs
        if answer is Answer.COMES:
            must_be_complete(seat)
        seat.save(update_fields=["role", "interest", "needs"])
        if answer is not None:
            write_answer(invitation, answer, said=said, is_news=False)
        steps.give_sign_of_life(table)
    return invitation


def _ask(seat: Seat, meeting: Meeting, asked: Asked, *, actor: User, text: str, asker: str, is_quiet: bool) -> None:
    way = _way(seat, meeting, is_quiet=is_quiet)
    if way is None:
        asked.left_out.append(seat)
        return
    invitation = lock_invitation(meeting, seat, way)
    if way is InvitationWay.PAPER:
        letters.give_code(invitation)
        asked.letters.append(invitation)
    if invitation.sent_at is not None or invitation.answer:
        return
    invitation.text, invitation.way = text, way
    if way is InvitationWay.FORM:
        invitation.save(update_fields=["text", "way"])
        asked.by_hand.append(invitation)
        return
    mark_sent(invitation, actor, way)
    if way is InvitationWay.MAIL:
        notifications.invited(invitation, asker=seat.asker or asker)
        asked.mailed.append(invitation)


def _way(seat: Seat, meeting: Meeting, *, is_quiet: bool) -> InvitationWay | None:
    """How this can be done from here; None for who is asked in person, cannot be reached, or wants no mail. A
    municipality is mailed at the mailbox that it has now; without one somebody fills in its form.
    """
    if seat.source == SeatSource.TOWN:
        return InvitationWay.MAIL if meeting.table.municipality.mail_address else InvitationWay.FORM
    if seat.reach == Reach.PAPER:
        return InvitationWay.PAPER
    return InvitationWay.MAIL if seat.reach == Reach.MAIL and seat.email and not is_quiet else None
