"""Asking somebody by mail to take a role in a municipality, and their answer.

The key stands in the mail alone: who has it may say no. A yes needs proof of the address, so that a mail that was
passed on gives nobody a role. Locks: the person, then the invitation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aantafel.accounts import notifications
from aantafel.accounts.enums import InvitationState, Role
from aantafel.accounts.intents import Meaning
from aantafel.accounts.models import Invitation, Membership, User, normalise_email
from aantafel.accounts.permissions import is_operator, may_decide_about
from aantafel.accounts.services import memberships, people
from aantafel.core import clock, ratelimit
from aantafel.core.errors import Conflict, DomainError, WrongState
from municipalities.models import Municipality

VALID = timedelta(days=30)
KEEP_UNANSWERED = timedelta(days=90)  # counted from the day of the last mail
PER_INVITER = 100
PER_ADDRESS = 8
MEANING = _("With this code you take this role in %(municipality)s: %(role)s.")


class AlreadyInvited(Conflict):
    default = _("This person has been invited for this role already. You can send that invitation again.")


class AlreadyHas(Conflict):
    default = _("This person has this role already.")


class TooManyInvitations(DomainError):
    default = _("You invited many people in a short time. Wait an hour and try again.")


class TooManyToOne(DomainError):
    default = _("This address got many invitations today. Try again tomorrow.")


class Closed(WrongState):
    default = _("This invitation can no longer be answered.")


class ForSomebodyElse(WrongState):
    default = _("This invitation was sent to another address.")


@dataclass(frozen=True)
class Asked:
    """Who was asked for what, and for which roles that could not be, with the reason."""

    sent: list[Invitation]
    refused: list[tuple[Role, DomainError]]


def invite(*, role: Role, **about: Any) -> Invitation:
    """For one role. Raises what `invite_for` would refuse it with."""
    asked = invite_for(roles=[role], **about)
    for _role, error in asked.refused:
        raise error
    return asked.sent[0]


def invite_for(
    *,
    actor: User,
    municipality: Municipality,
    email: str,
    roles: Sequence[Role],
    capacity: str = "",
    name: str = "",
    message: str = "",
) -> Asked:
    """Ask somebody for one role or several, and queue one mail about those for which they can be asked. One open
    invitation per municipality, address and role; one that ran out makes room.

    A role is refused with AlreadyInvited, AlreadyHas, NotYours or NotForYourself. Raises TooManyInvitations,
    TooManyToOne, and ValueError for the operator's role or a member of the initiative group without a capacity.
    """
    if Role.OPERATOR in roles or (Role.INITIATIVE in roles and not capacity):
        raise ValueError("operators are not invited, and a member of the initiative group needs a capacity")
    address = normalise_email(email)
    possible, refused = [], []
    for role in roles:
        try:
            _demand_possible(actor, municipality, address, role)
        except DomainError as error:
            refused.append((role, error))
        else:
            possible.append(role)
    if possible:
        _count(actor, address)
    with transaction.atomic():
        sent = []
        for role in possible:
            fitting = capacity if role is Role.INITIATIVE else ""
            who = {"municipality": municipality, "email": address, "name": name, "invited_by": actor}
            new = Invitation(**who, role=role, capacity=fitting, message=message)
            try:
                sent.append(_created(new))
            except AlreadyInvited as error:
                refused.append((role, error))
        if sent:
            notifications.invitation(sent)
    return Asked(sent, refused)


def send_again(*, actor: User, invitation_id: int, municipality: Municipality) -> Invitation:
    """The same mail once more, valid for thirty days from now; an invitation that ran out works again. Raises Closed,
    TooManyInvitations, TooManyToOne, NotYours, and Invitation.DoesNotExist for one of another municipality. From now
    on it is whoever sends it again who asks.
    """
    with transaction.atomic():
        asked = _locked(pk=invitation_id, municipality=municipality)
        if asked.state != InvitationState.OPEN:
            raise Closed
        _demand_mine(actor, asked.municipality, Role(asked.role))
        _count(actor, asked.email)
        asked.expires_at, asked.invited_by = clock.now() + VALID, actor
        asked.save(update_fields=["expires_at", "invited_by"])
        notifications.invitation([asked])
    return asked


def withdraw(*, actor: User, invitation_id: int, municipality: Municipality) -> Invitation:
    """Take it back: the link in the mail says so from now on. Safe to run twice. Raises Closed once it was answered,
    NotYours, and Invitation.DoesNotExist for one of another municipality.
    """
    with transaction.atomic():
        asked = _locked(pk=invitation_id, municipality=municipality)
        if asked.state == InvitationState.WITHDRAWN:
            return asked
        if asked.state != InvitationState.OPEN:
            raise Closed
        _demand_mine(actor, asked.municipality, Role(asked.role))
        _close(asked, InvitationState.WITHDRAWN, withdrawn_by=actor)
    return asked


def withdraw_with(*, membership: Membership, actor: User | None) -> None:
    """Take back what somebody who is no coordinator any more asked others to become: a coordinator."""
    if membership.role != Role.COORDINATOR:
        return
    asked = Invitation.objects.select_for_update(no_key=True).filter(municipality=membership.municipality_id)
    for one in asked.filter(invited_by=membership.user_id, role=Role.COORDINATOR, state=InvitationState.OPEN):
        _close(one, InvitationState.WITHDRAWN, withdrawn_by=actor)


def withdraw_all(*, actor: User | None, municipality: Municipality) -> int:
    """Take back every invitation of a municipality that was not answered; how many those were. Inside the caller's
    transaction.
    """
    rows = Invitation.objects.select_for_update(of=("self",)).filter(municipality=municipality)
    waiting = list(rows.filter(state=InvitationState.OPEN).order_by("pk"))
    for asked in waiting:
        _close(asked, InvitationState.WITHDRAWN, withdrawn_by=actor)
    return len(waiting)


def accept(*, user: User, key: str) -> str:
    """Take the role, and tell who invited. Gives the path of the invitation, which says what comes next. Safe to run
    twice. Raises ForSomebodyElse, Closed, and Invitation.DoesNotExist.
    """
    with transaction.atomic():
        people.lock(user)
        asked = _locked(key=UUID(key))
        if asked.email != user.email:
            raise ForSomebodyElse
        if asked.state == InvitationState.ACCEPTED:
            return path_of(key)
        if not is_open(asked):
            raise Closed
        _introduce(user, asked)
        memberships.give(
            actor=asked.invited_by,
            user=user,
            municipality=asked.municipality,
            role=Role(asked.role),
            capacity=asked.capacity,
        )
        _close(asked, InvitationState.ACCEPTED, user=user)
        notifications.invitation_answered(asked)
    return path_of(key)


def decline(*, key: str) -> None:
    """Say no, and tell who invited. Safe to run twice. Raises Closed, and Invitation.DoesNotExist."""
    with transaction.atomic():
        asked = _locked(key=UUID(key))
        if asked.state == InvitationState.DECLINED:
            return
        if not is_open(asked):
            raise Closed
        _close(asked, InvitationState.DECLINED)
        notifications.invitation_answered(asked)


def carry_out(user: User, key: str) -> str:
    """For the sign-in: a yes that was meant. What can no longer be is told on the invitation's own page, since signing
    in must go on.
    """
    try:
        return accept(user=user, key=key)
    except (Closed, ForSomebodyElse):
        return path_of(key)
    except Invitation.DoesNotExist:
        return ""


def path_of(key: str) -> str:
    return reverse("accounts:invitation", args=[key])


def meaning(key: str) -> Meaning:
    """What the code for it will do."""
    asked = Invitation.objects.select_related("municipality").filter(key=key).first()
    if asked is None:
        return Meaning()
    told = {"role": asked.get_role_display(), "municipality": asked.municipality.name}
    return Meaning(MEANING % told)


def is_open(asked: Invitation) -> bool:
    """Waits for an answer, and can still be answered: for a coordinator, as long as who asked may decide about that."""
    if asked.state != InvitationState.OPEN or asked.expires_at <= clock.now():
        return False
    if asked.role != Role.COORDINATOR:
        return True
    return asked.invited_by is not None and may_decide_about(asked.invited_by, asked.municipality_id, Role.COORDINATOR)


def beside(asked: Invitation) -> list[Invitation]:
    """What else this person is asked for there, and can still answer."""
    others = Invitation.objects.filter(municipality=asked.municipality_id, email=asked.email)
    waiting = others.filter(state=InvitationState.OPEN).exclude(pk=asked.pk).select_related("invited_by")
    return [one for one in waiting.order_by("pk") if is_open(one)]


def erase_old() -> int:
    """What was not accepted, ninety days after the last mail, with the name and the address in it."""
    last_mail = clock.now() - KEEP_UNANSWERED
    unanswered = Invitation.objects.exclude(state=InvitationState.ACCEPTED)
    return unanswered.filter(expires_at__lt=last_mail + VALID).delete()[0]


def _locked(**wanted: object) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("municipality", "invited_by").get(**wanted)


def _demand_possible(actor: User, municipality: Municipality, address: str, role: Role) -> None:
    """Raises NotYours, NotForYourself and AlreadyHas."""
    _demand_mine(actor, municipality, role)
    if address == actor.email and not is_operator(actor):
        memberships.demand_other(actor, actor, municipality)
    running = Membership.objects.filter(municipality=municipality, role=role, ended_at=None)
    if running.filter(user__email=address).exists():
        raise AlreadyHas


def _demand_mine(actor: User, municipality: Municipality, role: Role) -> None:
    if not may_decide_about(actor, municipality.pk, role):
        raise memberships.NotYours


def _created(new: Invitation) -> Invitation:
    """Raises AlreadyInvited."""
    new.expires_at = clock.now() + VALID
    try:
        with transaction.atomic():
            _make_room(new.municipality, new.email, Role(new.role))
            new.save()
    except IntegrityError as error:
        if "one_open_invitation" in str(error):
            raise AlreadyInvited from None
        raise
    return new


def _close(
    asked: Invitation, state: InvitationState, *, user: User | None = None, withdrawn_by: User | None = None
) -> None:
    """The one place that ends an invitation; `user` is who took the role."""
    asked.state, asked.answered_at = state, clock.now()
    asked.user, asked.withdrawn_by = user, withdrawn_by
    asked.save(update_fields=["state", "answered_at", "user", "withdrawn_by"])


def _introduce(user: User, asked: Invitation) -> None:
    """Somebody new gets the name by which they were invited; a known person keeps their own."""
    if not user.name and asked.name:
        user.name = asked.name
        user.save(update_fields=["name"])


def _make_room(municipality: Municipality, address: str, role: Role) -> None:
    waiting = Invitation.objects.filter(municipality=municipality, email=address, role=role)
    ran_out = waiting.filter(state=InvitationState.OPEN, expires_at__lte=clock.now())
    ran_out.update(state=InvitationState.WITHDRAWN, answered_at=clock.now())


def _count(actor: User, address: str) -> None:
    if not ratelimit.hit("invitations", str(actor.pk), limit=PER_INVITER, per=timedelta(hours=1)):
        raise TooManyInvitations
    if not ratelimit.hit("invitations-to", address, limit=PER_ADDRESS, per=timedelta(days=1)):
        raise TooManyToOne
