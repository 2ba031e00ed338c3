"""The four core questions on the pinner's own pages. What comes on the page of the table is the pinner's choice."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.core.errors import DomainError, tell
from aantafel.core.text import whole_number
from municipalities import sites
from tables.enums import ActorRole, CoreQuestion
from tables.models import CoreAnswer
from tables.permissions import guided_table, own_table, shared_table
from tables.services import core as writer
from tables.views import core_pages
from tables.views.core_pages import Seat


def _seat(request: SignedInRequest, pk: int) -> Seat:
    back = reverse("ideas:mine", args=[pk])
    return Seat(own_table(request.user, pk), ActorRole.OWNER, "mine.html", "tables", pk, back)


@signed_in
@require_safe
def overview(request: SignedInRequest, pk: int) -> HttpResponse:
    """Pinner and coach get one address by mail; the coach goes on to the own desk, and who owns the table with the
    pinner to where they work at it.
    """
    try:
        seat = _seat(request, pk)
    except Http404:
        shared = shared_table(request.user, pk)
        if shared is not None:
            return redirect("tables:work_core", pk=shared.pk)
        table = guided_table(request.user, pk)
        return redirect(sites.elsewhere(table.municipality_id) + reverse("coach:core", args=[table.pk]))
    return core_pages.overview(request, seat)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: SignedInRequest, pk: int, word: str) -> HttpResponse:
    return core_pages.question(request, _seat(request, pk), word)


@signed_in
@require_safe
def versions(request: SignedInRequest, pk: int, word: str) -> HttpResponse:
    return core_pages.versions(request, _seat(request, pk), word)


@signed_in
@require_safe
def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    return core_pages.paper(request, _seat(request, pk))


@signed_in
@require_POST
def public(request: SignedInRequest, pk: int, word: str) -> HttpResponse:
    """Put the answer that the pinner has read on the page of the table, or take it off."""
    seat = _seat(request, pk)
    if word not in CoreQuestion.values or not CoreAnswer.everywhere.filter(table=seat.table, question=word).exists():
        raise Http404
    what: dict[str, Any] = {"actor": request.user, "table_id": seat.table.pk, "question": CoreQuestion(word)}
    seen = whole_number(request.POST.get("seen", ""), digits=9)
    try:
        if request.POST.get("show") == "yes":
            writer.show(**what, seen=-1 if seen is None else seen)
            messages.success(request, _("Everyone can read this answer on the page of your table."))
        else:
            writer.hide(**what)
            messages.success(request, _("This answer is no longer on the page of your table."))
    except writer.Overtaken:
        messages.warning(request, _("The answer has just been changed. Read it first, and then choose again."))
    except DomainError as error:
        tell(request, error)
    return redirect("tables:core", pk=pk)
