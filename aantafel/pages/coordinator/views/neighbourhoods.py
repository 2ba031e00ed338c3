"""The neighbourhoods of the municipality: many added at once, one renamed or ended."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.core.errors import DomainError
from aantafel.pages.coordinator.settings import history
from aantafel.pages.coordinator.settings.forms import NeighbourhoodsForm, RenameForm
from municipalities.models import Neighbourhood
from municipalities.services import neighbourhoods as service
from municipalities.services.neighbourhoods import Renamed


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def neighbourhoods(request: DeskRequest) -> HttpResponseBase:
    """Those in use, and a field for more."""
    municipality = request.instance.municipality
    form = NeighbourhoodsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = service.add(actor=request.user, municipality=municipality, names=form.cleaned_data["names"])
        count = len(added)
        done = ngettext("%(n)d neighbourhood added.", "%(n)d neighbourhoods added.", count) % {"n": count}
        messages.success(request, done if added else _("These neighbourhoods were there already."))
        return redirect("coordinator:neighbourhoods")
    context = {
        "form": form,
        "neighbourhoods": Neighbourhood.objects.filter(municipality=municipality, ended_at=None),
        "changes": history.of_neighbourhoods(municipality),
    }
    return render(request, "coordinator/settings/neighbourhoods.html", context, status=422 if form.errors else 200)


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def neighbourhood(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Another name. Whoever is overtaken sees the colleague's name, and may save their own after all."""
    found = _of_this_municipality(request, pk)
    form = RenameForm(request.POST or None, initial={"name": found.name, "was": found.name})
    if request.method == "POST" and form.is_valid():
        try:
            service.rename(actor=request.user, municipality=request.instance.municipality, pk=pk, **form.cleaned_data)
        except Renamed as overtaken:
            form = RenameForm({"name": form.cleaned_data["name"], "was": overtaken.now})
            form.add_error("name", str(overtaken.message))
        except DomainError as error:
            form.add_error("name", str(error.message))
        else:
            messages.success(request, _("The neighbourhood has its new name."))
            return redirect("coordinator:neighbourhoods")
    context = {"form": form, "neighbourhood": found}
    return render(request, "coordinator/settings/neighbourhood.html", context, status=422 if form.errors else 200)


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Ask whether you are sure; then it is no longer offered."""
    found = _of_this_municipality(request, pk)
    if request.method == "POST":
        service.end(actor=request.user, municipality=request.instance.municipality, pk=pk)
        messages.success(request, _("“%(name)s” is no longer offered.") % {"name": found.name})
        return redirect("coordinator:neighbourhoods")
    return render(request, "coordinator/settings/neighbourhood_end.html", {"neighbourhood": found})


def _of_this_municipality(request: DeskRequest, pk: int) -> Neighbourhood:
    return get_object_or_404(Neighbourhood, pk=pk, municipality=request.instance.municipality, ended_at=None)
