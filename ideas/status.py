"""How an idea stands, in words for its pinner: what it means, what happens next, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock
from aantafel.core.registry import Registry
from ideas.lifecycle import State
from ideas.models import Idea
from municipalities import sites


@dataclass(frozen=True)
class Status:
    """`by` is the day before which something happens, where there is one. `tone` colours it: info, good or stop.
    `action` is what the pinner can do now, at `url`.
    """

    label: str | Promise
    next: str | Promise
    tone: str = "info"
    by: date | None = None
    action: str | Promise = ""
    url: str = ""


# handlers take published `ideas`, and give by number how those stand that have more to tell than publication
further = Registry("further")


def of(idea: Idea) -> Status:
    return of_each([idea])[0]


def of_each(ideas: Sequence[Idea]) -> list[Status]:
    """In the same order; as many queries for one as for all."""
    public = [idea for idea in ideas if idea.status is State.PUBLISHED]
    told: dict[int, Status] = {}
    for found in further.run(ideas=public) if public else ():
        told |= found
    return [told.get(idea.pk) or _by_state(idea) for idea in ideas]


def _by_state(idea: Idea) -> Status:
    state = idea.status
    if state is State.WAITING:
        return _waiting(idea)
    if state in {State.DRAFT, State.UNCONFIRMED}:
        until = (idea.created_at + settings.PIN_LIFETIME).date()
        return Status(
            _("Not pinned yet"), _("Confirm it with the code from the mail. Otherwise we erase it."), by=until
        )
    if state is State.PUBLISHED and sites.is_open(idea.municipality_id):
        return _AT_LOCAL_SITE
    return _FIXED[state]


def _waiting(idea: Idea) -> Status:
    promised = clock.add_working_days(idea.submitted_at or clock.now(), settings.REVIEW_PROMISE_WORKING_DAYS)
    if promised < clock.today():
        late = _("It takes longer than we promised. Sorry for that. You hear from us as soon as we can.")
        return Status(_("We are reading your idea"), late)
    who = _READ_LOCALLY if sites.is_open(idea.municipality_id) else _READ_NATIONALLY
    return Status(_("We are reading your idea"), who, by=promised)


_READ_NATIONALLY = _("Somebody of AanTafel! reads your idea and then puts it on the site. You get a mail about it.")
_READ_LOCALLY = _("The coordinator reads your idea and then puts it on the site. You get a mail about it.")
_AT_LOCAL_SITE = Status(
    _("Your idea is on the site"),
    _("Its table stands. The coordinator looks for a coach who guides you. Tell others about your table meanwhile."),
    tone="good",
)


_FIXED: dict[State, Status] = {
    State.ASKED: Status(_("We have a question for you"), _("Answer the question. Then we read on."), tone="warning"),
    State.PUBLISHED: Status(
        _("Your idea is on the site"),
        _("Its table stands. The municipality has heard of it. Now you can get people around the table."),
        tone="good",
    ),
    State.REFUSED: Status(
        _("We do not put your idea on the site"),
        _("We wrote to you why. Do you disagree? Write back, and somebody looks again."),
        tone="stop",
    ),
    State.WITHDRAWN: Status(
        _("You took your idea back"), _("It is no longer on the site. You can always pin a new one."), tone="stop"
    ),
    State.MERGED: Status(
        _("Your idea is part of another one"),
        _("You both said yes. What people gave to your idea counts there, and its address leads there."),
        tone="good",
    ),
}
