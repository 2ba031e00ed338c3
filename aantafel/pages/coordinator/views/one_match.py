"""One match: what was said about it, reminding, taking back, ending."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.core import dates, typed
from aantafel.core.errors import DomainError, tell
from aantafel.pages.coordinator.coaching.board import match_at_desk
from aantafel.pages.coordinator.coaching.forms import EndForm, TakeBackForm, WordsForm
from aantafel.pages.desks import place
from coaches.enums import Side
from coaches.models import Match
from coaches.services import matches as service
from ideas.forms import TidyMixin


def _say(request: DeskRequest, match: Match, form: TidyMixin) -> None:
    service.say(actor=request.user, match_id=match.pk, side=Side.DESK, text=form.cleaned_data["text"])


def _take_back(request: DeskRequest, match: Match, form: TidyMixin) -> None:
    service.withdraw(actor=request.user, match_id=match.pk, reason=form.cleaned_data["reason"])


def _end(request: DeskRequest, match: Match, form: TidyMixin) -> None:
    service.end(actor=request.user, match_id=match.pk, reason=form.cleaned_data["reason"])


Act = Callable[[DeskRequest, Match, TidyMixin], None]
ACTS: dict[str, tuple[type[TidyMixin], Act, str | Promise]] = {
    "say": (WordsForm, _say, _("Your message is on its way to the coach.")),
    "take_back": (TakeBackForm, _take_back, _("The question is taken back.")),
    "end": (EndForm, _end, _("This match has ended. Coach and pinner get a mail.")),
}


@desk_required(DeskPart.MATCH)
@require_http_methods(["GET", "HEAD", "POST"])
def one_match(request: DeskRequest, pk: int) -> HttpResponseBase:
    match = match_at_desk(request, pk)
    forms: dict[str, Any] = {name: form() for name, (form, _act, _done) in ACTS.items()}
    name = request.POST.get("do", "")
    if request.method == "POST" and name in ACTS:
        form_class, act, done = ACTS[name]
        forms[name] = form_class(request.POST)
        if forms[name].is_valid():
            try:
                with place.acting(match.idea.municipality_id):
                    act(request, match, forms[name])
            except DomainError as error:
                return _page(request, match_at_desk(request, pk), forms, said=str(error.message))
            else:
                messages.success(request, str(done))
                return redirect("coordinator:match", pk=match.idea_id) if name != "say" else redirect(request.path)
    return _page(request, match, forms)


def _page(request: DeskRequest, match: Match, forms: dict[str, Any], *, said: str = "") -> HttpResponse:
    """`said` is what kept something from being done; what was typed for it shows again."""
    context = {
        "match": match,
        "idea": match.idea,
        "facts": _facts(match),
        "lines": match.messages.all(),
        "said": said,
        "kept": typed.texts(request) if said else [],
        **forms,
    }
    wrong = any(form.errors for form in forms.values())
    return render(request, "coordinator/one_match.html", context, status=409 if said else 422 if wrong else 200)


def _facts(match: Match) -> list[tuple[str, str]]:
    """What happened when."""
    moments = (
        (pgettext("match", "Asked"), match.asked_at),
        (gettext("Answer on or before"), match.answer_by),
        (gettext("Last reminder"), match.reminded_at),
        (gettext("Answered"), match.answered_at),
        (pgettext("match", "Ended"), match.ended_at),
    )
    return [(name, dates.day(moment)) for name, moment in moments if moment is not None]


@desk_required(DeskPart.MATCH)
@require_POST
def remind(request: DeskRequest, pk: int) -> HttpResponseBase:
    match = match_at_desk(request, pk)
    try:
        with place.acting(match.idea.municipality_id):
            service.remind(actor=request.user, match_id=match.pk)
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, str(_("The coach gets a reminder.")))
    return redirect("coordinator:match", pk=match.idea_id)
