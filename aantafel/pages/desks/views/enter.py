"""Typing in an idea for somebody who told it by phone, on paper or in a talk."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.core.errors import DomainError
from aantafel.core.text import whole_number
from aantafel.pages.desks import place
from aantafel.pages.desks.forms import CHANNELS, CONSENTS, EnterForm, initial_from_call
from ideas.models import CallBack, Idea
from ideas.services import desk


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: SignedInRequest) -> HttpResponse:
    call = _call(request.GET.get("bellen", ""))
    form = EnterForm(request.POST or None, initial=initial_from_call(call) if call else _kept(request))
    if request.method == "POST" and form.is_valid():
        try:
            idea = _save(request, form, call)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("“%(title)s” is among the ideas to review.") % {"title": idea.title})
            return redirect(_next_sheet(form) if "again" in request.POST else reverse("desk:idea", args=[idea.pk]))
    if request.GET.get("via") and request.method != "POST":
        form.type_on()
    context = {"form": form, "call": call}
    return render(request, "desks/enter.html", context, status=422 if form.errors else 200)


def _save(request: SignedInRequest, form: EnterForm, call: CallBack | None) -> Idea:
    shared: dict[str, Any] = {
        "actor": request.user,
        "municipality": form.chosen(),
        "idea_fields": form.idea_fields(),
        "pinner_fields": form.pinner_fields(),
    }
    if call is None:
        return desk.enter_for(idea=None, key=form.cleaned_data["key"], **shared)
    with place.acting(call.municipality_id):
        return desk.enter_for_caller(call_id=call.pk, outcome=_("The idea is entered."), **shared)


def _call(number: str) -> CallBack | None:
    """The open or closed request that the address names; 404 for one that does not exist."""
    if not number:
        return None
    if whole_number(number) is None:
        raise Http404
    return get_object_or_404(CallBack.objects.select_related("idea__municipality", "municipality"), pk=number)


def _next_sheet(form: EnterForm) -> str:
    """An empty form for the next sheet of the stack; what the sheets share stays."""
    shared = {"via": form.cleaned_data["channel"], "ja": form.cleaned_data["consent_how"]}
    return f"{reverse('desk:enter')}?{urlencode({**shared, 'op': form.cleaned_data['consent_on'].isoformat()})}"


def _kept(request: SignedInRequest) -> dict[str, str]:
    """What the sheet before had; anything else in the address is left alone."""
    kept = {}
    if request.GET.get("via") in CHANNELS:
        kept["channel"] = request.GET["via"]
    if request.GET.get("ja") in CONSENTS:
        kept["consent_how"] = request.GET["ja"]
    if request.GET.get("op"):
        kept["consent_on"] = request.GET["op"]
    return kept
