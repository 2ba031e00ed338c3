"""Local sites: the list, preparing one, and the page of each."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.core.errors import DomainError, tell
from aantafel.pages.desks import sites as queries
from aantafel.pages.desks.forms_sites import AddressForm, PrepareForm
from movement.models import SiteEntry
from movement.opening import readiness
from movement.services import asking
from movement.services import sites as service
from movement.services.asking import Asked
from municipalities import sites
from municipalities.models import Instance


@operator_required
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    return render(request, "desks/sites.html", {"rows": queries.all_sites()})


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: SignedInRequest) -> HttpResponse:
    """Name, addresses and people, on one screen."""
    form = PrepareForm(request.POST or None, initial={"municipality": request.GET.get("gemeente", "")[:6]})
    if request.method == "POST" and form.is_valid():
        try:
            made = _prepare(request, form)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            asked = asking.ask(
                actor=request.user,
                municipality=made.municipality,
                people=form.people(),
                message=form.cleaned_data["message"],
            )
            messages.success(request, _("%(name)s is being prepared.") % {"name": made.name})
            tell_asked(request, asked)
            return redirect("desk:site", code=made.municipality.code)
    return render(request, "desks/site_prepare.html", {"form": form}, status=422 if form.errors else 200)


def _prepare(request: SignedInRequest, form: PrepareForm) -> Instance:
    data = form.cleaned_data
    return service.prepare(
        actor=request.user,
        municipality=data["municipality"],
        name=data["name"],
        subdomain=data["subdomain"],
        hosts=data["hosts"],
        main_host=data["hosts"][0] if data["hosts"] else "",
    )


@operator_required
@require_safe
def site(request: SignedInRequest, code: str) -> HttpResponse:
    """Where it stands, who carries it, which addresses lead to it, and what to do next."""
    found = queries.one(code)
    ready = readiness(found.municipality)
    context = {
        **about(found),
        "ready": ready,
        "next_step": queries.next_step(found, ready),
        "seats": queries.seats(found),
        "hosts": found.hosts.all(),
        "story": SiteEntry.objects.filter(instance=found).select_related("actor").order_by("-pk")[: queries.STORY],
    }
    return render(request, "desks/site.html", context)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, code: str) -> HttpResponse:
    """Another name or subdomain."""
    found = queries.one(code)
    form = AddressForm(request.POST or None, own=found, initial={"name": found.name, "subdomain": found.subdomain})
    if request.method == "POST" and form.is_valid():
        try:
            service.change(actor=request.user, instance_id=found.pk, **form.cleaned_data)
        except DomainError as error:
            form.add_error("subdomain", str(error.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:site", code=code)
    context = {**about(found), "form": form}
    return render(request, "desks/site_change.html", context, status=422 if form.errors else 200)


@operator_required
@require_POST
def again(request: SignedInRequest, code: str) -> HttpResponse:
    """Prepare a site that ended once more."""
    found = queries.one(code)
    try:
        service.prepare_again(actor=request.user, instance_id=found.pk)
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, _("%(name)s is being prepared.") % {"name": found.name})
    return redirect("desk:site", code=code)


@operator_required
@require_POST
def stop(request: SignedInRequest, code: str) -> HttpResponse:
    """Stop the preparation of a site."""
    found = queries.one(code)
    try:
        service.stop_preparing(actor=request.user, instance_id=found.pk)
    except DomainError as error:
        tell(request, error)
    else:
        said = _("The preparation of %(name)s has stopped. Invitations without an answer are taken back.")
        messages.success(request, said % {"name": found.name})
    return redirect("desk:site", code=code)


def about(found: Instance) -> dict[str, Any]:
    """For every page about one site."""
    kind, icon = queries.badge(found)
    return {
        "local": found,
        "municipality": found.municipality,
        "badge_kind": kind,
        "badge_icon": icon,
        "local_url": sites.base_url_of(found),
        "local_host": sites.host_of(found),
    }


def tell_asked(request: HttpRequest, asked: Asked) -> None:
    """Who got an invitation, and who did not."""
    if asked.count:
        text = ngettext("%(n)d invitation is on its way.", "%(n)d invitations are on their way.", asked.count)
        messages.success(request, text % {"n": asked.count})
    for email, why in asked.refused:
        messages.warning(request, f"{email}: {why}")
