"""Who does what in one municipality, as its desk may know it: nothing of what somebody is or does elsewhere."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet, TextChoices
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from aantafel.accounts.enums import DELEGABLE, Capacity, DeskPart, InvitationState, Role
from aantafel.accounts.models import DeskShare, Invitation, Membership, User
from aantafel.core import clock
from aantafel.core.paging import Page, by_moment
from municipalities.models import Municipality


class Heap(TextChoices):
    """The heaps of people, by the word in the address."""

    TEAM = "team", pgettext_lazy("heap of people", "The team")
    COACHES = "coaches", pgettext_lazy("heap of people", "Coaches")
    READERS = "meelezers", pgettext_lazy("heap of people", "Municipal readers")
    AMBASSADORS = "ambassadeurs", pgettext_lazy("heap of people", "Ambassadors")
    INVITED = "gevraagd", pgettext_lazy("heap of people", "Invited")


ROLES: dict[Heap, tuple[Role, ...]] = {
    Heap.TEAM: (Role.COORDINATOR, Role.INITIATIVE),
    Heap.COACHES: (Role.COACH,),
    Heap.READERS: (Role.READER,),
    Heap.AMBASSADORS: (Role.AMBASSADOR,),
}


def heap_of(text: str) -> Heap:
    """The heap that an address names; the team when it names none."""
    return Heap(text) if text in Heap.values else Heap.TEAM


@dataclass(frozen=True)
class Held:
    """A role that somebody holds, with what they do at the desk."""

    membership: Membership
    parts: Sequence[str | Promise] = ()
    stand_in: DeskShare | None = None


@dataclass(frozen=True)
class Triangle:
    """How many members the initiative group has in each capacity, and which capacities are missing."""

    residents: int
    professionals: int
    employees: int

    @property
    def missing(self) -> list[str | Promise]:
        counts = zip(Capacity, (self.residents, self.professionals, self.employees), strict=True)
        return [capacity.label for capacity, count in counts if not count]


@dataclass(frozen=True)
class Doing:
    """Who works at a part of the desk."""

    part: str | Promise
    people: list[str]


def counts(municipality: Municipality) -> dict[Heap, int]:
    """How many roles are held in each heap, and how many invitations wait. Two queries."""
    held = Counter(running(municipality).values_list("role", flat=True))
    found = {heap: sum(held[role] for role in roles) for heap, roles in ROLES.items()}
    return {**found, Heap.INVITED: invitations(municipality).count()}


def running(municipality: Municipality) -> QuerySet[Membership]:
    return Membership.objects.filter(municipality=municipality, ended_at=None)


def shares(municipality: Municipality) -> QuerySet[DeskShare]:
    """Work at the desk that goes on, or will begin."""
    going_on = Q(ends_on=None) | Q(ends_on__gte=clock.today())
    rows = DeskShare.objects.filter(going_on, municipality=municipality, ended_at=None)
    return rows.select_related("user", "stands_in_for").order_by("starts_on", "pk")


def invitations(municipality: Municipality) -> QuerySet[Invitation]:
    """Those that wait for an answer; those that ran out too, since they can be sent again."""
    rows = Invitation.objects.filter(municipality=municipality, state=InvitationState.OPEN)
    return rows.select_related("invited_by")


def team(municipality: Municipality) -> list[Held]:
    """Coordinators first, then the initiative group, by name. Two queries."""
    rows = running(municipality).filter(role__in=ROLES[Heap.TEAM]).select_related("user")
    by_user: dict[int, list[DeskShare]] = {}
    for share in shares(municipality):
        by_user.setdefault(share.user_id, []).append(share)
    ordered = sorted(rows, key=lambda one: (one.role != Role.COORDINATOR, one.user.name.lower(), one.pk))
    return [_held(one, by_user.get(one.user_id, [])) for one in ordered]


def _held(membership: Membership, given: list[DeskShare]) -> Held:
    parts = [DeskPart(share.part).label for share in given if share.part]
    return Held(membership, parts, next((share for share in given if not share.part), None))


def triangle(held: list[Held]) -> Triangle:
    members = Counter(one.membership.capacity for one in held if one.membership.role == Role.INITIATIVE)
    return Triangle(members[Capacity.RESIDENT], members[Capacity.PROFESSIONAL], members[Capacity.EMPLOYEE])


def page(municipality: Municipality, heap: Heap, after: str) -> Page[Membership]:
    """A page of the other heaps, newest first."""
    rows = running(municipality).filter(role__in=ROLES[heap]).select_related("user")
    return by_moment(rows, moment="started_at", after=after)


def invited(municipality: Municipality, after: str) -> Page[Invitation]:
    return by_moment(invitations(municipality), moment="created_at", after=after)


def who_does_what(municipality: Municipality) -> list[Doing]:
    """Each part of the desk with who may work at it today. Two queries."""
    coordinators = running(municipality).filter(role=Role.COORDINATOR).select_related("user")
    everything = [name_of(held.user) for held in coordinators.order_by("started_at", "pk")]
    today, given = clock.today(), list(shares(municipality))
    everything += [name_of(one.user) for one in given if not one.part and one.starts_on <= today]
    return [
        Doing(DeskPart(part).label, [*everything, *(name_of(one.user) for one in given if one.part == part)])
        for part in (DeskPart.LEAD, *DELEGABLE)
    ]


def coordinators(municipality: Municipality) -> QuerySet[User]:
    """Who can be away, by name."""
    held = running(municipality).filter(role=Role.COORDINATOR)
    return User.objects.filter(pk__in=held.values("user")).order_by("name", "pk")


def stand_ins(municipality: Municipality) -> list[DeskShare]:
    """Who stands in now, or will."""
    return list(shares(municipality).filter(part=""))


def person_here(municipality: Municipality, pk: int) -> User:
    """Somebody who holds or held a role here; nobody else is found."""
    roles_here = Membership.objects.filter(municipality=municipality)
    return get_object_or_404(User, pk=pk, pk__in=roles_here.values("user"))


def roles_of(municipality: Municipality, person: User) -> list[Membership]:
    """Their roles here, those that run first."""
    rows = Membership.objects.filter(municipality=municipality, user=person)
    return sorted(rows, key=lambda one: (one.ended_at is not None, one.started_at))


def shares_of(municipality: Municipality, person: User) -> list[DeskShare]:
    return list(shares(municipality).filter(user=person))


def everybody(municipality: Municipality) -> list[tuple[int, str]]:
    """Everyone who holds or held a role here, by name: for a filter."""
    roles_here = Membership.objects.filter(municipality=municipality)
    rows = User.objects.filter(pk__in=roles_here.values("user")).order_by("name", "pk")
    return [(person.pk, name_of(person)) for person in rows.only("pk", "name", "email")]


def name_of(person: User) -> str:
    return person.name or person.email
