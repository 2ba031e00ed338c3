"""The one writer of requests for help: asked, answered, passed on to the operator, rounded off."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import clock, ratelimit
from aantafel.core.errors import DomainError, WrongState
from coaches.enums_talk import HelpEntryKind, HelpKind, HelpSide, HelpState
from coaches.models import HelpEntry, HelpRequest
from coaches.notifications import help_requests as mails
from ideas.models import Idea
from municipalities.enums import InstanceState
from municipalities.models import Instance, Municipality

MOST_PER_DAY = 20


class TooMany(DomainError):
    default = _("You asked for help very often today. Your text is still here; ring us, or try again tomorrow.")


class PassedOn(WrongState):
    default = _("Somebody has passed this on to the operator already.")


class RoundedOff(WrongState):
    default = _("This was rounded off in the meantime. You can write something to open it again.")


def ask(*, actor: User, municipality: Municipality, idea: Idea | None, kind: HelpKind, text: str) -> HelpRequest:
    """Ask for help. The desk of the municipality answers; where none is open, the operator. The same, sent twice,
    stands there once. Locks the person. Raises TooMany.
    """
    if not ratelimit.hit("help-request", actor.recipient, limit=MOST_PER_DAY, per=timedelta(days=1)):
        raise TooMany
    with transaction.atomic():
        people.lock(actor)
        same = {"asker": actor, "municipality": municipality, "idea": idea, "kind": kind, "text": text}
        twice = HelpRequest.everywhere.filter(**same, created_at__gt=clock.a_moment_ago()).first()
        if twice is not None:
            return twice
        return HelpRequest.everywhere.create(**same)


def say(*, actor: User, request_id: int, side: HelpSide, text: str) -> None:
    """A line in the talk. An answer goes to who asked by mail; what the asker writes makes it wait again. The same line
    twice, as after a double click, stands there once.
    """
    with transaction.atomic():
        found = _lock(request_id)
        last = found.entries.last()
        if last is not None and (last.side, last.text, last.author_id) == (side, text, actor.pk):
            return
        entry = _append(found, HelpEntryKind.SAID, side, actor, text)
        _move(found, HelpState.OPEN if side is HelpSide.ASKER else HelpState.ANSWERED)
        if side is not HelpSide.ASKER:
            mails.told(entry)


def pass_on(*, actor: User, request_id: int, text: str) -> None:
    """The desk cannot help: the operator answers from now on. Who asked hears it. Raises PassedOn, RoundedOff."""
    with transaction.atomic():
        found = _lock(request_id)
        if found.passed_on:
            raise PassedOn
        if found.state == HelpState.DONE:
            raise RoundedOff
        found.passed_on = True
        entry = _append(found, HelpEntryKind.PASSED, HelpSide.DESK, actor, text)
        _move(found, HelpState.OPEN)
        mails.told(entry)


def wait_again(*, actor: User, request_id: int, text: str) -> None:
    """Whoever was asked to help cannot: the desk looks on. Who asked need not know of each of them."""
    with transaction.atomic():
        found = _lock(request_id)
        _append(found, HelpEntryKind.SAID, HelpSide.DESK, actor, text)
        _move(found, HelpState.OPEN)


def finish(*, actor: User | None, request_id: int, side: HelpSide, text: str = "") -> None:
    """Nothing more has to be done. Who asked hears it, but when they did it themselves. Safe to run twice."""
    with transaction.atomic():
        found = _lock(request_id)
        if found.state == HelpState.DONE:
            return
        entry = _append(found, HelpEntryKind.DONE, side, actor, text)
        _move(found, HelpState.DONE)
        if side is not HelpSide.ASKER:
            mails.told(entry)


def has_desk(municipality: Municipality) -> bool:
    """Whether a coordinator answers there."""
    return Instance.objects.filter(municipality=municipality, state=InstanceState.OPEN).exists()


def report(*, municipality: Municipality, **_others: Any) -> list[str]:
    """A site opens or ends: another desk answers what waits. No request is touched, see `HelpRequestQuerySet`."""
    return _counted(HelpRequest.everywhere.filter(municipality=municipality, passed_on=False).waiting().count())


def _counted(count: int) -> list[str]:
    text = ngettext("%(n)d request for help waits for an answer.", "%(n)d requests for help wait for an answer.", count)
    return [text % {"n": count}] if count else []


def _append(found: HelpRequest, kind: HelpEntryKind, side: HelpSide, actor: User | None, text: str) -> HelpEntry:
    return HelpEntry.objects.create(request=found, kind=kind, side=side, author=actor, text=text)


def _move(found: HelpRequest, state: HelpState) -> None:
    """`waits_since` stays while it goes on waiting, so that writing once more does not cost a place in the queue."""
    if found.state != state:
        found.state, found.waits_since = state, clock.now()
    found.save(update_fields=["state", "waits_since", "passed_on"])


def _lock(request_id: int) -> HelpRequest:
    rows = HelpRequest.everywhere.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("asker", "municipality", "idea").defer("idea__search").filter(pk=request_id).first()
    if found is None:
        raise WrongState
    return found
