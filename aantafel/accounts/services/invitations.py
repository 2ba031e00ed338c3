"""Asking somebody by mail to take a role in a municipality, and their answer.

The key stands in the mail alone: who has it may say no. A yes needs proof of the address, so that a mail that was
passed on gives nobody a role. Locks: the person, then the invitation.
"""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aantafel.accounts import notifications
from aantafel.accounts.enums import InvitationState, Role
from aantafel.accounts.intents import Meaning
from aantafel.accounts.models import Invitation, Membership, User, normalise_email
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


def invite(
    *,
    actor: User,
    municipality: Municipality,
    email: str,
    role: Role,
    capacity: str = "",
    name: str = "",
    message: str = "",
) -> Invitation:
    """Ask somebody for a role, and queue the mail. One open invitation per municipality, address and role; one that ran
    out makes room. Raises AlreadyInvited, AlreadyHas, TooManyInvitations, TooManyToOne, and ValueError for the
    operator's role or a member of the initiative group without a capacity.
    """
    if role is Role.OPERATOR or (role is Role.INITIATIVE and not capacity):
        raise ValueError("operators are not invited, and a member of the initiative group needs a capacity")
    address = normalise_email(email)
    running = Membership.objects.filter(municipality=municipality, role=role, ended_at=None)
    if running.filter(user__email=address).exists():
        raise AlreadyHas
    _count(actor, address)
    try:
        with transaction.atomic():
            _make_room(municipality, address, role)
            asked = Invitation.objects.create(
                municipality=municipality,
                email=address,
                name=name,
                role=role,
                capacity=capacity if role is Role.INITIATIVE else "",
                message=message,
                invited_by=actor,
                expires_at=clock.now() + VALID,
            )
            notifications.invitation(asked)
    except IntegrityError as error:
        if "one_open_invitation" in str(error):
            raise AlreadyInvited from None
        raise
    return asked


def send_again(*, actor: User, invitation_id: int, municipality: Municipality) -> Invitation:
    """The same mail once more, valid for thirty days from now; an invitation that ran out works again. Raises Closed,
    TooManyInvitations, TooManyToOne, and Invitation.DoesNotExist for one of another municipality.
    """
    with transaction.atomic():
        asked = _locked(pk=invitation_id, municipality=municipality)
        if asked.state != InvitationState.OPEN:
            raise Closed
        _count(actor, asked.email)
        asked.expires_at = clock.now() + VALID
        asked.save(update_fields=["expires_at"])
        notifications.invitation(asked)
    return asked


def withdraw(*, actor: User, invitation_id: int, municipality: Municipality) -> Invitation:
    """Take it back: the link in the mail says so from now on. Safe to run twice. Raises Closed once it was answered,
    and Invitation.DoesNotExist for one of another municipality.
    """
    with transaction.atomic():
        asked = _locked(pk=invitation_id, municipality=municipality)
        if asked.state == InvitationState.WITHDRAWN:
            return asked
        if asked.state != InvitationState.OPEN:
            raise Closed
        _close(asked, InvitationState.WITHDRAWN, withdrawn_by=actor)
    return asked


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
    """Waits for an answer, and can still be answered."""
    return asked.state == InvitationState.OPEN and asked.expires_at > clock.now()


def beside(asked: Invitation) -> list[Invitation]:
    """What else this person is asked for there."""
    others = Invitation.objects.filter(municipality=asked.municipality_id, email=asked.email)
    waiting = others.filter(state=InvitationState.OPEN, expires_at__gt=clock.now())
    return list(waiting.exclude(pk=asked.pk).order_by("pk"))


def erase_old() -> int:
    """What was not accepted, ninety days after the last mail, with the name and the address in it."""
    last_mail = clock.now() - KEEP_UNANSWERED
    unanswered = Invitation.objects.exclude(state=InvitationState.ACCEPTED)
    return unanswered.filter(expires_at__lt=last_mail + VALID).delete()[0]


def _locked(**wanted: object) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("municipality", "invited_by").get(**wanted)


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
