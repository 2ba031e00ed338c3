"""What is done with several lines of the inbox at once."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.core.addresses import with_query
from aantafel.core.errors import DomainError
from aantafel.core.text import whole_number
from aantafel.pages.coordinator import inbox
from aantafel.pages.coordinator.forms import ChosenForm, PublishManyForm
from aantafel.pages.desks import queries
from aantafel.pages.desks.place import COORDINATOR
from ideas.lifecycle import IN_REVIEW
from ideas.models import Idea
from ideas.services import marks
from ideas.services.marks import Subject
from tables.services import publish

MOST = 50


@dataclass(frozen=True)
class Outcome:
    """What became of one of several ideas; `why` says why it was not put on the site."""

    idea: Idea
    why: str = ""


@desk_required()
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: DeskRequest) -> HttpResponseBase:
    """Take lines up, give them back, say that they were read; or go on to putting several ideas on the site."""
    if request.method != "POST":  # the address of a form that was sent, opened by itself
        return redirect("coordinator:home")
    form, back = ChosenForm(request.POST), _back(request)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect(back)
    chosen, action = form.cleaned_data["regel"], form.cleaned_data["doe"]
    if action == ChosenForm.PUBLISH:
        numbers = ".".join(str(number) for about, number in chosen if about == "idea")
        return redirect(with_query(reverse("coordinator:publish_many"), {"ideeen": numbers, "terug": back}))
    here = inbox.present(request.instance, request.parts, chosen, to_read=False)
    place = request.instance.municipality
    if action == ChosenForm.READ:
        _read(request, chosen, here)
        return redirect(back)
    if action == ChosenForm.TAKE:
        done = marks.take(actor=request.user, municipality=place, subjects=here)
        said = ngettext("You take up %(n)d line.", "You take up %(n)d lines.", done)
    else:
        done = marks.give_back(municipality=place, subjects=here)
        said = ngettext("%(n)d line is free again.", "%(n)d lines are free again.", done)
    messages.success(request, said % {"n": done})
    return redirect(back)


def _read(request: DeskRequest, chosen: list[Subject], here: set[Subject]) -> None:
    """What asks for a decision is not done by reading it."""
    readable = inbox.present(request.instance, request.parts, chosen, to_read=True)
    done = marks.read(actor=request.user, municipality=request.instance.municipality, subjects=readable)
    left = len(here - readable)
    if done or not left:
        messages.success(request, ngettext("%(n)d line is read.", "%(n)d lines are read.", done) % {"n": done})
    if left:
        said = ngettext(
            "This line asks for a decision. Open it.", "%(n)d lines ask for a decision. Open them one by one.", left
        )
        messages.warning(request, said % {"n": left})


@desk_required(DeskPart.TAKE_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def publish_many(request: DeskRequest) -> HttpResponse:
    """Several ideas on the site: first which ones, then what became of each."""
    if request.method != "POST":
        ideas = _undecided(request.GET.get("ideeen", ""))
        return render(request, "coordinator/publish_many.html", {"ideas": ideas, "back": _back(request)})
    form = PublishManyForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["idee"][0]))
        return redirect(_back(request))
    outcomes = [_publish(request, idea, seen) for idea, seen in _as_read(form.cleaned_data["idee"])]
    context = {"outcomes": outcomes, "done": sum(not each.why for each in outcomes), "back": _back(request)}
    return render(request, "coordinator/published_many.html", context)


def _publish(request: DeskRequest, idea: Idea, seen: int) -> Outcome:
    """Each in a transaction of its own: what goes wrong with one leaves the others."""
    try:
        publish(actor=request.user, idea_id=idea.pk, seen=seen, role=COORDINATOR.role)
    except DomainError as error:
        return Outcome(idea, str(error.message))
    return Outcome(idea)


def _undecided(text: str) -> list[tuple[Idea, int]]:
    """The ideas with these numbers that wait for a decision here, with the last line of what happened to each."""
    numbers = [number for part in text.split(".")[:MOST] if (number := whole_number(part)) is not None]
    waiting = queries.submitted().filter(pk__in=numbers, state__in=[state.value for state in IN_REVIEW])
    rows = queries.with_last_number(waiting).order_by("submitted_at", "pk")
    return [(idea, getattr(idea, "last_number", None) or 0) for idea in rows]


def _as_read(chosen: list[tuple[int, int]]) -> list[tuple[Idea, int]]:
    """The ideas of this municipality among those that were confirmed, with how far somebody had read."""
    found = queries.submitted().in_bulk([number for number, _seen in chosen])
    return [(found[number], seen) for number, seen in chosen if number in found]


def _back(request: DeskRequest) -> str:
    """The page of the desk to go back to."""
    home = reverse("coordinator:home")
    asked = request.POST.get("terug", "") or request.GET.get("terug", "")
    is_ours = asked.startswith(home) and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else home
