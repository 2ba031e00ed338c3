"""The library of work forms at the desk: turned off, in words of one's own, or all of one's own."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.core.errors import DomainError, tell, worked
from aantafel.pages.coordinator.settings import history, shelf
from aantafel.pages.coordinator.settings.work_form_forms import LABELS, WorkFormForm, said
from tables.models import WorkForm
from tables.services import work_forms as service
from tables.services.work_forms import Overtaken

Difference = tuple[str | Promise, str, str]


@dataclass(frozen=True)
class Writing:
    """What somebody writes at: the own version of a `national` form, or an own form. `now` is what is used now, None
    for a version that has to be made yet; `start` the words to begin with.
    """

    national: WorkForm | None
    now: WorkForm | None
    start: WorkForm

    @property
    def is_earlier(self) -> bool:
        return self.now is None and self.start != self.national


@desk_required(DeskPart.LEAD)
@require_safe
def library(request: DeskRequest) -> HttpResponse:
    municipality = request.instance.municipality
    context = {"shelf": shelf.of(municipality), "changes": history.of_work_forms(municipality)}
    return render(request, "coordinator/settings/work_forms.html", context)


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: DeskRequest) -> HttpResponseBase:
    form = WorkFormForm(request.POST or None, start=None, seen=0, is_version=False)
    by: dict[str, Any] = {"actor": request.user, "municipality": request.instance.municipality}
    if request.method == "POST" and form.is_valid() and worked(form, lambda: service.add(**by, values=form.values())):
        messages.success(request, _("The work form is on the site."))
        return redirect("coordinator:work_forms")
    return render(
        request, "coordinator/settings/work_form_new.html", {"form": form}, status=422 if form.errors else 200
    )


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def work_form(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Write. Who saves after a colleague did gets both versions, and chooses."""
    at = _writing(request, pk)
    form = WorkFormForm(
        request.POST or None, start=at.start, seen=service.version(at.now), is_version=at.national is not None
    )
    conflict: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, at, form)
        except Overtaken as overtaken:
            form, conflict = _both(request, at, form, overtaken)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _saved(request, at))
            return redirect("coordinator:work_forms")
    context = {"at": at, "form": form, "conflict": conflict, "here_url": request.path}
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "coordinator/settings/work_form.html", context, status=status)


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Ask whether you are sure; then the national text shows again."""
    national = _national(pk)
    municipality = request.instance.municipality
    version = service.own_version(municipality, national)
    if request.method == "POST":
        service.back_to_national(actor=request.user, municipality=municipality, national=national)
        messages.success(request, _("The national text of “%(title)s” shows again.") % {"title": national.title})
        return redirect("coordinator:work_forms")
    if version is None:
        return redirect("coordinator:work_forms")
    return render(request, "coordinator/settings/work_form_back.html", {"national": national, "version": version})


@desk_required(DeskPart.LEAD)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Ask whether you are sure; then it is no longer offered."""
    found = get_object_or_404(WorkForm.objects.made_by(request.instance.municipality_id), pk=pk)
    if request.method == "POST":
        service.end(actor=request.user, municipality=request.instance.municipality, pk=pk)
        messages.success(request, _("“%(name)s” is no longer offered.") % {"name": found.title})
        return redirect("coordinator:work_forms")
    return render(request, "coordinator/settings/work_form_end.html", {"work_form": found})


@desk_required(DeskPart.LEAD)
@require_POST
def again(request: DeskRequest, pk: int) -> HttpResponseBase:
    own = WorkForm.objects.filter(municipality=request.instance.municipality, replaces=None)
    found = get_object_or_404(own, pk=pk)
    try:
        service.use_again(actor=request.user, municipality=request.instance.municipality, pk=pk)
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, _("“%(title)s” is on the site again.") % {"title": found.title})
    return redirect("coordinator:work_forms")


@desk_required(DeskPart.LEAD)
@require_POST
def turn(request: DeskRequest, pk: int, *, is_off: bool) -> HttpResponseBase:
    national = _national(pk)
    service.turn(actor=request.user, municipality=request.instance.municipality, national=national, is_off=is_off)
    done = _("“%(title)s” is off: it does not show on your site.") if is_off else _("“%(title)s” is on again.")
    messages.success(request, done % {"title": national.title})
    return redirect("coordinator:work_forms")


def _national(pk: int) -> WorkForm:
    return get_object_or_404(WorkForm.objects.national().running(), pk=pk)


def _writing(request: DeskRequest, pk: int) -> Writing:
    """A national form, for the version that this municipality has or makes, or an own form; any other is not found.

    To read, it must be in use; what was typed at one that stopped meanwhile comes in, for the service to say so.
    """
    municipality = request.instance.municipality
    rows = WorkForm.objects.all() if request.method == "POST" else WorkForm.objects.running()
    found = get_object_or_404(rows, pk=pk)
    if found.municipality_id is None:
        now = service.own_version(municipality, found)
        return Writing(found, now, now or service.earlier_version(municipality, found) or found)
    own = get_object_or_404(rows.made_by(municipality.pk), pk=pk)
    return Writing(None, own, own)


def _save(request: DeskRequest, at: Writing, form: WorkFormForm) -> None:
    written: dict[str, Any] = {"seen": form.cleaned_data["seen"], "values": form.values()}
    by: dict[str, Any] = {"actor": request.user, "municipality": request.instance.municipality}
    if at.national is not None:
        service.save_version(**by, **written, national=at.national)
    elif at.now is not None:
        service.change(**by, **written, pk=at.now.pk)


def _saved(request: DeskRequest, at: Writing) -> str:
    if at.national is not None and service.is_off(request.instance.municipality, at.national):
        return _("Saved. This work form is off, so it does not show on the site.")
    return _("Saved. It shows on the site at once.")


def _both(
    request: DeskRequest, at: Writing, form: WorkFormForm, other: Overtaken
) -> tuple[WorkFormForm, list[Difference]]:
    """The form as it was typed, ready to be saved after all; and what a colleague made of it, beside what was typed."""
    sent = request.POST.copy()
    sent["seen"] = str(other.version)
    again = WorkFormForm(sent, start=other.now, seen=other.version, is_version=at.national is not None)
    differences: list[Difference] = [
        (LABELS[name], said(name, getattr(other.now, name)), said(name, value))
        for name, value in form.values().items()
        if getattr(other.now, name) != value
    ]
    return again, differences
