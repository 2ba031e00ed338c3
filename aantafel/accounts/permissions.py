"""Who may do what, as named predicates. Asked of the database each time: a role that ends stops at once."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet, Value
from django.urls import reverse

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import DeskShare, Membership, User
from aantafel.core import clock
from municipalities import sites
from municipalities.models import Instance, Municipality


def is_operator(user: User | AnonymousUser) -> bool:
    """Runs the national site."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return Membership.objects.filter(user=user, role=Role.OPERATOR, municipality=None, ended_at=None).exists()


def has_role(user: User | AnonymousUser, municipality_id: int, role: Role) -> bool:
    """Holds a role in a municipality now."""
    if not isinstance(user, User) or not user.is_active:
        return False
    running = Membership.objects.filter(user=user, municipality=municipality_id, ended_at=None)
    return running.filter(role=role).exists()


def belongs_to(user: User | AnonymousUser, municipality_id: int) -> bool:
    """Holds any role in a municipality now, or works at a part of its desk."""
    if not isinstance(user, User) or not user.is_active:
        return False
    here = {"user": user, "municipality": municipality_id}
    return Membership.objects.filter(**here, ended_at=None).exists() or running_shares().filter(**here).exists()


def is_coach(user: User | AnonymousUser, municipality_id: int) -> bool:
    return has_role(user, municipality_id, Role.COACH)


def desk_parts(user: User | AnonymousUser, municipality_id: int) -> frozenset[DeskPart]:
    """The parts of a municipality's desk that somebody may work at now: all of them for a coordinator and who stands
    in for one, else those that were given to them. Two queries at most.
    """
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    if has_role(user, municipality_id, Role.COORDINATOR):
        return frozenset(DeskPart)
    given = running_shares().filter(user=user, municipality=municipality_id).values_list("part", flat=True)
    parts = set(given)
    return frozenset(DeskPart) if "" in parts else frozenset(DeskPart(part) for part in parts)


@dataclass(frozen=True)
class OwnDesks:
    """At which desks somebody may work now, by municipality: the coordinator's, and the coach's."""

    coordinator: frozenset[int] = frozenset()
    coach: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.coordinator or self.coach)

    def at(self, municipality_id: int) -> "OwnDesks":
        """Those of one municipality."""
        return OwnDesks(self.coordinator & {municipality_id}, self.coach & {municipality_id})


def own_desks(user: User | AnonymousUser) -> OwnDesks:
    """For the way there. One query, and none for a visitor."""
    if not isinstance(user, User) or not user.is_active:
        return OwnDesks()
    shares = running_shares().filter(user=user).values_list("municipality", Value(Role.COORDINATOR.value))
    roles = Membership.objects.filter(user=user, ended_at=None, role__in=(Role.COORDINATOR, Role.COACH))
    held = list(roles.values_list("municipality", "role").union(shares))
    coordinator, coach = ({place for place, kind in held if kind == role} for role in (Role.COORDINATOR, Role.COACH))
    return OwnDesks(frozenset(coordinator), frozenset(coach))


def may_appoint(user: User | AnonymousUser, municipality_id: int) -> bool:
    """Decides who is a coordinator and who stands in for one. Who stands in does not: else nobody could end it."""
    return has_role(user, municipality_id, Role.COORDINATOR)


def may_lead(user: User | AnonymousUser, municipality_id: int) -> bool:
    """Decides about the people of a municipality: there, or for the whole country."""
    return DeskPart.LEAD in desk_parts(user, municipality_id) or is_operator(user)


def may_decide_about(user: User | AnonymousUser, municipality_id: int, role: Role) -> bool:
    """Invites somebody for a role, and takes that back: of those who do, not everybody may make a coordinator."""
    return role is not Role.COORDINATOR or may_appoint(user, municipality_id) or is_operator(user)


def standing_in(user: User | AnonymousUser, municipality_id: int) -> DeskShare | None:
    """The period in which somebody stands in for the coordinator now, the longest one."""
    if not isinstance(user, User):
        return None
    return running_shares().filter(user=user, municipality=municipality_id, part="").order_by("-ends_on").first()


def running_shares() -> QuerySet[DeskShare]:
    """Shares in a desk that hold today."""
    today = clock.today()
    return DeskShare.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today, ended_at=None)


def desks_of(user: User | AnonymousUser) -> list[Municipality]:
    """Where somebody may work at the coordinator's desk, by name."""
    return _where(user, Role.COORDINATOR, running_shares())


def coach_in(user: User | AnonymousUser) -> list[Municipality]:
    """Where somebody is a coach, by name."""
    return _where(user, Role.COACH, DeskShare.objects.none())


def desk_path(user: User | AnonymousUser, municipality_id: int) -> str:
    """Where somebody works on the site of a municipality; "" for who has no desk there."""
    return _path(own_desks(user).at(municipality_id))


def own_desk(user: User | AnonymousUser, instance: Instance | None) -> str:
    """The way to where somebody works: at the site in use, else at the site of their municipality; where those are
    several, to a page that offers the choice. One query for whoever works nowhere, three at most.
    """
    desks = own_desks(user)
    here = _path(desks.at(instance.municipality_id)) if instance else ""
    if here or not desks:
        return here
    places = desks_of(user) if desks.coordinator else coach_in(user)
    if len(places) > 1:
        return str(settings.BASE_URL) + _path(desks)
    return sites.base_url_of(places[0].instance) + _path(desks) if places else ""


def _path(desks: OwnDesks) -> str:
    if desks.coordinator:
        return reverse("coordinator:home")
    return reverse("coach:home") if desks.coach else ""


def _where(user: User | AnonymousUser, role: Role, shares: QuerySet[DeskShare]) -> list[Municipality]:
    if not isinstance(user, User) or not user.is_active:
        return []
    roles = Membership.objects.filter(user=user, role=role, ended_at=None)
    mine = Q(pk__in=roles.values("municipality")) | Q(pk__in=shares.filter(user=user).values("municipality"))
    return list(Municipality.objects.filter(mine, instance__isnull=False).select_related("instance"))
