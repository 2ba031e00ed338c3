"""What a desk proposes about my idea: yes or no."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.core.errors import worked
from ideas.enums import YesNo
from ideas.forms.proposals import AnswerForm
from ideas.models import MergeProposal
from ideas.permissions import may_manage, merge_to_answer, pass_on_to_answer
from ideas.services import idea_merge
from ideas.services import pass_on as passing


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Whether two ideas, of which one or both are mine, may be put together."""
    proposal = merge_to_answer(request.user, pk)
    mine = _mine(request, proposal)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        says = YesNo(form.cleaned_data["says"])
        if worked(form, partial(idea_merge.answer, actor=request.user, proposal_id=pk, says=says)):
            messages.success(request, _("Thank you. Your answer is noted."))
            return redirect("ideas:merge", pk=pk)
    fresh = merge_to_answer(request.user, pk)
    idea = fresh.goes if mine == "goes" else fresh.stays
    context = {"proposal": fresh, "idea": idea, "says": fresh.says(idea), "side": mine, "form": form}
    return render(request, "ideas/merge.html", context, status=_status(form))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Whether my idea may go to another municipality."""
    proposal = pass_on_to_answer(request.user, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        says = YesNo(form.cleaned_data["says"])
        if worked(form, partial(passing.answer, actor=request.user, proposal_id=pk, says=says)):
            messages.success(request, _("Thank you. Your answer is noted."))
            return redirect("ideas:pass_on", pk=pk)
        proposal = pass_on_to_answer(request.user, pk)
    context = {"proposal": proposal, "idea": proposal.idea, "form": form}
    return render(request, "ideas/pass_on.html", context, status=_status(form))


def _mine(request: SignedInRequest, proposal: MergeProposal) -> str:
    """Which of the two is mine: the one that goes, the one that stays, or both."""
    sides = [side for side in MergeProposal.sides if may_manage(request.user, getattr(proposal, side))]
    return "both" if len(sides) == 2 else sides[0]


def _status(form: AnswerForm) -> int:
    return 422 if form.errors else 200
