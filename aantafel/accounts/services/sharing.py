"""Giving away work at the coordinator's desk: parts of it to members of the initiative group, and the whole of it to
who stands in for a period. It works at once and stops at once (`accounts.permissions` asks the rows each time).

Locks: the person, then their roles here, so that a role that ends at this moment takes the share along or comes first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts import notifications
from aantafel.accounts.enums import DELEGABLE, DeskPart, Role
from aantafel.accounts.models import DeskShare, Membership, User
from aantafel.accounts.permissions import has_role, may_appoint, standing_in
from aantafel.accounts.services import memberships, people
from aantafel.core import clock
from aantafel.core.errors import DomainError, WrongState
from municipalities.models import Municipality

LONGEST = timedelta(days=366)
TOLD_WITHIN = timedelta(days=7)  # since the last day: much later nobody waits for the mail


class NotAMember(WrongState):
    default = _("Only a member of the initiative group can take over parts of the desk.")


class NotHere(WrongState):
    default = _("This person has no role here any more.")


class IsCoordinator(WrongState):
    default = _("This person is a coordinator, and can do everything already.")


class BadPeriod(DomainError):
    default = _("Choose a period that begins today or later and lasts a year at most.")


class Overlaps(DomainError):
    default = _("This person stands in already in a part of that period.")


@dataclass(frozen=True)
class Changed:
    """What somebody may do from now on, and no longer."""

    given: list[DeskPart]
    taken: list[DeskPart]

    def __bool__(self) -> bool:
        return bool(self.given or self.taken)


def set_parts(*, actor: User, user: User, municipality: Municipality, parts: Iterable[DeskPart]) -> Changed:
    """Let somebody work at exactly these parts of the desk, and tell them what changed. Safe to run twice. What a
    stand-in gives ends with their period; what a coordinator gives has no end.

    Raises NotForYourself, NotAMember, IsCoordinator, and ValueError for a part that is not given away.
    """
    wanted = set(parts)
    if not wanted <= set(DELEGABLE):
        raise ValueError("this part of the desk is not given away")
    memberships.demand_other(actor, user, municipality)
    until = _until(actor, municipality)
    with transaction.atomic():
        roles = _roles_here(user, municipality)
        if wanted and Role.INITIATIVE not in roles:
            raise NotAMember
        running = DeskShare.objects.filter(user=user, municipality=municipality, ended_at=None).exclude(part="")
        running.filter(ends_on__lt=clock.today()).update(ended_at=clock.now())
        held = {DeskPart(one.part): one for one in running}
        shorter = {part for part, one in held.items() if one.ends_on and not until}
        changed = Changed(_in_order(wanted - (held.keys() - shorter)), _in_order(held.keys() - wanted))
        running.filter(part__in=[*changed.taken, *changed.given]).update(ended_at=clock.now(), ended_by=actor)
        DeskShare.objects.bulk_create(
            DeskShare(user=user, municipality=municipality, part=part, given_by=actor, ends_on=until)
            for part in changed.given
        )
        if changed:
            notifications.desk_parts(user, municipality, changed.given, changed.taken, until)
    return changed


def stand_in(
    *,
    actor: User,
    user: User,
    municipality: Municipality,
    starts_on: date,
    ends_on: date,
    instead_of: User | None = None,
) -> DeskShare:
    """Give somebody with a role here the whole desk, from and including `starts_on` up to and including `ends_on`.

    `instead_of` is the coordinator who is away then, who gives it unless it says otherwise. Raises NotHere,
    IsCoordinator, BadPeriod, Overlaps, and ValueError when it is nobody who is coordinator here.
    """
    away = instead_of or actor
    if not has_role(away, municipality.pk, Role.COORDINATOR):
        raise ValueError("nobody stands in for who is no coordinator")
    if not clock.today() <= starts_on <= ends_on <= starts_on + LONGEST:
        raise BadPeriod
    with transaction.atomic():
        if not _roles_here(user, municipality):
            raise NotHere
        others = DeskShare.objects.filter(user=user, municipality=municipality, part="", ended_at=None)
        if others.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
            raise Overlaps
        share = DeskShare.objects.create(
            user=user,
            municipality=municipality,
            starts_on=starts_on,
            ends_on=ends_on,
            stands_in_for=away,
            given_by=actor,
        )
        notifications.stand_in(share)
    return share


def end_share(*, actor: User, share_id: int, municipality: Municipality) -> DeskShare:
    """Stop it now, and tell the person. Safe to run twice; a stand-in whose last day has passed stays as it was. Raises
    DeskShare.DoesNotExist for one of another municipality.
    """
    with transaction.atomic():
        rows = DeskShare.objects.select_for_update(of=("self",), no_key=True).select_related("user", "municipality")
        share = rows.get(pk=share_id, municipality=municipality)
        if share.ended_at is not None or (share.ends_on and share.ends_on < clock.today()):
            return share
        memberships.end_shares(DeskShare.objects.filter(pk=share.pk), actor=actor)
        share.refresh_from_db(fields=["ended_at", "ended_by"])
        if share.user != actor:
            notifications.share_ended(share)
    return share


def tell_who_stood_in() -> int:
    """To both when a period has ended by itself, once: the mail's key says of which. Gives how many mails were made."""
    today = clock.today()
    over = DeskShare.objects.filter(part="", ended_at=None, ends_on__lt=today, ends_on__gte=today - TOLD_WITHIN)
    return sum(notifications.stand_in_over(one) for one in over.select_related("user", "stands_in_for", "municipality"))


def _until(actor: User, municipality: Municipality) -> date | None:
    """The last day of what somebody gives here: that of their own period, for who stands in."""
    own = None if may_appoint(actor, municipality.pk) else standing_in(actor, municipality.pk)
    return own.ends_on if own else None


def _roles_here(user: User, municipality: Municipality) -> set[str]:
    """What somebody is here now, kept until the transaction ends. Raises IsCoordinator: nothing is left to give."""
    people.lock(user)
    running = Membership.objects.select_for_update(no_key=True).filter(user=user, municipality=municipality)
    roles = {held.role for held in running.filter(ended_at=None).order_by("pk")}
    if Role.COORDINATOR in roles:
        raise IsCoordinator
    return roles


def _in_order(parts: set[DeskPart]) -> list[DeskPart]:
    return [part for part in DELEGABLE if part in parts]
