"""Bringing something to an idea, with a code for who is not signed in; and what its pinner says back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.accounts.models import User
from aantafel.core.errors import DomainError
from aantafel.core.ratelimit import client_address
from aantafel.core.text import tidy
from ideas import support_queries, support_words
from ideas.enums import IntentionKind, SupportKind, SupportState
from ideas.forms.support import SUPPORT_FORMS, AnswerForm, SupportForm, ThanksForm
from ideas.models import Idea, Support
from ideas.permissions import is_looked_after, may_manage, own_support, seen_support, support_to_reply_to
from ideas.services import intentions
from ideas.services import support as service
from ideas.views.likes import of_public_idea
from municipalities.parts import part_required
from municipalities.switches import Switch

MOST_ABOUT = 500  # signs of what an offer is about, as long as an action


@part_required(Switch.SUPPORT)
@require_http_methods(["GET", "POST"])
@of_public_idea
def offer_help(request: HttpRequest, idea: Idea) -> HttpResponseBase:
    return _bring(request, idea, SupportKind.HELP)


@part_required(Switch.SUPPORT)
@require_http_methods(["GET", "POST"])
@of_public_idea
def join(request: HttpRequest, idea: Idea) -> HttpResponseBase:
    return _bring(request, idea, SupportKind.JOIN)


@part_required(Switch.SUPPORT)
@require_http_methods(["GET", "POST"])
@of_public_idea
def ask(request: HttpRequest, idea: Idea) -> HttpResponseBase:
    return _bring(request, idea, SupportKind.QUESTION)


@signed_in
@require_http_methods(["GET", "POST"])
def support(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """What somebody brought: the pinner reads it and replies, whoever brought it sees how it stands."""
    if request.method == "POST":
        return _reply(request, support_to_reply_to(request.user, pk))
    brought = seen_support(request.user, pk)
    if brought.user_id != request.user.pk:
        return _for_pinner(request, brought, _reply_form(brought))
    context = {
        "support": brought,
        "title": support_words.for_supporter(brought),
        "next": support_words.next_for_supporter(brought),
        "can_take_back": service.may(SupportKind(brought.kind), SupportState(brought.state), SupportState.WITHDRAWN),
    }
    return render(request, "ideas/support_mine.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def take_back(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Ask whether you are sure; then take it back. What can no longer be taken back leads on to its page."""
    brought = own_support(request.user, pk)
    if not service.may(SupportKind(brought.kind), SupportState(brought.state), SupportState.WITHDRAWN):
        return redirect("ideas:support", pk=pk)
    if request.method == "POST":
        if service.take_back(actor=request.user, support_id=pk):
            messages.success(request, _("You have taken it back."))
        return redirect("ideas:support", pk=pk)
    return render(request, "ideas/support_take_back.html", {"support": brought})


def _bring(request: HttpRequest, idea: Idea, kind: SupportKind) -> HttpResponseBase:
    user = request.user if isinstance(request.user, User) else None
    sent = request.POST if request.method == "POST" else None
    form = SUPPORT_FORMS[kind](sent, user=user, initial=_typed(request, idea, kind, user))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_send(request, idea, kind, form, user))
        except DomainError as error:
            form.add_error(None, str(error.message))
    context = {
        "idea": idea,
        "form": form,
        "words": support_words.NEW[kind],
        "kind": kind.value,
        "is_own": user is not None and may_manage(user, idea),
        "is_read": is_looked_after(idea),
        "joined": support_queries.join_of(user, idea) if user and kind is SupportKind.JOIN else None,
    }
    return render(request, "ideas/support_new.html", context, status=422 if form.errors else 200)


def _send(request: HttpRequest, idea: Idea, kind: SupportKind, form: SupportForm, user: User | None) -> str:
    """Where to go next: what was sent, or for who is not signed in the question for the code."""
    name = form.cleaned_data.get("name", "")
    if user is not None:
        made = service.bring(actor=user, idea_id=idea.pk, kind=kind, typed=form.typed(), name=name)
        messages.success(request, str(support_words.NEW[kind].sent))
        return reverse("ideas:support", args=[made.pk])
    token = intentions.mean(
        kind=IntentionKind(kind),
        idea=idea,
        email=form.cleaned_data["email"],
        name=name,
        client=client_address(request),
        language=get_language() or "nl",
        data=form.typed(),
    )
    return reverse("accounts:code", args=[token.key])


def _typed(request: HttpRequest, idea: Idea, kind: SupportKind, user: User | None) -> dict[str, Any]:
    """What somebody had typed before they came back to correct it; or else what we know already, and what the page that
    led here says it is about.
    """
    kept = intentions.find(request.GET.get("terug", ""))
    if kept is not None and kept.idea_id == idea.pk and kept.kind == kind:
        return {**kept.data, "name": kept.name, "email": kept.email}
    about = tidy(request.GET.get("over", ""))[:MOST_ABOUT]
    told = {"text": _("I can help with this: %(what)s") % {"what": about}} if about and kind is SupportKind.HELP else {}
    return {**told, "capacity": user.capacity} if user is not None else told


def _reply_form(brought: Support, sent: Any = None) -> AnswerForm | ThanksForm:
    return AnswerForm(sent) if brought.kind == SupportKind.QUESTION else ThanksForm(sent)


def _reply(request: SignedInRequest, brought: Support) -> HttpResponseBase:
    form = _reply_form(brought, request.POST)
    if form.is_valid():
        try:
            service.reply(actor=request.user, support_id=brought.pk, text=form.cleaned_data["text"])
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Thank you. Your message has been sent."))
            return redirect("ideas:support", pk=brought.pk)
    return _for_pinner(request, brought, form)


def _for_pinner(request: HttpRequest, brought: Support, form: AnswerForm | ThanksForm) -> HttpResponse:
    context = {
        "support": brought,
        "form": form,
        "title": support_words.for_pinner(brought),
        "next": support_words.next_for_pinner(brought),
        "name": support_words.who(brought),
    }
    return render(request, "ideas/support_to_me.html", context, status=422 if form.errors else 200)
