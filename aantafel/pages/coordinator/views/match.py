"""The match screen: who suits an idea, and asking them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.core.errors import DomainError
from aantafel.pages.coordinator.coaching import board as boards
from aantafel.pages.coordinator.coaching.board import EXPANDED, LISTED, ROLES, Choice
from aantafel.pages.coordinator.coaching.forms import AskForm, WishForm
from aantafel.pages.desks import place
from coaches.enums import MatchRole
from coaches.lifecycle import State
from coaches.models import Match
from coaches.services import matches as service
from ideas.models import Idea


@desk_required(DeskPart.MATCH)
@require_safe
def match(request: DeskRequest, pk: int) -> HttpResponse:
    """How it stands; and who can be asked, the first few with all that speaks for and against them."""
    idea = boards.idea_at_desk(request, pk)
    all_matches = boards.matches_of(idea)
    linked = [one for one in all_matches if one.status in (State.ASKED, State.ACCEPTED)]
    has_coach = any(one.role == MatchRole.COACH for one in linked)
    role, replaces = _role(request), _replaces(request, linked)
    form = WishForm(request.GET)
    chooses = idea.is_public and (not has_coach or role is not MatchRole.COACH or replaces is not None)
    context: dict[str, Any] = {
        "idea": idea,
        "linked": linked,
        "past": [one for one in all_matches if one not in linked],
        "has_coach": has_coach,
        "role": role,
        "role_name": request.GET.get("als", "") if role is not MatchRole.COACH else "",
        "replaces": replaces,
        "chooses": chooses,
        "form": form,
        "onward": boards.onward(_role_name(role), form, replaces.pk if replaces else None),
    }
    if chooses:
        found = boards.board(idea, boards.wish(idea, form), role)
        rest = found.choices[EXPANDED:]
        context |= {
            "first": found.choices[:EXPANDED],
            "rest": rest if "alles" in request.GET else rest[:LISTED],
            "more": 0 if "alles" in request.GET else max(len(rest) - LISTED, 0),
            "left_out": found.left_out,
        }
    return render(request, "coordinator/match.html", context)


@desk_required(DeskPart.MATCH)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: DeskRequest, pk: int, coach: int) -> HttpResponseBase:
    """The question to one coach, with a text that is ready to send."""
    idea = boards.idea_at_desk(request, pk)
    role, wish_form = _role(request), WishForm(request.GET)
    linked = [one for one in boards.matches_of(idea) if one.status in (State.ASKED, State.ACCEPTED)]
    replaces = _replaces(request, linked)
    found = boards.board(idea, boards.wish(idea, wish_form), role)
    choice, left = found.find(coach), found.find_left_out(coach)
    named = choice or left
    if named is None:
        raise Http404
    board_url = reverse("coordinator:match", args=[pk])
    back = board_url + boards.onward(_role_name(role), wish_form, replaces.pk if replaces else None)
    if left is not None and request.method != "POST":
        messages.error(request, left.reasons[0])
        return redirect(back)
    form = _form(request, choice, role)
    if request.method == "POST" and form.is_valid():
        try:
            _send(request, idea, coach, role, form, replaces)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("You asked %(name)s. The answer comes to you by mail.") % {"name": named.name})
            return redirect(board_url)
    context = {"idea": idea, "choice": named, "form": form, "role": role, "replaces": replaces, "back": back}
    return render(request, "coordinator/match_ask.html", context, status=422 if form.errors else 200)


def _form(request: DeskRequest, choice: Choice | None, role: MatchRole) -> AskForm:
    """Of a coach who cannot be asked any more, by a double click or because they filled up meanwhile, the service says
    how it stands; what was typed is taken as it came."""
    if choice is None:
        return AskForm(request.POST, asks_note="note" in request.POST)
    return AskForm(request.POST or None, asks_note=choice.place > 1, initial={"message": _ready(choice, role)})


def _send(
    request: DeskRequest, idea: Idea, coach_id: int, role: MatchRole, form: AskForm, replaces: Match | None
) -> None:
    typed = {name: form.cleaned_data.get(name, "") for name in ("message", "note")}
    shared: dict[str, Any] = {
        "actor": request.user,
        "coach_id": coach_id,
        "message": typed["message"],
        "answer_by": form.cleaned_data["answer_by"],
    }
    with place.acting(idea.municipality_id):
        if replaces is not None:
            service.replace(match_id=replaces.pk, reason=typed["note"] or _("Another coach takes over."), **shared)
        else:
            service.ask(idea_id=idea.pk, role=role, note=typed["note"], **shared)


def _role(request: DeskRequest) -> MatchRole:
    return ROLES.get(request.GET.get("als", ""), MatchRole.COACH)


def _role_name(role: MatchRole) -> str:
    return next(name for name, each in ROLES.items() if each is role)


def _replaces(request: DeskRequest, linked: list[Match]) -> Match | None:
    """The running match that the address says is to be replaced; None for anything else."""
    wanted = request.GET.get("vervangt", "")
    return next((one for one in linked if str(one.pk) == wanted and one.status is State.ACCEPTED), None)


def _ready(choice: Choice, role: MatchRole) -> str:
    """In the coach's language."""
    profile = choice.candidate.profile
    with translation.override(profile.user.language):
        if role is MatchRole.ALONG:
            text = _("Hello %(name)s, would you like to go along with the coach of this idea, to learn?")
        else:
            text = _("Hello %(name)s, would you like to guide this idea? I think that it suits you.")
        return str(text) % {"name": profile.user.get_short_name()}
