"""Reactions at the desk: the list, one with its history, and the four decisions about it, each with words.

`listing`, `one` and `decide` work at whatever desk they are asked; the others are the operator's doors to them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import SignedInRequest, View, operator_required
from aantafel.core.errors import DomainError
from aantafel.pages.desks import place, reactions, ready, waiting
from aantafel.pages.desks.forms import AnsweringForm, ReasonForm
from aantafel.pages.desks.forms_reactions import HidingForm, OptionalWordsForm
from aantafel.pages.desks.reactions import Heap
from ideas import reasons
from ideas.models import Reaction
from ideas.services import hiding, reports

Standing = dict[str, Any]


@dataclass(frozen=True)
class Decision:
    """What does it, with which form, whether it can be done to what now stands, and what is said afterwards."""

    template: str
    act: Callable[[SignedInRequest, int, str, int], None]
    possible: Callable[[Standing], bool]
    done: str | Promise
    form: type[ReasonForm] = ReasonForm
    ready: tuple[reasons.ReadyReason, ...] = ()


def _hide(request: SignedInRequest, pk: int, text: str, seen: int) -> None:
    hiding.hide(actor=request.user, reaction_id=pk, reason=text, seen=seen, role=place.here().role)


def _show_again(request: SignedInRequest, pk: int, text: str, seen: int) -> None:
    hiding.show_again(actor=request.user, reaction_id=pk, answer=text, seen=seen, role=place.here().role)


def _keep_hidden(request: SignedInRequest, pk: int, text: str, seen: int) -> None:
    hiding.keep_hidden(actor=request.user, reaction_id=pk, answer=text, seen=seen, role=place.here().role)


def _let_stay(request: SignedInRequest, pk: int, text: str, seen: int) -> None:
    reports.let_it_stay(actor=request.user, reaction_id=pk, answer=text, seen=seen, role=place.here().role)


HIDE = Decision(
    "desks/reaction_hide.html",
    _hide,
    lambda standing: bool(standing["can_hide"]),
    gettext_lazy("The reaction is hidden. Its writer gets a mail with the reason."),
    form=HidingForm,
    ready=reasons.HIDINGS,
)
SHOW_AGAIN = Decision(
    "desks/reaction_show.html",
    _show_again,
    lambda standing: bool(standing["can_show"]),
    gettext_lazy("Everyone can read the reaction again."),
    form=OptionalWordsForm,
)
KEEP_HIDDEN = Decision(
    "desks/reaction_keep.html",
    _keep_hidden,
    lambda standing: bool(standing["objects"]),
    gettext_lazy("The reaction stays hidden. Its writer gets your answer by mail."),
    form=AnsweringForm,
)
LET_STAY = Decision(
    "desks/reaction_stay.html",
    _let_stay,
    lambda standing: bool(standing["can_hide"] and standing["reports"]),
    gettext_lazy("The reaction stays. Whoever left an address gets your answer by mail."),
    form=AnsweringForm,
)


def listing(request: SignedInRequest) -> HttpResponse:
    heap = reactions.heap_of(request.GET.get("stand", ""))
    page = reactions.page(heap, request.GET.get("na", ""))
    here = reverse(place.here().to["reactions"])
    context = {
        "rows": [(each, waiting.since(_waits_since(each, heap))) for each in page.items],
        "heaps": [(each.label, f"{here}?stand={each}", each is heap) for each in Heap],
        "heap": heap,
        "waits": heap in (Heap.REPORTED, Heap.OBJECTED),
        "first": "" if page.is_first else f"{here}?stand={heap}",
        "more": f"{here}?{urlencode({'stand': heap.value, 'na': page.next})}" if page.next else "",
    }
    return render(request, "desks/reactions.html", context)


def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One reaction with all that happened to it, and what can be decided."""
    return render(request, "desks/reaction.html", _standing(pk))


def decide(request: SignedInRequest, pk: int, *, decision: Decision) -> HttpResponse:
    standing = _standing(pk)
    texts = ready.texts(_language_of(standing["reaction"]), decision.ready)
    context = {**standing, "ready": texts}
    if request.method != "POST":
        if not decision.possible(standing):
            return redirect(place.here().to["reaction"], pk=pk)
        return render(
            request, decision.template, {**context, "form": decision.form(initial={"seen": standing["seen"]})}
        )
    if ready.is_asked(request.POST):
        form = decision.form(initial=ready.put_in(request.POST, texts))
        return render(request, decision.template, {**context, "form": form})
    form = decision.form(request.POST)
    if not form.is_valid():
        return render(request, decision.template, {**context, "form": form}, status=422)
    try:
        with place.acting(standing["idea"].municipality_id):
            decision.act(request, pk, form.cleaned_data["text"], form.cleaned_data["seen"])
    except DomainError as error:
        now = _standing(pk)
        kept = decision.form({"text": form.cleaned_data["text"], "seen": now["seen"]})
        again = {"form": kept, "conflict": str(error.message), "open": decision.possible(now)}
        return render(request, decision.template, {**context, **now, **again}, status=409)
    messages.success(request, str(decision.done))
    return redirect(place.here().to["reaction"], pk=pk)


def doors(door: Callable[[View], View]) -> dict[str, View]:
    """The views of one desk, by the name of their address; `door` says who may enter."""
    takes = require_http_methods(["GET", "HEAD", "POST"])
    decisions = {"hide": HIDE, "show": SHOW_AGAIN, "keep": KEEP_HIDDEN, "stay": LET_STAY}
    return {
        "reactions": door(require_safe(listing)),
        "reaction": door(require_safe(one)),
        **{f"reaction_{name}": door(takes(partial(decide, decision=each))) for name, each in decisions.items()},
    }


OPERATORS = doors(operator_required)


def _standing(pk: int) -> Standing:
    """Where a reaction stands, for every page about one."""
    found = reactions.one(pk)
    entries = reactions.entries_of(found)
    waiting_reports = reactions.waiting_reports(found)
    stands = found.removed_at is None
    objects = found.objected_at is not None and found.objection_answered_at is None
    return {
        "reaction": found,
        "idea": found.idea,
        "lines": reactions.lines(entries),
        "seen": entries[-1].pk if entries else 0,
        "reports": waiting_reports,
        "handled": reactions.handled_reports(found),
        "waiting": waiting.since(waiting_reports[0].created_at) if waiting_reports else None,
        "objects": objects,
        "objecting": waiting.since(found.objected_at) if objects else None,
        "can_hide": stands and found.hidden_at is None,
        "can_show": stands and found.hidden_at is not None,
        "open": True,
        "back_url": reverse(place.here().to["reaction"], args=[pk]),
    }


def _language_of(found: Reaction) -> str:
    """That of its writer, and of the idea when the writer is gone."""
    return str(found.user.language if found.user else found.idea.language)


def _waits_since(found: Reaction, heap: Heap) -> Any:
    return getattr(found, "reported_at", None) if heap is Heap.REPORTED else found.objected_at
