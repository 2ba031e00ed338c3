"""One person of the municipality: their roles here, and what they did here."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import Membership
from aantafel.accounts.permissions import desk_parts, may_appoint
from aantafel.accounts.roles import MEANINGS
from aantafel.accounts.services import memberships
from aantafel.core.errors import DomainError
from aantafel.pages.coordinator import logbook, people
from aantafel.pages.coordinator.people_forms import RoleForm
from aantafel.pages.coordinator.views.people import offered

DID = 10


@desk_required(DeskPart.LEAD)
@require_safe
def person(request: DeskRequest, pk: int) -> HttpResponse:
    town = request.instance.municipality
    found = people.person_here(town, pk)
    roles, shares = people.roles_of(town, found), people.shares_of(town, found)
    running = {role.role for role in roles if role.ended_at is None}
    appoints = may_appoint(request.user, town.pk)
    context = {
        "person": found,
        "roles": roles,
        "is_here": bool(running),
        "given": [(DeskPart(share.part).label, share.ends_on) for share in shares if share.part],
        "stand_ins": [share for share in shares if not share.part],
        "may_give": appoints or found != request.user,
        "may_help": Role.INITIATIVE in running and Role.COORDINATOR not in running,
        "may_stand_in": running and Role.COORDINATOR not in running and appoints,
        "may_appoint": appoints,
        "did": logbook.entries(town, person=found.pk, size=DID).items,
    }
    return render(request, "coordinator/person.html", context)


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def add_role(request: DeskRequest, pk: int) -> HttpResponse:
    town = request.instance.municipality
    found = people.person_here(town, pk)
    held = {role.role for role in people.roles_of(town, found) if role.ended_at is None}
    form = RoleForm(request.POST or None, roles=[role for role in offered(request) if role not in held])
    if request.method == "POST" and form.is_valid():
        role, capacity = form.cleaned_data["role"], form.cleaned_data["capacity"]
        wanted = capacity if role is Role.INITIATIVE else ""
        try:
            memberships.appoint(actor=request.user, user=found, municipality=town, role=role, capacity=wanted)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("%(name)s has this role now.") % {"name": people.name_of(found)})
            return redirect("coordinator:person", pk=pk)
    context = {"person": found, "form": form}
    return render(request, "coordinator/add_role.html", context, status=422 if form.errors else 200)


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def end_role(request: DeskRequest, pk: int) -> HttpResponse:
    """Asks first, and says what stops."""
    town = request.instance.municipality
    held = get_object_or_404(Membership.objects.select_related("user"), pk=pk, municipality=town)
    if held.role == Role.COORDINATOR and not may_appoint(request.user, town.pk):
        raise PermissionDenied
    if held.ended_at is not None:
        return redirect("coordinator:person", pk=held.user_id)
    error = ""
    if request.method == "POST":
        try:
            memberships.end(actor=request.user, membership_id=pk, municipality=town)
        except DomainError as refused:
            error = str(refused.message)
        else:
            messages.success(request, _("The role has ended."))
            still_leads = DeskPart.LEAD in desk_parts(request.user, town.pk)
            return redirect("coordinator:person", pk=held.user_id) if still_leads else redirect("ideas:overview")
    context = {
        "held": held,
        "role_means": MEANINGS[Role(held.role)],
        "shares": memberships.shares_that_end(held),
        "is_me": held.user_id == request.user.pk,
        "error": error,
    }
    return render(request, "coordinator/end_role.html", context, status=422 if error else 200)
