"""Tables in the neighbourhood: where, when, who sits there, and the days that go otherwise."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.decorators import DeskRequest
from aantafel.core import clock
from aantafel.core.errors import DomainError
from aantafel.pages.coordinator.table_forms import PhysicalTableForm, SpecialDayForm, week
from movement import schedules
from movement.models import PhysicalTable
from movement.services import physical_tables as service


@require_safe
def tables(request: DeskRequest) -> HttpResponse:
    rows = PhysicalTable.objects.filter(municipality=request.instance.municipality).with_hours()
    running = [schedules.shown(table) for table in rows if table.ended_at is None]
    ended = [table for table in rows if table.ended_at is not None]
    return render(request, "coordinator/physical_tables.html", {"tables": running, "ended": ended})


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: DeskRequest) -> HttpResponse:
    here = request.instance.municipality
    form = PhysicalTableForm(request.POST or None, at=here)
    if request.method == "POST" and form.is_valid():
        table = service.set_up(actor=request.user, municipality=here, fields=form.cleaned_data)
        messages.success(request, _("The table is there. When does somebody sit at it?"))
        return redirect("coordinator:table_hours", pk=table.pk)
    return render(request, "coordinator/physical_table.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: DeskRequest, pk: int) -> HttpResponse:
    table = _running(request, pk)
    form = PhysicalTableForm(request.POST or None, at=request.instance.municipality, table=table)
    if request.method == "POST" and form.is_valid():
        service.change(actor=request.user, table=table, fields=form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("coordinator:tables_nearby")
    context = {"form": form, "table": table}
    return render(request, "coordinator/physical_table.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: DeskRequest, pk: int) -> HttpResponse:
    """The whole week on one page; a line without times falls away."""
    table = _running(request, pk)
    forms = week(table, request.POST or None)
    if request.method == "POST" and forms.is_valid():
        service.set_hours(actor=request.user, table=table, week=forms.lines)
        messages.success(request, _("The opening times are saved."))
        return redirect("coordinator:tables_nearby")
    wrong = request.method == "POST"
    context = {"forms": forms, "table": table}
    return render(request, "coordinator/physical_table_hours.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def days(request: DeskRequest, pk: int) -> HttpResponse:
    """The days to come that go otherwise, and one more."""
    table = _running(request, pk)
    form = SpecialDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        service.set_day(actor=request.user, table=table, **form.values())
        messages.success(request, _("Saved."))
        return redirect("coordinator:table_days", pk=pk)
    rows = table.special_days.filter(day__gte=clock.today()).order_by("day")
    context = {"form": form, "table": table, "rows": rows}
    return render(request, "coordinator/physical_table_days.html", context, status=422 if form.errors else 200)


@require_POST
def forget_day(request: DeskRequest, pk: int, day: int) -> HttpResponse:
    service.forget_day(actor=request.user, table=_running(request, pk), day_id=day)
    messages.success(request, _("That day goes as every week again."))
    return redirect("coordinator:table_days", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: DeskRequest, pk: int) -> HttpResponse:
    table = _running(request, pk)
    if request.method == "POST":
        try:
            service.end(actor=request.user, table=table)
        except DomainError as error:
            messages.error(request, str(error.message))
        else:
            messages.success(request, _("The table has stopped."))
        return redirect("coordinator:tables_nearby")
    return render(request, "coordinator/physical_table_end.html", {"table": table})


def _running(request: DeskRequest, pk: int) -> PhysicalTable:
    """A table of this municipality where people still come; any other is not found."""
    mine = PhysicalTable.objects.filter(municipality=request.instance.municipality, ended_at=None)
    return get_object_or_404(mine.select_related("host"), pk=pk)
