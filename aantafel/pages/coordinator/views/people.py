"""The people of a municipality: who holds which role, who was invited, and who does what at the desk."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import Invitation
from aantafel.accounts.permissions import may_appoint
from aantafel.accounts.roles import LOCAL_ROLES
from aantafel.accounts.services import invitations
from aantafel.core import clock
from aantafel.core.errors import DomainError, tell
from aantafel.core.paging import Page
from aantafel.pages.coordinator import people as queries
from aantafel.pages.coordinator.people import Heap
from aantafel.pages.coordinator.people_forms import InviteForm


@desk_required(DeskPart.LEAD)
@require_safe
def people(request: DeskRequest) -> HttpResponse:
    town, heap = request.instance.municipality, queries.heap_of(request.GET.get("wie", ""))
    counts, here = queries.counts(town), reverse("coordinator:people")
    context: dict[str, Any] = {
        "heap": heap,
        "heaps": [(f"{one.label} ({counts[one]})", f"{here}?wie={one.value}", one is heap) for one in Heap],
        "now": clock.now(),
        "offered": offered(request),
    }
    if heap is Heap.TEAM:
        held = queries.team(town)
        context |= {"team": held, "triangle": queries.triangle(held), "stand_ins": queries.stand_ins(town)}
    else:
        after = request.GET.get("na", "")
        page: Page[Any] = queries.invited(town, after) if heap is Heap.INVITED else queries.page(town, heap, after)
        context |= {
            "rows": page.items,
            "first": "" if page.is_first else f"{here}?wie={heap.value}",
            "more": f"{here}?{urlencode({'wie': heap.value, 'na': page.next})}" if page.next else "",
        }
    return render(request, "coordinator/people.html", context)


@desk_required()
@require_safe
def who_does_what(request: DeskRequest) -> HttpResponse:
    """For everyone who works at the desk: colleagues know whom to ask."""
    town = request.instance.municipality
    context = {"doing": queries.who_does_what(town), "stand_ins": queries.stand_ins(town)}
    return render(request, "coordinator/who_does_what.html", context)


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: DeskRequest) -> HttpResponse:
    form = InviteForm(request.POST or None, roles=offered(request))
    if request.method == "POST" and form.is_valid() and _invite(request, form):
        return redirect(f"{reverse('coordinator:people')}?wie={Heap.INVITED.value}")
    return render(request, "coordinator/invite.html", {"form": form}, status=422 if form.errors else 200)


@desk_required(DeskPart.LEAD)
@require_POST
def invite_again(request: DeskRequest, pk: int) -> HttpResponse:
    town = request.instance.municipality
    try:
        asked = invitations.send_again(actor=request.user, invitation_id=pk, municipality=town)
    except Invitation.DoesNotExist:
        raise Http404 from None
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, _("The invitation was sent again to %(email)s.") % {"email": asked.email})
    return redirect(f"{reverse('coordinator:people')}?wie={Heap.INVITED.value}")


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: DeskRequest, pk: int) -> HttpResponse:
    town = request.instance.municipality
    asked = get_object_or_404(Invitation.objects.select_related("invited_by"), pk=pk, municipality=town)
    if Role(asked.role) not in offered(request):
        raise PermissionDenied
    if request.method == "POST":
        try:
            invitations.withdraw(actor=request.user, invitation_id=pk, municipality=town)
        except DomainError as error:
            tell(request, error)
        else:
            messages.success(request, _("The invitation was taken back."))
        return redirect(f"{reverse('coordinator:people')}?wie={Heap.INVITED.value}")
    return render(request, "coordinator/take_back.html", {"asked": asked})


def offered(request: DeskRequest) -> list[Role]:
    """The roles that whoever is at the desk may give."""
    appoints = may_appoint(request.user, request.instance.municipality_id)
    return [role for role in LOCAL_ROLES if appoints or role is not Role.COORDINATOR]


def _invite(request: DeskRequest, form: InviteForm) -> bool:
    """One mail for all roles. False, with the reasons in the form, when none could be asked for."""
    data = form.cleaned_data
    try:
        asked = invitations.invite_for(actor=request.user, municipality=request.instance.municipality, **data)
    except DomainError as error:
        form.add_error(None, str(error.message))
        return False
    refused = [f"{role.label}: {error.message}" for role, error in asked.refused]
    if not asked.sent:
        for reason in refused:
            form.add_error(None, reason)
        return False
    told = {"email": data["email"], "roles": ", ".join(str(one.get_role_display()) for one in asked.sent)}
    messages.success(request, _("The invitation was sent to %(email)s. Roles: %(roles)s.") % told)
    for reason in refused:
        messages.warning(request, reason)
    return True
