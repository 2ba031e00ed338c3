"""Local sites, as the operator's desk shows them: where they stand, and what they still need."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from aantafel.accounts.enums import Capacity, InvitationState, Role
from aantafel.accounts.models import Invitation, Membership
from aantafel.accounts.services import invitations
from movement.opening import Readiness, readiness_of
from municipalities.enums import InstanceState
from municipalities.models import Instance

BADGES = {
    InstanceState.PREPARING: ("warning", "edit"),
    InstanceState.OPEN: ("ok", "ok"),
    InstanceState.ENDED: ("neutral", "stop"),
}
STORY = 50
MOST_ASKED = 100


@dataclass(frozen=True)
class Row:
    """A site in the list. `missing` names who is not there yet; nobody is looked for at one that has ended."""

    site: Instance
    badge_kind: str
    badge_icon: str
    missing: list[str]


@dataclass(frozen=True)
class Seat:
    """A place in the group or at the desk: who holds it, and who was asked."""

    label: str
    held: list[Membership]
    asked: list["Question"]


@dataclass(frozen=True)
class Question:
    """An invitation, with how it stands in words. `open`: it can be sent again or taken back."""

    row: Invitation
    label: str
    kind: str
    open: bool


def all_sites() -> list[Row]:
    """Those that are being prepared first. Two queries."""
    order = [When(state=InstanceState.PREPARING, then=Value(0)), When(state=InstanceState.OPEN, then=Value(1))]
    ranked = Case(*order, default=Value(2), output_field=IntegerField())
    found = list(Instance.objects.select_related("municipality").order_by(ranked, "municipality__sort_name"))
    ready = readiness_of([site.municipality_id for site in found])
    return [_row(site, ready[site.municipality_id]) for site in found]


def _row(site: Instance, ready: Readiness) -> Row:
    kind, icon = BADGES[InstanceState(site.state)]
    return Row(site, kind, icon, [] if site.state == InstanceState.ENDED else ready.missing_in_short)


def one(code: str) -> Instance:
    return get_object_or_404(Instance.objects.select_related("municipality"), municipality__code=code)


def badge(site: Instance) -> tuple[str, str]:
    """Its colour and icon."""
    return BADGES[InstanceState(site.state)]


def next_step(site: Instance, ready: Readiness) -> str:
    """What the operator does next, as a sentence."""
    if site.state == InstanceState.ENDED:
        return _("This site has ended. You can prepare it again.")
    if site.state == InstanceState.OPEN and not ready.has_coordinator:
        return _("This site is open, and nobody is its coordinator: nobody reads the ideas. Invite a coordinator.")
    if site.state == InstanceState.OPEN:
        return _("This site is open. Its coordinator looks after the ideas and tables.")
    if ready.is_complete:
        return _("Everybody is there. You can open the site.")
    return _("Not everybody is there yet. Invite people, and open the site when they said yes.")


def seats(site: Instance) -> list[Seat]:
    """The coordinators and the three capacities of the initiative group. Two queries."""
    held: dict[tuple[str, str], list[Membership]] = defaultdict(list)
    for one_held in _running(site):
        held[_seat(one_held.role, one_held.capacity)].append(one_held)
    asked: dict[tuple[str, str], list[Question]] = defaultdict(list)
    for invitation in _unanswered(site):
        asked[_seat(invitation.role, invitation.capacity)].append(_question(invitation))
    places = [(Role.COORDINATOR.value, ""), *((Role.INITIATIVE.value, capacity.value) for capacity in Capacity)]
    return [Seat(_label(role, capacity), held[role, capacity], asked[role, capacity]) for role, capacity in places]


def _running(site: Instance) -> QuerySet[Membership]:
    roles = (Role.COORDINATOR, Role.INITIATIVE)
    rows = Membership.objects.filter(municipality=site.municipality_id, role__in=roles, ended_at=None)
    return rows.select_related("user").order_by("started_at", "pk")


def _unanswered(site: Instance) -> QuerySet[Invitation]:
    """Without those that were accepted: these people hold the role."""
    roles = (Role.COORDINATOR, Role.INITIATIVE)
    shown = (InvitationState.OPEN, InvitationState.DECLINED)
    rows = Invitation.objects.filter(municipality=site.municipality_id, role__in=roles, state__in=shown)
    return rows.order_by("-created_at", "-pk")[:MOST_ASKED]


def _seat(role: str, capacity: str) -> tuple[str, str]:
    return (role, capacity if role == Role.INITIATIVE else "")


def _label(role: str, capacity: str) -> str:
    if role == Role.COORDINATOR:
        return str(Role.COORDINATOR.label)
    return _("Initiative group: %(capacity)s") % {"capacity": Capacity(capacity).label}


def _question(row: Invitation) -> Question:
    if row.state == InvitationState.DECLINED:
        return Question(row, _("Said no"), "error", open=False)
    if invitations.is_open(row):
        return Question(row, _("Invited, no answer yet"), "info", open=True)
    return Question(row, _("Did not answer in time"), "warning", open=True)
