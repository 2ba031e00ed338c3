"""Asking the people of a local site."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.accounts.models import Invitation
from aantafel.accounts.services import invitations
from aantafel.core.errors import DomainError, tell
from aantafel.pages.desks import sites as queries
from aantafel.pages.desks.forms_sites import InviteForm
from aantafel.pages.desks.views.sites import about, tell_asked
from movement.services import asking


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedInRequest, code: str) -> HttpResponse:
    """One more person."""
    found = queries.one(code)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = asking.ask(
            actor=request.user,
            municipality=found.municipality,
            people=[form.person()],
            message=form.cleaned_data["message"],
        )
        if asked.count:
            tell_asked(request, asked)
            return redirect("desk:site", code=code)
        form.add_error("email", asked.refused[0][1])
    context = {**about(found), "form": form}
    return render(request, "desks/site_invite.html", context, status=422 if form.errors else 200)


@operator_required
@require_POST
def send_again(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    return _do(request, code, pk, invitations.send_again, _("The invitation is on its way once more."))


@operator_required
@require_POST
def take_back(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    return _do(request, code, pk, invitations.withdraw, _("The invitation is taken back."))


def _do(request: SignedInRequest, code: str, pk: int, act: Callable[..., Any], done: str) -> HttpResponse:
    found = queries.one(code)
    try:
        act(actor=request.user, invitation_id=pk, municipality=found.municipality)
    except Invitation.DoesNotExist as missing:
        raise Http404 from missing
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, done)
    return redirect("desk:site", code=code)
