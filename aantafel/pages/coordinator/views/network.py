"""The network list at the coordinator's desk, for who deals with people. Removing and taking it along is for who
leads the desk.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import WITH_PEOPLE, DeskPart
from aantafel.core.sheets import csv_response
from aantafel.pages.network import listing, screens
from aantafel.pages.network.forms import RemoveForm
from aantafel.pages.network.screens import COORDINATOR
from movement.models import Contact
from movement.services import network as service


@desk_required(*WITH_PEOPLE)
@require_safe
def network(request: DeskRequest) -> HttpResponse:
    return screens.contacts(request, COORDINATOR, removes=DeskPart.LEAD in request.parts)


@desk_required(DeskPart.LEAD)
@require_safe
def file(request: DeskRequest) -> HttpResponseBase:
    """The list as it is narrowed down, to work on in a spreadsheet."""
    wish = listing.wish_of(request.GET, listing.neighbourhoods_of(request.instance.municipality))
    return csv_response(f"aantafel-{request.instance.subdomain}-netwerk", listing.sheet(wish))


@desk_required(*WITH_PEOPLE)
@require_safe
def contact(request: DeskRequest, pk: int) -> HttpResponse:
    return screens.contact(request, COORDINATOR, pk, removes=DeskPart.LEAD in request.parts)


@desk_required(*WITH_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: DeskRequest) -> HttpResponse:
    return screens.add(request, COORDINATOR)


@desk_required(*WITH_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: DeskRequest, pk: int) -> HttpResponse:
    return screens.change(request, COORDINATOR, pk)


@desk_required(*WITH_PEOPLE)
@require_POST
def check(request: DeskRequest, pk: int) -> HttpResponse:
    return screens.check(request, COORDINATOR, pk)


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    """For good: nothing of it is kept but that it was there, and why it went."""
    found = get_object_or_404(Contact.objects.all(), pk=pk)
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        town, reason = request.instance.municipality, form.cleaned_data["reason"]
        try:
            service.remove(actor=request.user, municipality=town, contact_id=pk, reason=reason)
        except Contact.DoesNotExist:
            raise Http404 from None
        messages.success(request, _("The contact is off the list, and erased."))
        return redirect("coordinator:network")
    context = {"contact": found, "form": form}
    return render(request, "network/remove.html", context, status=422 if form.errors else 200)
