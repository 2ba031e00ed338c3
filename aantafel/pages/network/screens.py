"""The screens of the network list, which two desks share: each has its own addresses, and says what it allows."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from aantafel.accounts.decorators import DeskRequest
from aantafel.core.errors import DomainError
from aantafel.pages.network import listing
from aantafel.pages.network.forms import ContactForm
from ideas.enums import Theme
from movement.enums import ContactKind
from movement.models import Contact
from movement.services import network


@dataclass(frozen=True)
class Desk:
    """Where the screens stand, and whether contacts can be changed there."""

    space: str
    base: str
    changes: bool

    def url(self, name: str, *args: object) -> str:
        return reverse(f"{self.space}:{name}", args=args)


COORDINATOR = Desk("coordinator", "coordinator/desk.html", changes=True)
COACH = Desk("coach", "coach/desk.html", changes=False)


def contacts(request: DeskRequest, desk: Desk, *, removes: bool = False) -> HttpResponse:
    """The list. `removes`: whoever looks may take contacts off it, and take it along as a file."""
    places = listing.neighbourhoods_of(request.instance.municipality)
    wish, here = listing.wish_of(request.GET, places), desk.url("network")
    page = listing.page(wish, request.GET.get("na", ""))
    stale = Contact.objects.to_check().count()
    context = {
        **_at(desk),
        "wish": wish,
        "contacts": page.items,
        "heaps": [(_("Everyone"), here, not wish.to_check), (_to_check(stale), f"{here}?nakijken=ja", wish.to_check)],
        "kinds": [("", _("All kinds")), *ContactKind.choices],
        "places": [("", _("The whole municipality")), *((str(one.pk), one.name) for one in places)],
        "place": str(wish.neighbourhood or ""),
        "themes": [("", _("All themes")), *Theme.choices],
        "file_url": desk.url("network_file") + wish.query() if removes else "",
        "here": here,
        "first": "" if page.is_first else here + wish.query(),
        "more": here + wish.query(na=page.next) if page.next else "",
    }
    return render(request, "network/list.html", context)


def contact(request: DeskRequest, desk: Desk, pk: int, *, removes: bool = False) -> HttpResponse:
    found = get_object_or_404(Contact.objects.select_related("checked_by").prefetch_related("neighbourhoods"), pk=pk)
    return render(request, "network/contact.html", {**_at(desk), "contact": found, "removes": removes})


def add(request: DeskRequest, desk: Desk) -> HttpResponse:
    form = ContactForm(request.POST or None, instance=request.instance)
    if request.method == "POST" and form.is_valid():
        made = network.add(
            actor=request.user,
            municipality=request.instance.municipality,
            details=form.details(),
            neighbourhoods=form.cleaned_data["neighbourhoods"],
        )
        messages.success(request, _("%(name)s stands on the list.") % {"name": made.name})
        return redirect(desk.url("contact", made.pk))
    return render(request, "network/form.html", {**_at(desk), "form": form}, status=422 if form.errors else 200)


def change(request: DeskRequest, desk: Desk, pk: int) -> HttpResponse:
    found = get_object_or_404(Contact.objects.all(), pk=pk)
    form = ContactForm(request.POST or None, instance=request.instance, contact=found)
    if request.method == "POST" and form.is_valid():
        try:
            network.change(
                actor=request.user,
                municipality=request.instance.municipality,
                contact_id=pk,
                mark=form.cleaned_data["mark"],
                details=form.details(),
                neighbourhoods=form.cleaned_data["neighbourhoods"],
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
            form.has_now_seen(get_object_or_404(Contact.objects.all(), pk=pk))
        except Contact.DoesNotExist:
            raise Http404 from None
        else:
            messages.success(request, _("The contact is saved."))
            return redirect(desk.url("contact", pk))
    context = {**_at(desk), "form": form, "contact": found}
    return render(request, "network/form.html", context, status=422 if form.errors else 200)


def check(request: DeskRequest, desk: Desk, pk: int) -> HttpResponse:
    """One click: it is still right."""
    try:
        found = network.check(actor=request.user, municipality=request.instance.municipality, contact_id=pk)
    except Contact.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("Thank you. %(name)s has been checked today.") % {"name": found.name})
    back = desk.url("network") + "?nakijken=ja" if request.POST.get("terug") == "nakijken" else desk.url("contact", pk)
    return redirect(back)


def _at(desk: Desk) -> dict[str, Any]:
    return {"desk": desk, "base": desk.base, "network_url": desk.url("network"), "add_url": desk.url("add_contact")}


def _to_check(count: int) -> str:
    return _("To check (%(count)s)") % {"count": count}
