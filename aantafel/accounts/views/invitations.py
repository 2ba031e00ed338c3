"""Answering an invitation for a role, from the link in the mail."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from aantafel.accounts.enums import InvitationState, Role
from aantafel.accounts.models import Invitation, User
from aantafel.accounts.roles import MEANINGS
from aantafel.accounts.services import invitations, sign_in
from aantafel.core.errors import DomainError

YES = "ja"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """What is asked, with yes and no. A yes of who is not signed in with that address goes on after the code."""
    asked = get_object_or_404(Invitation.objects.select_related("municipality", "invited_by"), key=key)
    error = ""
    if request.method == "POST":
        try:
            return _answer(request, asked)
        except invitations.Closed:
            return redirect(invitations.path_of(str(key)))
        except DomainError as refused:
            error = str(refused.message)
    return _page(request, asked, error)


def _answer(request: HttpRequest, asked: Invitation) -> HttpResponseBase:
    key = str(asked.key)
    if request.POST.get("antwoord") != YES:
        invitations.decline(key=key)
        return redirect(invitations.path_of(key))
    if isinstance(request.user, User) and request.user.email == asked.email:
        return redirect(invitations.accept(user=request.user, key=key))
    if not invitations.is_open(asked):
        raise invitations.Closed
    token = sign_in.request_token(email=asked.email, language=get_language() or "nl", intent=f"role:{key}")
    return redirect("accounts:code", key=token.key)


def _page(request: HttpRequest, asked: Invitation, error: str) -> HttpResponseBase:
    is_open = invitations.is_open(asked)
    beside = invitations.beside(asked)
    accepted = asked.state == InvitationState.ACCEPTED
    context = {
        "asked": asked,
        "role_means": MEANINGS[Role(asked.role)],
        "is_open": is_open,
        "ran_out": asked.state == InvitationState.OPEN and not is_open,
        "is_mine": request.user.is_authenticated and request.user.pk == asked.user_id,
        "somebody_else": request.user.is_authenticated and request.user.email != asked.email,
        "beside": [(other, MEANINGS[Role(other.role)]) for other in beside],
        "error": error,
    }
    status = 422 if error else 200 if is_open or accepted or beside else 410
    return render(request, "accounts/invitation.html", context, status=status)
