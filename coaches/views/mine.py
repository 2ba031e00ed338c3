"""The pinner's page about their coaches: who they are, whether they may have my address, and writing to each other."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.core.errors import DomainError, tell
from aantafel.core.text import whole_number
from coaches.forms import MessageForm
from coaches.models import Match
from coaches.services import answers
from coaches.services import messages as writer
from coaches.shown import coaches_of
from ideas.models import Idea
from ideas.permissions import own_idea


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: SignedInRequest, pk: int) -> HttpResponseBase:
    idea = own_idea(request.user, pk)
    if request.method != "POST":
        return _page(request, idea)
    match = _match(request, idea)
    if "text" in request.POST:
        return _write(request, idea, match)
    try:
        _share(request, match)
    except DomainError as error:
        tell(request, error)
    return redirect("coaches:mine", pk=pk)


def _page(request: SignedInRequest, idea: Idea, bound: tuple[int, MessageForm] | None = None) -> HttpResponseBase:
    """`bound` is what could not be taken in, to the coach of which match. It is `too_late` when that coach has gone."""
    typed = dict([bound] if bound else [])
    coaches = [(one, typed.pop(one.match.pk, MessageForm(auto_id=f"id_{one.match.pk}_%s"))) for one in coaches_of(idea)]
    context = {"idea": idea, "coaches": coaches, "too_late": [*typed.values()]}
    return render(request, "coaches/mine.html", context, status=422 if bound else 200)


def _write(request: SignedInRequest, idea: Idea, match: Match) -> HttpResponseBase:
    form = MessageForm(request.POST, auto_id=f"id_{match.pk}_%s")
    if form.is_valid():
        try:
            writer.write(actor=request.user, match_id=match.pk, text=form.cleaned_data["text"])
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Your message is sent."))
            return redirect(reverse("coaches:mine", args=[idea.pk]) + f"#berichten-{match.pk}")
    return _page(request, idea, (match.pk, form))


def _match(request: SignedInRequest, idea: Idea) -> Match:
    number = whole_number(request.POST.get("match", ""))
    match = None if number is None else Match.everywhere.filter(idea=idea, pk=number).first()
    if match is None:
        raise Http404
    return match


def _share(request: SignedInRequest, match: Match) -> None:
    shares = request.POST.get("share") == "yes"
    if answers.share_contact(actor=request.user, match_id=match.pk, shares=shares):
        done = _("Your coach gets your address by mail.") if shares else _("Your coach no longer sees your address.")
        messages.success(request, done)
