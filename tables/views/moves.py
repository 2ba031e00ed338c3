"""Moving a table as a whole, each on a page that says what it means and asks for a reason where one is wanted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from aantafel.core.errors import worked
from tables import lifecycle
from tables.enums import TableStep
from tables.forms.words import ReasonForm
from tables.lifecycle import Actor, Move, Step
from tables.permissions import Work
from tables.road import facts as known
from tables.road import guide, needs
from tables.road.facts import ACTORS
from tables.services import steps
from tables.views.doors import WorkRequest, at_table
from tables.views.work import context

_takes = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Words:
    """What the page of a move says. `not_now` is for when it cannot be done at this moment, or not by this person."""

    title: str | Promise
    lead: str | Promise
    button: str | Promise
    done: str | Promise
    not_now: str | Promise


BACK = Words(
    _("Go back one step"),
    _("The table stands one step earlier then. What was done stays, and everyone reads why you go back."),
    _("Go back"),
    _("The table went back one step."),
    _("This table cannot go back a step now."),
)
STOP = Words(
    _("Stop the table"),
    _(
        "Nothing happens at the table any more. What was done stays readable, with your reason. What was planned is "
        "called off, and its people hear it. The table can go on later."
    ),
    _("Stop the table"),
    _("The table has stopped."),
    _("This table cannot be stopped now. Its owner decides that, or the desk that looks after it."),
)
RESUME = Words(
    _("Let the table go on"),
    _("The table goes on at the step where it stopped, and its people hear it."),
    _("Let it go on"),
    _("The table goes on."),
    _("This table runs, or somebody else decides whether it goes on."),
)


@at_table
@_takes
def forward(request: WorkRequest) -> HttpResponse:
    """The next step: at once when all is there, with a reason when what is missing may be passed."""
    work = request.work
    facts = known.gather(work.table)
    here = facts.step
    is_mine = lifecycle.may(facts, Move.FORWARD, ACTORS[work.role])
    form = ReasonForm(request.POST or None, required=lifecycle.asks_reason(facts), initial={"here": here.value})
    if request.method == "POST" and form.is_valid():
        to = Step(min(form.cleaned_data["here"] + 1, lifecycle.LAST.value))

        def act() -> None:
            note = form.cleaned_data["reason"]
            steps.advance(work.table.pk, to, actor=work.user, role=work.role, note=note)

        if worked(form, act):
            messages.success(request, _("The table went to step %(n)d: %(name)s.") % _named(to))
            return redirect("tables:work", pk=work.table.pk)
        facts = known.gather(_again(work))
    following = Step(min(here + 1, lifecycle.LAST.value))
    shown = {
        "form": form,
        "is_mine": is_mine,
        "missing": needs.missing(facts, work),
        "is_open": lifecycle.is_open(facts),
        "asks_reason": lifecycle.asks_reason(facts),
        "by_asking": here is Step.IDEA and facts.is_local,
        "coach_may": Actor.COACH in lifecycle.movers(facts, Move.FORWARD),
        "following": _named(following),
        "is_last": here is lifecycle.LAST,
        "coming": guide.now(following, is_local=facts.is_local),
    }
    return render(request, "tables/work/forward.html", context(request, **shown), status=422 if form.errors else 200)


@at_table
@_takes
def back(request: WorkRequest) -> HttpResponse:
    def act(work: Work, here: Step, reason: str) -> None:
        steps.go_back(work.table.pk, here=here, actor=work.user, role=work.role, reason=reason)

    return _page(request, Move.BACK, BACK, act)


@at_table
@_takes
def stop(request: WorkRequest) -> HttpResponse:
    def act(work: Work, here: Step, reason: str) -> None:
        steps.end(work.table.pk, actor=work.user, role=work.role, reason=reason)

    return _page(request, Move.STOP, STOP, act)


@at_table
@_takes
def resume(request: WorkRequest) -> HttpResponse:
    def act(work: Work, here: Step, reason: str) -> None:
        steps.resume(work.table.pk, actor=work.user, role=work.role, reason=reason)

    return _page(request, Move.RESUME, RESUME, act)


def _page(request: WorkRequest, move: Move, said: Words, act: Callable[[Work, Step, str], None]) -> HttpResponse:
    work = request.work
    facts = known.gather(work.table)
    form = ReasonForm(request.POST or None, initial={"here": facts.step.value})
    if request.method == "POST" and form.is_valid():
        here, reason = Step(form.cleaned_data["here"]), form.cleaned_data["reason"]
        if worked(form, lambda: act(work, here, reason)):
            messages.success(request, str(said.done))
            return redirect("tables:work", pk=work.table.pk)
    can = lifecycle.may(facts, move, ACTORS[work.role])
    to = _named(lifecycle.destination(facts.step, move)) if can and move is Move.BACK else None
    anew = bool(to) and facts.step in (Step.CHOOSE, Step.DO)
    shown = {"form": form, "said": said, "can": can or bool(form.errors), "to": to, "anew": anew}
    return render(request, "tables/work/move.html", context(request, **shown), status=422 if form.errors else 200)


def _named(step: Step) -> dict[str, Any]:
    return {"n": step.value, "name": str(TableStep(step).label)}


def _again(work: Work) -> Any:
    """As it stands now: somebody else may have moved it."""
    work.table.refresh_from_db(fields=["step", "state", "moved_at", "round"])
    return work.table
