"""The addresses that lead to a local site."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.core.errors import DomainError
from aantafel.pages.desks import sites as queries
from aantafel.pages.desks.forms_sites import HostForm
from aantafel.pages.desks.views.sites import about
from movement.services import sites as service


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def hosts(request: SignedInRequest, code: str) -> HttpResponse:
    """Those that there are, and one more."""
    found = queries.one(code)
    form = HostForm(request.POST or None, own=found)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["host"]
        try:
            service.add_host(actor=request.user, instance_id=found.pk, name=name)
        except DomainError as error:
            form.add_error("host", str(error.message))
        else:
            messages.success(request, _("%(name)s leads to this site from now on.") % {"name": name})
            return redirect("desk:site_hosts", code=code)
    context = {
        **about(found),
        "form": form,
        "hosts": found.hosts.all(),
        "own_subdomain": f"{found.subdomain}.{settings.BASE_DOMAIN}",
    }
    return render(request, "desks/site_hosts.html", context, status=422 if form.errors else 200)


@operator_required
@require_POST
def remove(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Once it is gone, removing it again changes nothing."""
    found = queries.one(code)
    service.remove_host(actor=request.user, instance_id=found.pk, host_id=pk)
    messages.success(request, _("That address no longer leads here."))
    return redirect("desk:site_hosts", code=code)


@operator_required
@require_POST
def choose(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """The main address: one of its hosts, or with 0 the subdomain."""
    found = queries.one(code)
    name = get_object_or_404(found.hosts, pk=pk).name if pk else ""
    service.choose_main(actor=request.user, instance_id=found.pk, name=name)
    messages.success(request, _("That is the main address from now on. The others lead to it."))
    return redirect("desk:site_hosts", code=code)
