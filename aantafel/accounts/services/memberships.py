"""Roles in a municipality: given and ended, never deleted. What somebody did stays; what they may do stops at once."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from aantafel.accounts import notifications
from aantafel.accounts.enums import Role
from aantafel.accounts.models import DeskShare, Membership, User
from aantafel.accounts.permissions import may_appoint, may_decide_about
from aantafel.accounts.services import people
from aantafel.accounts.signals import role_ended, role_given
from aantafel.core import clock
from aantafel.core.errors import DomainError, WrongState
from municipalities.enums import InstanceState
from municipalities.models import Instance, Municipality


class LastCoordinator(WrongState):
    default = _("This is the only coordinator. Let somebody else become coordinator first.")


class NotHere(WrongState):
    default = _("This person has no role here any more. Send an invitation.")


class NotForYourself(DomainError):
    default = _("You cannot give this to yourself. Ask a coordinator.")


class NotYours(DomainError):
    default = _("Only a coordinator decides who is coordinator here.")


def appoint(
    *, actor: User, user: User, municipality: Municipality, role: Role, capacity: str = ""
) -> tuple[Membership, bool]:
    """Give one more role to somebody who holds one here, and tell them; others are invited. Raises NotHere,
    NotYours for a coordinator, and NotForYourself: both unless a coordinator gives it.
    """
    demand_other(actor, user, municipality)
    if not may_decide_about(actor, municipality.pk, role):
        raise NotYours
    with transaction.atomic():
        people.lock(user)
        if not Membership.objects.filter(user=user, municipality=municipality, ended_at=None).exists():
            raise NotHere
        held, new = give(actor=actor, user=user, municipality=municipality, role=role, capacity=capacity)
        if new and user != actor:
            notifications.role_given(held)
    return held, new


def give(
    *, actor: User | None, user: User, municipality: Municipality, role: Role, capacity: str = ""
) -> tuple[Membership, bool]:
    """Give somebody a role; a role that is held stays as it is. Returns it, and whether it is new.

    Locks the person, so that an erasure finds the role or comes first. Raises ValueError for the operator's role.
    """
    if role is Role.OPERATOR:
        raise ValueError("an operator is made by `operators.make_operator`")
    with transaction.atomic():
        people.lock(user)
        held, new = Membership.objects.get_or_create(
            user=user,
            municipality=municipality,
            role=role,
            ended_at=None,
            defaults={"capacity": capacity, "given_by": actor},
        )
        if new:
            role_given.send(sender=Membership, membership=held, actor=actor)
    return held, new


def end(*, actor: User | None, membership_id: int, municipality: Municipality) -> Membership:
    """End a role in this municipality, with what `shares_that_end` says, and tell the person. Safe to run twice.

    Locks the instance: of two coordinators who end each other's role, one stays. Raises LastCoordinator, and
    Membership.DoesNotExist for a role elsewhere.
    """
    with transaction.atomic():
        instance = Instance.objects.select_for_update(no_key=True).filter(municipality=municipality).first()
        rows = Membership.objects.select_for_update(of=("self",), no_key=True).select_related("user", "municipality")
        held = rows.get(pk=membership_id, municipality=municipality)
        if held.ended_at is not None:
            return held
        if held.role == Role.COORDINATOR and instance is not None and instance.state == InstanceState.OPEN:
            others = Membership.objects.filter(municipality=municipality, role=Role.COORDINATOR, ended_at=None)
            if not others.filter(user__is_active=True).exclude(pk=held.pk).exists():
                raise LastCoordinator
        held.ended_at, held.ended_by = clock.now(), actor
        held.save(update_fields=["ended_at", "ended_by"])
        end_shares(shares_that_end(held), actor=actor)
        role_ended.send(sender=Membership, membership=held, actor=actor)
        if held.user != actor:
            notifications.role_ended(held)
    return held


def demand_other(actor: User, user: User, municipality: Municipality) -> None:
    """Who stands in gives nothing to themselves: it would outlast their period. Raises NotForYourself."""
    if actor == user and not may_appoint(actor, municipality.pk):
        raise NotForYourself


def end_shares(shares: QuerySet[DeskShare], *, actor: User | None) -> None:
    """Stop them, and what a stand-in among them gave for as long as they stood in."""
    now = clock.now()
    for share in shares.filter(part=""):
        given = DeskShare.objects.filter(municipality=share.municipality_id, given_by=share.user_id, ended_at=None)
        given.exclude(part="").filter(ends_on=share.ends_on).update(ended_at=now, ended_by=actor)
    shares.update(ended_at=now, ended_by=actor)


def end_all(*, user: User) -> None:
    """End every role that somebody holds in a municipality, by themselves. Raises LastCoordinator, and then ends none
    when the caller has a transaction of their own.
    """
    places = Municipality.objects.filter(memberships__user=user, memberships__ended_at=None)
    for place in places.distinct().order_by("pk"):
        for held in Membership.objects.filter(user=user, municipality=place, ended_at=None).order_by("pk"):
            end(actor=user, membership_id=held.pk, municipality=place)


def shares_that_end(held: Membership) -> QuerySet[DeskShare]:
    """What somebody may no longer do at the desk once this role has ended: nothing at all without a role, and none of
    its parts outside the initiative group.
    """
    running = DeskShare.objects.filter(user=held.user_id, municipality=held.municipality_id, ended_at=None)
    others = Membership.objects.filter(user=held.user_id, municipality=held.municipality_id, ended_at=None)
    if not others.exclude(pk=held.pk).exists():
        return running
    return running.exclude(part="") if held.role == Role.INITIATIVE else running.none()
