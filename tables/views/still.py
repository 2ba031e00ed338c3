"""How does it go? Answered straight from the mail, without an account: busy, need help, or stop."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.core.errors import DomainError, worked
from tables import lifecycle
from tables.forms.words import HelpForm, ReasonForm
from tables.lifecycle import Move
from tables.road import facts as known
from tables.road.facts import ACTORS
from tables.services import still
from tables.shown.cards import standing
from tables.views.doors import WorkRequest, at_table


@at_table
@require_safe
def how_it_goes(request: WorkRequest) -> HttpResponse:
    """From the place where the table is organised: to the same question as in the mail."""
    work = request.work
    if work.table.asked_at is None or work.is_desk:
        return redirect("tables:work", pk=work.table.pk)
    return redirect("tables:still", key=still.key_for(work.table, work.user))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: str) -> HttpResponse:
    asked = still.read(key)
    if asked is None:
        raise Http404
    table = asked.table
    facts = known.gather(table)
    can_stop = asked.role is not None and lifecycle.may(facts, Move.STOP, ACTORS[asked.role])
    choice = request.POST.get("answer", request.GET.get("antwoord", ""))
    help_form = HelpForm(request.POST if choice == "help" and request.method == "POST" else None)
    stop_form = ReasonForm(
        request.POST if choice == "stop" and request.method == "POST" else None, initial={"here": table.step}
    )
    shown: dict[str, Any] = {
        "asked": asked,
        "table": table,
        "idea": table.idea,
        "standing": standing(table),
        "can_stop": can_stop,
        "help_form": help_form,
        "stop_form": stop_form,
        "choice": choice,
    }
    if request.method == "POST" and asked.is_open:
        done, said = _act(key, choice, help_form, stop_form)
        if done:
            return render(request, "tables/still_done.html", {**shown, "done": done, "said": said})
        shown["said"] = said
    status = 422 if help_form.errors or stop_form.errors else 200
    return render(request, "tables/still.html", shown, status=status)


def _act(key: str, choice: str, help_form: HelpForm, stop_form: ReasonForm) -> tuple[str, str]:
    """What was done, or else why not."""
    if choice == "busy":
        try:
            still.say_busy(key)
        except DomainError as error:
            return "", str(error.message)
        return "busy", ""
    if choice == "help" and help_form.is_valid():
        text = help_form.cleaned_data["text"]
        return ("help" if worked(help_form, lambda: still.ask_help(key, text=text)) else ""), ""
    if choice == "stop" and stop_form.is_valid():
        reason = stop_form.cleaned_data["reason"]
        return ("stop" if worked(stop_form, lambda: still.stop(key, reason=reason)) else ""), ""
    return "", ""
