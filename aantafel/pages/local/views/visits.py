"""Ideas that were once heard of: note them, go and see, and enter an idea or say why not."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.decorators import DeskRequest
from aantafel.core.errors import DomainError
from aantafel.core.paging import by_moment
from aantafel.pages.local.desks import Desk
from aantafel.pages.local.visit_forms import CloseVisitForm, HeardForm, PlanVisitForm
from movement.models import HeardIdea
from movement.querysets import HeardIdeaQuerySet
from movement.services import visits as service

OPEN, DONE = "open", "klaar"
HEAPS = ((OPEN, gettext_lazy("To go and see")), (DONE, gettext_lazy("Off the list")))


@require_safe
def visits(request: DeskRequest, desk: Desk) -> HttpResponse:
    """Longest waiting first; what is off the list newest first."""
    done = request.GET.get("stand") == DONE
    rows = _rows(request).filter(closed_at__isnull=False) if done else _rows(request).open()
    moment, after = "closed_at" if done else "created_at", request.GET.get("na", "")
    page = by_moment(rows, moment=moment, after=after, oldest_first=not done)
    stand = DONE if done else OPEN
    context = {
        "rows": [(heard, desk.url("visit", heard.pk)) for heard in page.items],
        "desk": desk,
        "note_url": desk.url("visit_note"),
        "done": done,
        "heaps": [(label, f"{desk.visits}?stand={value}", value == stand) for value, label in HEAPS],
        "first": "" if page.is_first else f"{desk.visits}?stand={stand}",
        "more": f"{desk.visits}?{urlencode({'stand': stand, 'na': page.next})}" if page.next else "",
    }
    return render(request, "local/visits.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: DeskRequest, desk: Desk) -> HttpResponse:
    here = request.instance.municipality
    form = HeardForm(request.POST or None, at=here)
    if request.method == "POST" and form.is_valid():
        heard = service.note(actor=request.user, municipality=here, fields=form.values())
        messages.success(request, _("Noted down. Who goes and sees?"))
        return redirect(desk.url("visit", heard.pk))
    return render(request, "local/visit_note.html", {"form": form, "desk": desk}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: DeskRequest, desk: Desk, pk: int) -> HttpResponse:
    """One of them, and who goes when."""
    heard = _one(request, pk)
    form = PlanVisitForm(request.POST or None, at=request.instance.municipality, heard=heard, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            service.plan(actor=request.user, heard=heard, visitor=data["visitor"], day=data["day"])
        except DomainError as error:
            form.add_error(None, str(error.message))
            heard = _one(request, pk)
        else:
            messages.success(request, _("The visit is planned."))
            return redirect(desk.url("visit", pk))
    context = {"heard": heard, "form": form, "desk": desk, "enter_url": f"{desk.enter}?langs={pk}"}
    context |= {f"{name}_url": desk.url(f"visit_{name}", pk) for name in ("change", "visited", "close")}
    return render(request, "local/visit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: DeskRequest, desk: Desk, pk: int) -> HttpResponse:
    heard = _one(request, pk)
    form = HeardForm(request.POST or None, at=request.instance.municipality, heard=heard)
    if request.method == "POST" and form.is_valid():
        try:
            service.change(actor=request.user, heard=heard, fields=form.values())
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Saved."))
            return redirect(desk.url("visit", pk))
    context = {"form": form, "desk": desk, "heard": heard, "back": desk.url("visit", pk)}
    return render(request, "local/visit_note.html", context, status=422 if form.errors else 200)


@require_POST
def visited(request: DeskRequest, desk: Desk, pk: int) -> HttpResponse:
    service.visited(actor=request.user, heard=_one(request, pk))
    messages.success(request, _("Noted: you were there. Did an idea come of it?"))
    return redirect(desk.url("visit", pk))


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: DeskRequest, desk: Desk, pk: int) -> HttpResponse:
    heard = _one(request, pk)
    form = CloseVisitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            service.close(actor=request.user, heard=heard, reason=form.cleaned_data["reason"])
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("It is off the list."))
            return redirect(desk.visits)
    context = {"heard": heard, "form": form, "desk": desk, "back": desk.url("visit", pk)}
    return render(request, "local/visit_close.html", context, status=422 if form.errors else 200)


def _rows(request: DeskRequest) -> HeardIdeaQuerySet:
    here = HeardIdea.objects.filter(municipality=request.instance.municipality)
    return here.select_related("neighbourhood", "visitor", "noted_by", "idea").defer("idea__search")


def _one(request: DeskRequest, pk: int) -> HeardIdea:
    return get_object_or_404(_rows(request), pk=pk)
