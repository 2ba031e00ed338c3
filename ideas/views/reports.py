"""Reporting a reaction to the operator, without an account."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.models import User
from aantafel.core.errors import DomainError
from aantafel.core.ratelimit import client_address
from ideas import reactions as reading
from ideas.enums import ReportWhy
from ideas.forms.reactions import ReportForm
from ideas.models import Idea, Reaction
from ideas.services import reports
from ideas.views.likes import of_public_idea
from municipalities.parts import part_required
from municipalities.switches import Switch


@part_required(Switch.REACTIONS)
@require_http_methods(["GET", "POST"])
@of_public_idea
def report(request: HttpRequest, idea: Idea, number: int) -> HttpResponseBase:
    """What is wrong with it, and an address for whoever wants to hear the decision."""
    reaction = Reaction.objects.filter(idea=idea, pk=number).select_related("user").first()
    if reaction is None or (request.method == "GET" and not reading.said_of(reaction, None).stands):
        raise Http404
    initial = {"email": request.user.email} if isinstance(request.user, User) else {}
    form = ReportForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            reports.report(
                reaction_id=reaction.pk,
                why=ReportWhy(form.cleaned_data["why"]),
                text=form.cleaned_data["text"],
                email=form.cleaned_data["email"],
                client=client_address(request),
                language=get_language() or "nl",
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect("ideas:reported", pk=idea.pk, slug=idea.slug)
    context = {"idea": idea, "form": form, "said": reading.said_of(reaction, request.user)}
    return render(request, "ideas/report.html", context, status=422 if form.errors else 200)


@part_required(Switch.REACTIONS)
@require_safe
@of_public_idea
def reported(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Thanks, and what happens next."""
    return render(request, "ideas/reported.html", {"idea": idea})
