"""Answering a question of the desk straight from the mail."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from aantafel.accounts.services import sign_in
from aantafel.core import ratelimit, typed
from aantafel.core.errors import DomainError
from coaches.forms import QuestionBackForm, SayNoForm
from coaches.lifecycle import State
from coaches.models import Match
from coaches.services import answers as service
from municipalities import sites


class TooMany(DomainError):
    default = _("That were many answers from your connection. What you typed is still here; try again in an hour.")


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Yes, no, or a question. No and a question need the link from the mail alone; a yes comes from the coach, who gets
    a code when not signed in, and with it has said yes."""
    match = _match(key)
    forms = {"no": SayNoForm(), "ask": QuestionBackForm()}
    if request.method == "POST":
        kind = request.POST.get("answer", "")
        if kind not in _ACTS:
            return redirect("coaches:answer", key=key)
        if kind in forms:
            forms[kind] = type(forms[kind])(request.POST)
        if kind == "yes" or forms[kind].is_valid():
            try:
                return _ACTS[kind](request, match, forms)
            except DomainError as error:
                match = _match(key)
                return _page(request, match, forms, status=409, said=str(error.message))
    return _page(request, match, forms, status=422 if any(form.errors for form in forms.values()) else 200)


def _match(key: UUID) -> Match:
    found = Match.everywhere.select_related(
        "idea__municipality", "idea__owner", "idea__pinner", "coach__user", "coach__municipality"
    )
    match = found.defer("idea__search", "coach__search").filter(key=key).first()
    if match is None:
        raise Http404
    return match


def _page(request: HttpRequest, match: Match, forms: dict[str, Any], *, status: int, said: str = "") -> HttpResponse:
    hindrance = service.why_not_yes(match) if match.status is State.ASKED else None
    context = {
        "match": match,
        "idea": match.idea,
        "said": said,
        "kept": typed.texts(request) if said else [],
        "hindrance": hindrance.message if hindrance else "",
        "lines": match.messages.select_related("author"),
        "is_coach": request.user == match.coach.user,
        "base": sites.elsewhere(match.coach.municipality_id),
        **forms,
    }
    return render(request, "coaches/answer.html", context, status=status)


def _yes(request: HttpRequest, match: Match, _forms: dict[str, Any]) -> HttpResponseBase:
    user = match.coach.user
    if request.user == user:
        service.accept(actor=user, key=match.key)
        messages.success(request, _("Thank you. You are linked to this idea."))
        return redirect("coaches:answer", key=match.key)
    hindrance = service.why_not_yes(match)
    if hindrance is not None:
        raise hindrance
    intent = f"match:{match.key}"
    token = sign_in.request_token(email=user.email, language=get_language() or "nl", intent=intent)
    return redirect("accounts:code", key=token.key)


def _no(request: HttpRequest, match: Match, forms: dict[str, Any]) -> HttpResponseBase:
    _count(request)
    service.decline(key=match.key, reason=forms["no"].cleaned_data["reason"])
    messages.success(request, _("Thank you for your answer. We ask somebody else."))
    return redirect("coaches:answer", key=match.key)


def _ask(request: HttpRequest, match: Match, forms: dict[str, Any]) -> HttpResponseBase:
    _count(request)
    service.ask_back(key=match.key, text=forms["ask"].cleaned_data["text"])
    messages.success(request, _("Your question is with the coordinator."))
    return redirect("coaches:answer", key=match.key)


def _count(request: HttpRequest) -> None:
    if not ratelimit.hit("match-answer", ratelimit.client_address(request), limit=100, per=timedelta(hours=1)):
        raise TooMany


_ACTS: dict[str, Callable[[HttpRequest, Match, dict[str, Any]], HttpResponseBase]] = {
    "yes": _yes,
    "no": _no,
    "ask": _ask,
}
