"""Giving away work at the desk: parts of it, or all of it for a period."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.accounts.models import DeskShare
from aantafel.accounts.permissions import may_appoint
from aantafel.accounts.services import sharing
from aantafel.core import clock
from aantafel.core.errors import DomainError
from aantafel.pages.coordinator import people
from aantafel.pages.coordinator.people_forms import PartsForm, PeriodForm


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: DeskRequest, pk: int) -> HttpResponse:
    """Which parts of the desk somebody may work at. Who stands in gives none to themselves."""
    town = request.instance.municipality
    found = people.person_here(town, pk)
    held = [one.part for one in people.shares_of(town, found) if one.part]
    form = PartsForm(request.POST if request.method == "POST" else None, initial={"parts": held})
    if request.method == "POST" and form.is_valid():
        try:
            changed = sharing.set_parts(
                actor=request.user, user=found, municipality=town, parts=form.cleaned_data["parts"]
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            name = {"name": people.name_of(found)}
            messages.success(
                request, _("Saved. %(name)s gets a mail about it.") % name if changed else _("Nothing has changed.")
            )
            return redirect("coordinator:person", pk=pk)
    context = {"person": found, "form": form}
    return render(request, "coordinator/share.html", context, status=422 if form.errors else 200)


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def stand_in(request: DeskRequest, pk: int) -> HttpResponse:
    """Who has the whole desk for a period; a coordinator decides that."""
    town = request.instance.municipality
    if not may_appoint(request.user, town.pk):
        raise PermissionDenied
    found = people.person_here(town, pk)
    initial = {"starts_on": clock.today(), "instead_of": request.user.pk}
    form = PeriodForm(request.POST or None, initial=initial, coordinators=people.coordinators(town))
    if request.method == "POST" and form.is_valid():
        try:
            sharing.stand_in(actor=request.user, user=found, municipality=town, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Saved. %(name)s gets a mail about it.") % {"name": people.name_of(found)})
            return redirect("coordinator:person", pk=pk)
    context = {"person": found, "form": form}
    return render(request, "coordinator/stand_in.html", context, status=422 if form.errors else 200)


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def end_stand_in(request: DeskRequest, pk: int) -> HttpResponse:
    """Earlier than was agreed. Whoever stands in may stop by themselves."""
    town = request.instance.municipality
    found = get_object_or_404(DeskShare.objects.select_related("user"), pk=pk, municipality=town, part="")
    is_me = found.user_id == request.user.pk
    if not is_me and not may_appoint(request.user, town.pk):
        raise PermissionDenied
    if request.method == "POST":
        sharing.end_share(actor=request.user, share_id=pk, municipality=town)
        messages.success(request, _("Standing in has ended."))
        return redirect("ideas:overview") if is_me else redirect("coordinator:person", pk=found.user_id)
    return render(request, "coordinator/end_stand_in.html", {"share": found, "is_me": is_me})
