"""Typing in an idea for somebody of this municipality: told by phone, by mail, in a talk, at a table or at a visit."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import DeskRequest
from aantafel.accounts.enums import DeskPart
from aantafel.core.errors import DomainError
from aantafel.core.text import shorten, whole_number
from aantafel.pages.desks import queries
from aantafel.pages.desks.forms import initial_from_call
from aantafel.pages.desks.place import COORDINATOR
from aantafel.pages.local.desks import Desk, told_idea
from aantafel.pages.local.forms import LocalEnterForm
from ideas.enums import Channel, ConsentHow
from ideas.lifecycle import State
from ideas.models import TITLE_LENGTH, CallBack, Idea
from ideas.services import letters
from movement.enums import HeardAbout
from movement.models import HeardIdea
from movement.services import taking_in
from tables.services import publish


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: DeskRequest, desk: Desk) -> HttpResponse:
    heard, call = _heard(request), _call(request, desk)
    initial = _initial(heard, call)
    may_publish = DeskPart.TAKE_IN in request.parts
    form = LocalEnterForm(
        request.POST or None, at=request.instance.municipality, may_publish=may_publish, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            idea = save(request, form, heard, call)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            _onward(request, idea, publishes=form.cleaned_data.get("publish", False))
            return redirect(desk.entered(idea))
    context = {"form": form, "desk": desk, "heard": heard, "call": call}
    return render(request, "local/enter.html", context, status=422 if form.errors else 200)


def _onward(request: DeskRequest, idea: Idea, *, publishes: bool) -> None:
    """On the site when that was asked for and can be, else among the ideas to read."""
    if publishes and idea.status is State.WAITING:
        try:
            publish(actor=request.user, idea_id=idea.pk, role=COORDINATOR.role)
        except DomainError as error:
            messages.warning(request, str(error.message))
        else:
            messages.success(request, _("“%(title)s” is on the site.") % {"title": idea.title})
            return
    messages.success(request, _("“%(title)s” is among the ideas to read.") % {"title": idea.title})


@require_safe
def entered(request: DeskRequest, desk: Desk, pk: int) -> HttpResponse:
    """What happens now with an idea that was entered, and how the person hears of it."""
    idea = told_idea(request, desk, pk)
    letter_url = desk.letter(idea) if letters.can_have_letter(idea) else ""
    context = {"idea": idea, "pinner": idea.pinner, "desk": desk, "letter_url": letter_url}
    return render(request, "local/entered.html", context)


def save(
    request: DeskRequest, form: LocalEnterForm, heard: HeardIdea | None = None, call: CallBack | None = None
) -> Idea:
    return taking_in.enter(
        actor=request.user,
        municipality=form.chosen(),
        key=form.cleaned_data["key"],
        idea_fields=form.idea_fields(),
        pinner_fields=form.pinner_fields(),
        table=form.told_at,
        heard=heard,
        call=call,
    )


def initial_from(heard: HeardIdea) -> dict[str, Any]:
    """What was heard is the beginning; the person says it better."""
    return {
        "title": shorten(heard.heard, TITLE_LENGTH),
        "origin": heard.heard if len(heard.heard) > TITLE_LENGTH else "",
        "name": heard.who if heard.about == HeardAbout.PERSON else "",
        "neighbourhood": heard.neighbourhood_id,
        "channel": Channel.VISIT,
        "consent_how": ConsentHow.TALK,
    }


def _initial(heard: HeardIdea | None, call: CallBack | None) -> dict[str, Any]:
    if call:
        return initial_from_call(call)
    return initial_from(heard) if heard else {"channel": Channel.PHONE, "consent_how": ConsentHow.PHONE}


def _call(request: DeskRequest, desk: Desk) -> CallBack | None:
    """Who asked to be called, that the address names; 404 for nobody here, and for coaches, who do not call."""
    number = _number(request, "bellen")
    if not number:
        return None
    if desk.only_own:
        raise Http404
    return get_object_or_404(queries.calls().select_related("idea", "municipality").defer("idea__search"), pk=number)


def _number(request: DeskRequest, name: str) -> str:
    """A number in the address, "" for none; 404 for what is none."""
    number = request.GET.get(name, "")
    if number and whole_number(number) is None:
        raise Http404
    return number


def _heard(request: DeskRequest) -> HeardIdea | None:
    """What was heard of, that the address names; 404 for one that is not on the list of this municipality."""
    number = _number(request, "langs")
    if not number:
        return None
    return get_object_or_404(HeardIdea.objects.filter(municipality=request.instance.municipality), pk=number)
