"""Whom tables can ask at the municipality, by theme."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.core.errors import DomainError
from tables.forms.asking import TownContactForm
from tables.forms.seen import seen_again
from tables.models import TownContact
from tables.services import town_contacts as service
from tables.services.town_contacts import ChangedMeanwhile


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def town_contacts(request: DeskRequest) -> HttpResponseBase:
    """Everyone, and a form for one more."""
    municipality = request.instance.municipality
    form = TownContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("theme", "name", "role", "email")}
        try:
            made = service.add(actor=request.user, municipality=municipality, **told)
        except DomainError as error:
            form.add_error("email", str(error.message))
        else:
            messages.success(request, _("Tables can ask %(name)s from now on.") % {"name": made.name})
            return redirect("coordinator:town_contacts")
    contacts = TownContact.objects.filter(municipality=municipality)
    context = {"form": form, "contacts": contacts}
    return render(request, "coordinator/settings/town_contacts.html", context, status=422 if form.errors else 200)


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def town_contact(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Change one, or take them off. Whoever was overtaken keeps what they typed, and may save again."""
    municipality = request.instance.municipality
    found = get_object_or_404(TownContact.objects.all(), pk=pk)
    if request.method == "POST" and "remove" in request.POST:
        service.remove(actor=request.user, municipality=municipality, pk=pk)
        messages.success(request, _("%(name)s is no longer offered to tables.") % {"name": found.name})
        return redirect("coordinator:town_contacts")
    start = {**vars(found), "seen": service.mark_of(found)}
    form = TownContactForm(request.POST or None, initial=start)
    now: TownContact | None = None
    if request.method == "POST" and form.is_valid():
        try:
            service.change(actor=request.user, municipality=municipality, pk=pk, **form.cleaned_data)
        except ChangedMeanwhile as overtaken:
            now = overtaken.contact
            form.data = seen_again(form.data, service.mark_of(now))
            form.add_error(None, str(overtaken.message))
        except DomainError as error:
            form.add_error("email", str(error.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("coordinator:town_contacts")
    context = {"form": form, "contact": found, "now": now}
    status = 409 if now else 422 if form.errors else 200
    return render(request, "coordinator/settings/town_contact.html", context, status=status)
