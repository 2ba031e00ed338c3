"""Planning a conversation with a pinner, changing it, and noting down how it went."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.core.errors import worked
from aantafel.pages.coordinator.forms import TalkForm, TalkHeldForm, TalkOffForm
from aantafel.pages.desks import queries
from aantafel.pages.desks.contact import contact_of
from ideas.models import Idea, Talk
from ideas.services import talks
from ideas.services.talks import TALKABLE
from ideas.services.whose_desk import OtherDesk


@desk_required(DeskPart.TAKE_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: DeskRequest, pk: int) -> HttpResponseBase:
    """A new conversation; whoever comes here while one is planned gets that one."""
    idea = queries.idea_to_act_on(pk)
    planned = Talk.objects.planned().filter(idea=idea).first()
    if planned is not None and request.method != "POST":
        return redirect("coordinator:talk", pk=planned.pk)
    if idea.status not in TALKABLE and request.method != "POST":
        return redirect("coordinator:idea", pk=pk)
    form = TalkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(talks.plan, actor=request.user, idea_id=pk, **form.when())
        if worked(form, act):
            _tell(request, idea, _("The conversation is planned."))
            return redirect("coordinator:idea", pk=pk)
    context = {"idea": idea, "contact": contact_of(idea), "form": form}
    return render(request, "coordinator/talk_plan.html", context, status=_status(form))


@desk_required(DeskPart.TAKE_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: DeskRequest, pk: int) -> HttpResponseBase:
    """One conversation: another moment or place, as long as it is planned."""
    found = _talk(pk)
    form = TalkForm(request.POST or None, talk=found)
    if request.method == "POST" and form.is_valid():
        act = partial(talks.change, actor=request.user, talk_id=pk, mark=form.cleaned_data["mark"], **form.when())
        if worked(form, act):
            _tell(request, found.idea, _("The conversation is changed."))
            return redirect("coordinator:idea", pk=found.idea_id)
        found = _talk(pk)
    context = {"idea": found.idea, "talk": found, "contact": contact_of(found.idea), "form": form}
    return render(request, "coordinator/talk.html", context, status=_status(form))


@desk_required(DeskPart.TAKE_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: DeskRequest, pk: int) -> HttpResponseBase:
    """It does not go on."""
    return _end(request, pk, TalkOffForm, "coordinator/talk_off.html", talks.cancel, "reason")


@desk_required(DeskPart.TAKE_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def held(request: DeskRequest, pk: int) -> HttpResponseBase:
    """It has been."""
    return _end(request, pk, TalkHeldForm, "coordinator/talk_held.html", talks.hold, "outcome")


def _end(
    request: DeskRequest,
    pk: int,
    form_class: type[TalkOffForm | TalkHeldForm],
    template: str,
    service: Callable[..., None],
    name: str,
) -> HttpResponseBase:
    found = _talk(pk)
    if not found.is_planned and request.method != "POST":
        return redirect("coordinator:talk", pk=pk)
    form = form_class(request.POST or None, initial={"mark": found.changes})
    if request.method == "POST" and form.is_valid():
        told = {"mark": form.cleaned_data["mark"], name: form.cleaned_data["text"]}
        if worked(form, partial(service, actor=request.user, talk_id=pk, **told)):
            messages.success(request, _("Noted down."))
            return redirect("coordinator:idea", pk=found.idea_id)
    context = {"idea": found.idea, "talk": found, "contact": contact_of(found.idea), "form": form}
    return render(request, template, context, status=_status(form))


def _talk(pk: int) -> Talk:
    """A conversation of this municipality. Raises OtherDesk while its site is not open."""
    rows = Talk.objects.select_related(
        "idea__municipality__instance", "idea__owner", "idea__pinner__helper", "planned_by"
    )
    found = get_object_or_404(rows.defer("idea__search"), pk=pk)
    if queries.is_at_other_desk(found.idea):
        raise OtherDesk
    return found


def _tell(request: DeskRequest, idea: Idea, done: str) -> None:
    """On the next page: that it was done, and whether the pinner hears it by mail."""
    by_hand = contact_of(idea).by_hand
    heard = _("No mail goes out: tell this person yourself.") if by_hand else _("The idea pinner gets a mail.")
    messages.success(request, f"{done} {heard}")


def _status(form: forms.Form) -> int:
    return 422 if form.errors else 200
