"""The three decisions: put on the site, ask, refuse. None of them happens twice, and nothing typed is lost.

`approving`, `asking` and `refusing` work at whatever desk they are asked; the others are the operator's doors to them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.core.errors import DomainError
from aantafel.pages.desks import place, queries, ready
from aantafel.pages.desks.contact import contact_of
from aantafel.pages.desks.forms import QuestionForm, ReasonForm, SeenForm
from aantafel.pages.desks.views.idea import standing_of
from ideas import reasons
from ideas.models import Idea
from ideas.services import review
from tables.services import publish


@dataclass(frozen=True)
class Writing:
    """A decision that comes with words: which template, which ready-made texts, and what does it."""

    template: str
    ready: tuple[reasons.ReadyReason, ...]
    act: Callable[[SignedInRequest, int, str, int], None]
    done: str | Promise
    form: type[ReasonForm]


def _ask(request: SignedInRequest, pk: int, text: str, seen: int) -> None:
    review.ask(actor=request.user, idea_id=pk, question=text, seen=seen, role=place.here().role)


def _refuse(request: SignedInRequest, pk: int, text: str, seen: int) -> None:
    review.refuse(actor=request.user, idea_id=pk, reason=text, seen=seen, role=place.here().role)


ASK = Writing("desks/ask.html", reasons.QUESTIONS, _ask, gettext_lazy("You asked about “%(title)s”."), QuestionForm)
REFUSE = Writing("desks/refuse.html", reasons.REFUSALS, _refuse, gettext_lazy("You refused “%(title)s”."), ReasonForm)


def approving(request: SignedInRequest, pk: int) -> HttpResponse:
    """A page of its own: what follows from it, and one button."""
    idea, context = _before(request, pk)
    if request.method != "POST":
        return _unless_moved_on(request, idea, context) or render(request, "desks/approve.html", context)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return redirect(place.here().to["idea"], pk=pk)
    try:
        publish(actor=request.user, idea_id=pk, seen=form.cleaned_data["seen"], role=place.here().role)
    except DomainError as error:
        return render(request, "desks/approve.html", _after_conflict(pk, error), status=409)
    return _onward(request, idea, _("“%(title)s” is on the site."))


def asking(request: SignedInRequest, pk: int) -> HttpResponse:
    return _write(request, pk, ASK)


def refusing(request: SignedInRequest, pk: int) -> HttpResponse:
    return _write(request, pk, REFUSE)


approve = operator_required(require_http_methods(["GET", "HEAD", "POST"])(approving))
ask = operator_required(require_http_methods(["GET", "HEAD", "POST"])(asking))
refuse = operator_required(require_http_methods(["GET", "HEAD", "POST"])(refusing))


def _write(request: SignedInRequest, pk: int, way: Writing) -> HttpResponse:
    idea, context = _before(request, pk)
    texts = ready.texts(contact_of(idea).language, way.ready)
    context["ready"] = texts
    if request.method != "POST":
        form = way.form(initial={"seen": context["seen"]})
        return _unless_moved_on(request, idea, context) or render(request, way.template, {**context, "form": form})
    if ready.is_asked(request.POST):
        form = way.form(initial=ready.put_in(request.POST, texts))
        return render(request, way.template, {**context, "form": form})
    form = way.form(request.POST)
    if not form.is_valid():
        return render(request, way.template, {**context, "form": form}, status=422)
    try:
        way.act(request, pk, form.cleaned_data["text"], form.cleaned_data["seen"])
    except DomainError as error:
        now = _after_conflict(pk, error)
        kept = way.form({"text": form.cleaned_data["text"], "seen": now["seen"]})
        return render(request, way.template, {**context, **now, "form": kept}, status=409)
    return _onward(request, idea, str(way.done))


def _before(request: SignedInRequest, pk: int) -> tuple[Idea, dict[str, Any]]:
    idea = queries.idea_for_review(pk)
    return idea, {**standing_of(idea, queries.entries_of(idea)), "contact": contact_of(idea)}


def _after_conflict(pk: int, error: DomainError) -> dict[str, Any]:
    """What has become of the idea while the operator was deciding."""
    idea = queries.idea_for_review(pk)
    now = standing_of(idea, queries.entries_of(idea))
    return {**now, "contact": contact_of(idea), "conflict": str(error.message)}


def _unless_moved_on(request: SignedInRequest, idea: Idea, context: dict[str, Any]) -> HttpResponse | None:
    """Back to the idea when it is decided, or when more has happened than the link that was followed knew of."""
    seen = request.GET.get("gezien", "")
    if not context["open"]:
        return redirect(place.here().to["idea"], pk=idea.pk)
    if seen and seen != str(context["seen"]):
        response = redirect(place.here().to["idea"], pk=idea.pk)
        response["Location"] += f"?gezien={seen}" if seen.isdigit() else ""
        return response
    return None


def _onward(request: SignedInRequest, idea: Idea, done: str) -> HttpResponse:
    """To the next idea in the queue; to this one again when its pinner has to be told by hand."""
    to = place.here().to
    there = format_html('<a href="{}">{}</a>', reverse(to["idea"], args=[idea.pk]), idea.title)
    messages.success(request, format_html(escape(done).replace("%(title)s", "{}"), there))
    if contact_of(idea).by_hand:
        return redirect(to["idea"], pk=idea.pk)
    following = queries.next_after(idea)
    if following is None:
        return redirect(to["queue"])
    return redirect(to["idea"], pk=following.pk)
