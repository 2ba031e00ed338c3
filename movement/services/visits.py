"""Going to see people who once had an idea: noted, planned, visited, and then an idea or a reason. One writer."""

import re
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import clock
from aantafel.core.errors import WrongState
from ideas.models import Idea
from movement.enums import HeardAbout, HeardState
from movement.models import HeardIdea
from movement.querysets import OPEN_STATES, HeardIdeaQuerySet
from municipalities.models import Municipality

KEPT = timedelta(days=365)  # after it was closed, and after a person said yes to being noted


class ClosedAlready(WrongState):
    default = _("This is off the list already. Look at the page again.")


def note(*, actor: User, municipality: Municipality, fields: dict[str, Any]) -> HeardIdea:
    """Put what was heard on the list. About a person only with the day on which that person agreed. The same, sent
    twice, stands there once. Locks the person who notes it."""
    with transaction.atomic():
        people.lock(actor)
        same = {"municipality": municipality, "noted_by": actor, **fields}
        twice = HeardIdea.everywhere.filter(**same, created_at__gt=clock.a_moment_ago()).first()
        return twice or HeardIdea.everywhere.create(**same)


def change(*, actor: User, heard: HeardIdea, fields: dict[str, Any]) -> None:
    """Mend what was noted. Raises ClosedAlready."""
    with transaction.atomic():
        locked = _lock(heard)
        for name, value in fields.items():
            setattr(locked, name, value)
        locked.save(update_fields=[*fields])


def plan(*, actor: User, heard: HeardIdea, visitor: User, day: date) -> None:
    """Who goes, and when. May be planned anew, also after a visit at which nobody was in. Raises ClosedAlready."""
    with transaction.atomic():
        locked = _lock(heard)
        locked.state, locked.visitor, locked.planned_for = HeardState.PLANNED, visitor, day
        locked.save(update_fields=["state", "visitor", "planned_for"])


def visited(*, actor: User, heard: HeardIdea) -> None:
    """Somebody was there; an idea or a reason follows. A second time changes nothing. Raises ClosedAlready."""
    with transaction.atomic():
        locked = _lock(heard)
        locked.state, locked.visitor = HeardState.VISITED, locked.visitor or actor
        locked.save(update_fields=["state", "visitor"])


def close(*, actor: User, heard: HeardIdea, reason: str) -> None:
    """No idea comes of it, and why. Raises ClosedAlready."""
    with transaction.atomic():
        _settle(_lock(heard), HeardState.CLOSED, reason=reason)


def entered(*, heard: HeardIdea, idea: Idea) -> None:
    """An idea came of it, inside the transaction in which that was entered. Who that person is and how to reach them
    stands with the idea from now on, and here no more. Raises ClosedAlready.
    """
    locked = _lock(heard)
    gone = dict.fromkeys(("reach", "heard", "heard_from"), "")
    if locked.about == HeardAbout.PERSON:
        gone["who"] = ""
    _settle(locked, HeardState.ENTERED, idea=idea, **gone)


def let_go_of(idea: Idea) -> None:
    """It lies at another desk now: what becomes of it there is not for this one."""
    HeardIdea.everywhere.filter(idea=idea).update(idea=None)


def erase_old() -> int:
    """A year after it was closed nothing is kept; nor of a person whom nobody saw in the year since their yes."""
    forgotten = Q(about=HeardAbout.PERSON, state__in=OPEN_STATES, consent_on__lt=clock.today() - KEPT)
    return HeardIdea.everywhere.filter(Q(closed_at__lt=clock.now() - KEPT) | forgotten).delete()[0]


def about(user: User) -> HeardIdeaQuerySet:
    """What stands there about somebody with an account: it became an idea of theirs, or they are reached by their
    address, as a word of its own.
    """
    address = rf"(^|[^[:alnum:]._%+-]){re.escape(user.email)}($|[^[:alnum:]-])"
    return HeardIdea.everywhere.filter(Q(idea__owner=user) | Q(reach__iregex=address))


def _lock(heard: HeardIdea) -> HeardIdea:
    locked = HeardIdea.everywhere.select_for_update(of=("self",)).filter(pk=heard.pk).first()
    if locked is None or locked.state not in OPEN_STATES:
        raise ClosedAlready
    return locked


def _settle(locked: HeardIdea, state: HeardState, **fields: Any) -> None:
    locked.state, locked.closed_at = state, clock.now()
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.save(update_fields=["state", "closed_at", *fields])
