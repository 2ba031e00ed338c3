"""Proposing to put two ideas together, or to pass one on, and seeing what their pinners say."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.core.errors import DomainError, tell, worked
from aantafel.core.paging import by_moment
from aantafel.core.text import tidy, whole_number
from aantafel.pages.coordinator.around import speaks_by_phone
from aantafel.pages.coordinator.forms import MergeForm, PassOnForm
from aantafel.pages.coordinator.merge_candidates import candidates
from aantafel.pages.desks import queries, wording
from aantafel.pages.desks.contact import contact_of
from ideas.enums import YesNo
from ideas.lifecycle import IN_REVIEW, MERGEABLE
from ideas.models import MergeProposal, PassOn
from ideas.services import idea_merge
from ideas.services import pass_on as passing
from ideas.services.whose_desk import OtherDesk

TAKE_BACK = "terug"
_takes = require_http_methods(["GET", "HEAD", "POST"])
_desk = desk_required(DeskPart.TAKE_IN)


@_desk
@_takes
def merge_new(request: DeskRequest, pk: int) -> HttpResponseBase:
    """First which other idea (`met` in the address), then which one stays and why."""
    idea = queries.idea_to_act_on(pk)
    if idea.status not in MERGEABLE:
        return redirect("coordinator:idea", pk=pk)
    number = whole_number(request.GET.get("met", ""))
    if number is None:
        words = tidy(request.GET.get("q", ""))[:100]
        found = [(other, wording.state_of(other)) for other in candidates(idea, words)]
        return render(request, "coordinator/merge_choose.html", {"idea": idea, "found": found, "words": words})
    other = queries.idea_to_act_on(number)
    form = MergeForm(request.POST or None, pair=(idea, other))
    if request.method == "POST" and form.is_valid():
        act = partial(idea_merge.propose, actor=request.user, reason=form.cleaned_data["reason"], **form.numbers())
        if worked(form, act):
            messages.success(request, _("Both pinners are asked. You see here what they say."))
            return redirect("coordinator:idea", pk=pk)
    context = {"idea": idea, "other": other, "form": form, "contacts": [contact_of(idea), contact_of(other)]}
    return render(request, "coordinator/merge_new.html", context, status=422 if form.errors else 200)


@_desk
@_takes
def merge(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Where a proposal stands: take it back, or note down what somebody without an account said."""
    rows = MergeProposal.objects.select_related(
        *(
            f"{side}__{name}"
            for side in MergeProposal.sides
            for name in ("owner", "pinner__helper", "municipality__instance")
        )
    )
    proposal = get_object_or_404(rows.select_related("proposed_by").defer("stays__search", "goes__search"), pk=pk)
    if request.method == "POST":
        if queries.is_at_other_desk(proposal.goes):
            raise OtherDesk
        _act_on_merge(request, proposal)
        return redirect("coordinator:merge", pk=pk)
    sides = [
        (idea, contact_of(idea), proposal.says(idea), proposal.is_open and speaks_by_phone(idea))
        for idea in (proposal.stays, proposal.goes)
    ]
    return render(request, "coordinator/merge.html", {"proposal": proposal, "sides": sides, "idea": proposal.goes})


def _act_on_merge(request: DeskRequest, proposal: MergeProposal) -> None:
    asked, number = request.POST.get("doe", ""), whole_number(request.POST.get("idee", ""))
    if asked == TAKE_BACK:
        _try(request, partial(idea_merge.take_back, actor=request.user, proposal_id=proposal.pk))
    elif asked in YesNo.values and number is not None:
        told: dict[str, Any] = {"proposal_id": proposal.pk, "idea_id": number, "says": YesNo(asked)}
        _try(request, partial(idea_merge.note_answer, actor=request.user, **told))


@_desk
@_takes
def pass_on_new(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Ask the pinner whether the idea may go to another municipality."""
    idea = queries.idea_to_act_on(pk)
    if idea.status not in IN_REVIEW or idea.municipality is None:
        return redirect("coordinator:idea", pk=pk)
    form = PassOnForm(request.POST or None, source=idea.municipality)
    if request.method == "POST" and form.is_valid():
        told = {"target": form.target(), "reason": form.cleaned_data["reason"]}
        if worked(form, partial(passing.propose, actor=request.user, idea_id=pk, **told)):
            messages.success(request, _("The pinner is asked. Without a yes the idea stays here."))
            return redirect("coordinator:idea", pk=pk)
    context = {"idea": idea, "contact": contact_of(idea), "form": form}
    return render(request, "coordinator/pass_on_new.html", context, status=422 if form.errors else 200)


@_desk
@_takes
def pass_on(request: DeskRequest, pk: int) -> HttpResponseBase:
    """A proposal that is open: take it back, or note down what somebody without an account said. Afterwards only the
    list tells of it."""
    proposal = get_object_or_404(PassOn.objects.open().select_related("target", "proposed_by"), pk=pk)
    idea = queries.idea_to_act_on(proposal.idea_id)
    if request.method == "POST":
        asked = request.POST.get("doe", "")
        if asked == TAKE_BACK:
            _try(request, partial(passing.take_back, actor=request.user, proposal_id=pk))
        elif asked in YesNo.values:
            _try(request, partial(passing.note_answer, actor=request.user, proposal_id=pk, says=YesNo(asked)))
        return redirect("coordinator:passed_on")
    context = {"proposal": proposal, "idea": idea, "contact": contact_of(idea), "by_phone": speaks_by_phone(idea)}
    return render(request, "coordinator/pass_on.html", context)


@_desk
@require_safe
def passed_on(request: DeskRequest) -> HttpResponse:
    """What was proposed to pass on, and no more of it than that it went."""
    rows = PassOn.objects.select_related("target", "proposed_by")
    page = by_moment(rows, moment="created_at", after=request.GET.get("na", ""))
    here = reverse("coordinator:passed_on")
    more = f"{here}?na={page.next}" if page.next else ""
    context = {"rows": page.items, "first": "" if page.is_first else here, "more": more}
    return render(request, "coordinator/passed_on.html", context)


def _try(request: DeskRequest, act: Callable[[], None]) -> None:
    try:
        act()
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, _("Noted down."))
