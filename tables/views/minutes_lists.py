"""The lists of minutes that are being written: the harvest, decisions, actions, who is missing, pictures.

Each has a template of its own, which stands in the big screen, alone when a form had an error without a script, and as
a part for htmx.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from aantafel.core.errors import DomainError, worked
from aantafel.core.text import whole_number
from tables.forms.minutes import (
    ActionForm,
    AddCardsForm,
    CardForm,
    DecisionForm,
    DescriptionForm,
    GroupForm,
    MoveCardsForm,
    PictureForm,
    WantedForm,
)
from tables.minutes import desk
from tables.models import Minutes, MinutesPicture, NotedAction
from tables.services.minutes import notes, pictures
from tables.views.doors import NotesRequest

SORTS = ("oogst", "besluiten", "acties", "ontbreekt", "fotos")
# where one line of a sort stands on the screen
PLACE = {**{sort: sort for sort in SORTS}, "groep": "oogst"}


def shown(request: NotesRequest, minutes: Minutes, sort: str, form: forms.Form | None = None) -> dict[str, Any]:
    """What one list shows; `form` is the one that has an error."""
    return _SHOWN[sort](request, minutes, form)


def said(request: NotesRequest) -> str:
    """In one sentence what was done with a list."""
    if "remove" in request.POST:
        return _("Taken away.")
    return _("Moved.") if "move" in request.POST else _("It is there now.")


def fragment(
    request: NotesRequest, minutes: Minutes, sort: str, form: forms.Form | None = None, *, told: str = ""
) -> HttpResponse:
    """A list as whoever did something with it gets it: its lines, and its form once more."""
    return _drawn(request, minutes, f"tables/minutes/_{sort}.html", sort, form, told)


def lines(request: NotesRequest, minutes: Minutes, sort: str) -> HttpResponse:
    """Its lines alone: somebody else changed them, and the form may be where somebody types."""
    return _drawn(request, minutes, f"tables/minutes/_{sort}.html#lines", sort)


def _drawn(
    request: NotesRequest,
    minutes: Minutes,
    template: str,
    sort: str,
    form: forms.Form | None = None,
    told: str = "",
) -> HttpResponse:
    meeting = request.notes.meeting
    context = {
        "notes": request.notes,
        "meeting": meeting,
        "minutes": minutes,
        "table": request.notes.table,
        "digests": desk.digests(minutes),
        "told": told,
        **shown(request, minutes, sort, form),
    }
    return render(request, template, context)


def _show_harvest(request: NotesRequest, minutes: Minutes, form: forms.Form | None) -> dict[str, Any]:
    return {
        "piles": desk.piles(minutes),
        "cards_form": form if isinstance(form, AddCardsForm) else AddCardsForm(minutes=minutes),
        "move_form": form if isinstance(form, MoveCardsForm) else MoveCardsForm(minutes=minutes),
    }


def _show_decisions(request: NotesRequest, minutes: Minutes, form: forms.Form | None) -> dict[str, Any]:
    rows = minutes.decisions.filter(removed_at=None)
    return {"decisions": list(rows), "decision_form": form or DecisionForm(auto_id="id_decision_%s")}


def _show_actions(request: NotesRequest, minutes: Minutes, form: forms.Form | None) -> dict[str, Any]:
    fresh = form or ActionForm(doers=desk.doers(request.notes), auto_id="id_action_%s")
    rows = list(minutes.noted_actions.select_related("seat", "action"))
    said = desk.said_to(request.notes, [one.seat for one in rows if one.seat])
    return {"actions": [(one, said.get(one.seat_id or 0, one.who)) for one in rows], "action_form": fresh}


def _show_wanted(request: NotesRequest, minutes: Minutes, form: forms.Form | None) -> dict[str, Any]:
    return {"wanted": list(minutes.wanted.all()), "wanted_form": form or WantedForm(auto_id="id_wanted_%s")}


def _show_pictures(request: NotesRequest, minutes: Minutes, form: forms.Form | None) -> dict[str, Any]:
    rows = pictures.shown(minutes)
    return {"pictures": list(rows), "picture_form": form or PictureForm(auto_id="id_picture_%s")}


_SHOWN: dict[str, Callable[[NotesRequest, Minutes, forms.Form | None], dict[str, Any]]] = {
    "oogst": _show_harvest,
    "besluiten": _show_decisions,
    "acties": _show_actions,
    "ontbreekt": _show_wanted,
    "fotos": _show_pictures,
}


def act(request: NotesRequest, minutes: Minutes, sort: str) -> forms.Form | None:
    """Do what was asked of a list. The form that asked for it when it could not be done, None when it was."""
    return _ACTS[sort](request, _who(request, minutes), minutes)


def _who(request: NotesRequest, minutes: Minutes) -> dict[str, Any]:
    return {"actor": request.user, "minutes_id": minutes.pk}


def _act_harvest(request: NotesRequest, who: dict[str, Any], minutes: Minutes) -> forms.Form | None:
    if "add" in request.POST:
        adding = AddCardsForm(request.POST, minutes=minutes)
        return _done(adding, lambda: notes.add_cards(**who, texts=adding.cleaned_data["cards"], **adding.where()))
    moving = MoveCardsForm(request.POST, minutes=minutes)
    if "remove" in request.POST:
        return _done(moving, lambda: notes.remove_cards(**who, card_ids=moving.cleaned_data["card"]))
    return _done(moving, lambda: notes.move_cards(**who, card_ids=moving.cleaned_data["card"], **moving.where()))


def _act_decisions(request: NotesRequest, who: dict[str, Any], minutes: Minutes) -> forms.Form | None:
    form = DecisionForm(request.POST, auto_id="id_decision_%s")
    gone = _number(request, "remove")
    if gone is not None:
        return _tried(form, lambda: notes.remove_decision(**who, decision_id=gone))
    return _done(form, lambda: notes.add_decision(**who, text=form.cleaned_data["text"]))


def _act_actions(request: NotesRequest, who: dict[str, Any], minutes: Minutes) -> forms.Form | None:
    form = ActionForm(request.POST, doers=desk.doers(request.notes), auto_id="id_action_%s")
    gone = _number(request, "remove")
    if gone is not None:
        return _tried(form, lambda: notes.remove_action(**who, action_id=gone))
    return _done(form, lambda: notes.add_action(**who, **form.values()))


def _act_wanted(request: NotesRequest, who: dict[str, Any], minutes: Minutes) -> forms.Form | None:
    form = WantedForm(request.POST, auto_id="id_wanted_%s")
    gone = _number(request, "remove")
    if gone is not None:
        return _tried(form, lambda: notes.remove_wanted(**who, wanted_id=gone))
    return _done(form, lambda: notes.add_wanted(**who, **form.cleaned_data))


def _act_pictures(request: NotesRequest, who: dict[str, Any], minutes: Minutes) -> forms.Form | None:
    form = PictureForm(request.POST, request.FILES, auto_id="id_picture_%s")
    gone = _number(request, "remove")
    if gone is not None:
        return _tried(form, lambda: pictures.remove(**who, picture_id=gone))
    return _done(form, lambda: pictures.add(**who, **form.cleaned_data))


_ACTS: dict[str, Callable[[NotesRequest, dict[str, Any], Minutes], forms.Form | None]] = {
    "oogst": _act_harvest,
    "besluiten": _act_decisions,
    "acties": _act_actions,
    "ontbreekt": _act_wanted,
    "fotos": _act_pictures,
}


def _done(form: forms.Form, do: Callable[[], object]) -> forms.Form | None:
    return None if form.is_valid() and worked(form, do) else form


def _tried(form: forms.Form, do: Callable[[], object]) -> forms.Form | None:
    """For a button that has no fields: only what the rules say against it is told."""
    try:
        do()
    except DomainError as error:
        form.errors.clear()
        form.add_error(None, str(error.message))
        return form
    return None


def _number(request: NotesRequest, name: str) -> int | None:
    return whole_number(request.POST.get(name, ""))


@dataclass(frozen=True)
class Found:
    """One line of a list, with the form to change it."""

    pk: int
    title: str
    form: forms.Form
    picture: MinutesPicture | None = None


def find(request: NotesRequest, minutes: Minutes, sort: str, pk: int) -> Found | None:
    """None for what is not there, or stands in the plan by now."""
    if sort == "oogst":
        card = minutes.cards.filter(pk=pk).first()
        return Found(pk, _("Change a card"), CardForm(initial={"text": card.text})) if card else None
    if sort == "groep":
        group = minutes.groups.filter(pk=pk).first()
        return Found(pk, _("Change the name of a group"), GroupForm(initial={"title": group.title})) if group else None
    if sort == "besluiten":
        decision = minutes.decisions.filter(pk=pk, removed_at=None).first()
        return Found(pk, _("Change a decision"), DecisionForm(initial={"text": decision.text})) if decision else None
    if sort == "acties":
        noted = NotedAction.objects.filter(minutes=minutes, pk=pk, action=None).first()
        if noted is None:
            return None
        return Found(pk, _("Change an action"), ActionForm.of(noted, doers=desk.doers(request.notes)))
    picture = pictures.shown(minutes).filter(pk=pk).first() if sort == "fotos" else None
    if picture is None:
        return None
    form = DescriptionForm(initial={"description": picture.description})
    return Found(pk, _("Describe a picture"), form, picture)


def changed(request: NotesRequest, minutes: Minutes, sort: str, found: Found) -> forms.Form | None:
    """Change one line as was asked. The form when that could not be done, None when it was."""
    who, data = _who(request, minutes), request.POST
    if sort == "oogst":
        card = CardForm(data)
        return _done(card, lambda: notes.change_card(**who, card_id=found.pk, **card.cleaned_data))
    if sort == "groep":
        group = GroupForm(data)
        return _done(group, lambda: notes.rename_group(**who, group_id=found.pk, **group.cleaned_data))
    if sort == "besluiten":
        decision = DecisionForm(data)
        return _done(decision, lambda: notes.change_decision(**who, decision_id=found.pk, **decision.cleaned_data))
    if sort == "acties":
        action = ActionForm(data, doers=desk.doers(request.notes))
        return _done(action, lambda: notes.change_action(**who, action_id=found.pk, **action.values()))
    picture = DescriptionForm(data)
    return _done(picture, lambda: pictures.describe(**who, picture_id=found.pk, **picture.cleaned_data))
