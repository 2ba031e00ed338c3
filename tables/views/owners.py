"""Who owns a table: sharing it, and leaving it to the others."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aantafel.core.errors import DomainError, tell, worked
from tables.asking import people
from tables.forms.words import ShareForm
from tables.road.addresses import Place, url
from tables.services import owners as service
from tables.views.doors import WorkRequest, at_table
from tables.views.work import context

_takes = require_http_methods(["GET", "HEAD", "POST"])


@at_table
@_takes
def owners(request: WorkRequest) -> HttpResponse:
    work = request.work
    may = work.is_owner and service.can_share(work.table)
    seats = service.candidates(work.table) if may else []
    form = ShareForm(request.POST or None, people=people.names(work, seats))
    if request.method == "POST" and may and form.is_valid():
        seat = form.cleaned_data["seat"]
        if worked(form, lambda: service.share(actor=work.user, table_id=work.table.pk, seat_id=seat.pk)):
            messages.success(request, _("You own the table together now. They get a mail about it."))
            return redirect("tables:owners", pk=work.table.pk)
    shown = {
        "form": form,
        "may_share": may,
        "seats": seats,
        "seats_url": url(Place.SEATS, work),
        "co_owners": service.co_owners(work.table),
        "from_step": service.FROM.value,
    }
    return render(request, "tables/work/owners.html", context(request, **shown), status=422 if form.errors else 200)


@at_table
@_takes
def leave(request: WorkRequest) -> HttpResponse:
    """Asks whether they are sure."""
    work = request.work
    if request.method == "POST":
        try:
            service.leave(actor=work.user, table_id=work.table.pk)
        except DomainError as error:
            tell(request, error)
            return redirect("tables:owners", pk=work.table.pk)
        messages.success(request, _("You no longer own this table. The others go on with it."))
        return redirect("ideas:overview")
    return render(request, "tables/work/leave.html", context(request))
