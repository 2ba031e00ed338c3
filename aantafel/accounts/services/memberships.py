"""Roles in a municipality: given and ended, never deleted. What somebody did stays; what they may do stops at once."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Role
from aantafel.accounts.models import DeskShare, Membership, User
from aantafel.accounts.services import people
from aantafel.accounts.signals import role_ended, role_given
from aantafel.core import clock
from aantafel.core.errors import WrongState
from municipalities.enums import InstanceState
from municipalities.models import Instance, Municipality


class LastCoordinator(WrongState):
    default = _("This is the only coordinator. Let somebody else become coordinator first.")


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
    """End a role in this municipality, and with the last role there also every share in its desk. Safe to run twice.

    Locks the instance: of two coordinators who end each other's role, one stays. Raises LastCoordinator, and
    Membership.DoesNotExist for a role elsewhere.
    """
    with transaction.atomic():
        instance = Instance.objects.select_for_update(no_key=True).filter(municipality=municipality).first()
        held = Membership.objects.select_for_update(no_key=True).get(pk=membership_id, municipality=municipality)
        if held.ended_at is not None:
            return held
        if held.role == Role.COORDINATOR and instance is not None and instance.state == InstanceState.OPEN:
            others = Membership.objects.filter(municipality=municipality, role=Role.COORDINATOR, ended_at=None)
            if not others.exclude(pk=held.pk).exists():
                raise LastCoordinator
        held.ended_at, held.ended_by = clock.now(), actor
        held.save(update_fields=["ended_at", "ended_by"])
        _end_shares(actor, held.user_id, municipality)
        role_ended.send(sender=Membership, membership=held, actor=actor)
    return held


def _end_shares(actor: User | None, user_id: int, municipality: Municipality) -> None:
    """Who holds no role here any more does not work at the desk either."""
    if not Membership.objects.filter(user=user_id, municipality=municipality, ended_at=None).exists():
        open_shares = DeskShare.objects.filter(user=user_id, municipality=municipality, ended_at=None)
        open_shares.update(ended_at=clock.now(), ended_by=actor)
