"""The operator's words for where an idea stands, and for the lines of its history."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from ideas.enums import ReviewKind, ReviewRole
from ideas.lifecycle import State
from ideas.models import Idea, ReviewEntry

STATES: dict[State, str | Promise] = {
    State.DRAFT: pgettext_lazy("desk", "Draft"),
    State.UNCONFIRMED: pgettext_lazy("desk", "Not confirmed"),
    State.WAITING: pgettext_lazy("desk", "To review"),
    State.ASKED: pgettext_lazy("desk", "Waiting for an answer"),
    State.PUBLISHED: pgettext_lazy("desk", "On the site"),
    State.REFUSED: pgettext_lazy("desk", "Refused"),
    State.WITHDRAWN: pgettext_lazy("desk", "Withdrawn"),
    State.MERGED: pgettext_lazy("desk", "Put together"),
}

KINDS: dict[str, str | Promise] = {
    ReviewKind.SUBMITTED: pgettext_lazy("review", "Pinned"),
    ReviewKind.QUESTION: pgettext_lazy("review", "Asked a question"),
    ReviewKind.ANSWER: pgettext_lazy("review", "Answered"),
    ReviewKind.CHANGED: pgettext_lazy("review", "Changed the idea"),
    ReviewKind.APPROVED: pgettext_lazy("review", "Put on the site"),
    ReviewKind.REFUSED: pgettext_lazy("review", "Refused"),
    ReviewKind.OBJECTED: pgettext_lazy("review", "Disagreed with the refusal"),
    ReviewKind.WITHDRAWN: pgettext_lazy("review", "Withdrew the idea"),
    ReviewKind.MERGED: pgettext_lazy("review", "Put together with another idea"),
    ReviewKind.PASSED_ON: pgettext_lazy("review", "Passed on to another municipality"),
}


@dataclass(frozen=True)
class Line:
    """One line of the history as the desk shows it. `new`: the operator had not seen it when they opened the page."""

    at: datetime
    title: str
    who: str
    text: str
    changes: list[tuple[str, str, str]]
    new: bool


def state_of(idea: Idea) -> str:
    return str(STATES[idea.status])


def who(entry: ReviewEntry, idea: Idea, *, by_name: bool = True) -> str:
    """By role; colleagues by name too, so that people at a desk know of each other."""
    name = entry.actor.name or entry.actor.email if entry.actor and by_name else ""
    if entry.role == ReviewRole.OPERATOR:
        return _("Operator %(name)s") % {"name": name} if name else _("Operator")
    if entry.role == ReviewRole.COORDINATOR:
        return _("Coordinator %(name)s") % {"name": name} if name else _("Coordinator")
    if name and entry.actor_id not in _own_people(idea):
        return _("Idea pinner, noted down by %(name)s") % {"name": name}
    return _("Idea pinner")


def _own_people(idea: Idea) -> set[int | None]:
    pinner = getattr(idea, "pinner", None)
    return {idea.owner_id, pinner.helper_id if pinner else None}
