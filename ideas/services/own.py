"""What the pinner does with their own idea: sketch, change, answer, disagree, withdraw."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from aantafel.core.errors import WrongState
from ideas import notifications
from ideas.enums import ReviewKind, ReviewRole
from ideas.lifecycle import BEFORE_REVIEW, IN_REVIEW, State
from ideas.models import Idea, Pinner
from ideas.services import pass_on, pictures, states
from ideas.signals import Along, idea_withdrawn, idea_withdraws

CHANGEABLE_FIELDS = frozenset(
    {
        "title",
        "origin",
        "people",
        "approach",
        "theme",
        "place",
        "neighbourhood",
        "picture",
        "picture_description",
        "municipality",
        "relation",
        "capacity",
        "role",
        "interest",
    }
)


class NoLongerChangeable(WrongState):
    default = _("This idea can no longer be changed.")


class StaysWhereItIs(WrongState):
    default = _("This idea is on the site, and its municipality has heard of it. It can no longer move to another.")


def change(*, actor: User, idea: Idea, **fields: Any) -> bool:
    """Change the text or the sketch. A published idea shows "changed on" from then on. False when nothing differs.

    A change while the idea waits for review is noted there, so that the operator decides about what now stands. An
    idea that moves to another municipality leaves its neighbourhood behind, and whatever the desk noted. Raises
    NoLongerChangeable, and StaysWhereItIs for another municipality once the idea is on the site.
    """
    with transaction.atomic():
        locked = states.lock(idea.pk)
        changed = _differing(locked, fields)
        if not changed:
            return False
        if "picture" in changed:
            pictures.forget([locked.picture.name or ""])
        if "municipality" in changed and locked.status in IN_REVIEW:
            pass_on.move(locked, changed.pop("municipality"), actor=actor, **changed)
        else:
            _save(locked, changed, actor=actor)
        transaction.on_commit(page_cache.purge, robust=True)
    return True


def _differing(locked: Idea, fields: dict[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - CHANGEABLE_FIELDS
    if unknown:
        raise ValueError(f"not to be changed by a pinner: {sorted(unknown)}")
    if not locked.can_change:
        raise NoLongerChangeable
    if locked.is_public and fields.get("municipality", locked.municipality) != locked.municipality:
        raise StaysWhereItIs
    return {name: value for name, value in fields.items() if getattr(locked, name) != value}


def _save(locked: Idea, changed: dict[str, Any], *, actor: User) -> None:
    if "municipality" in changed and locked.neighbourhood is not None:
        changed["neighbourhood"] = None
    for name, value in changed.items():
        setattr(locked, name, value)
    if locked.status is State.PUBLISHED:
        locked.changed_at = clock.now()
    locked.save(update_fields=[*changed, "changed_at"])
    if locked.status not in BEFORE_REVIEW:
        states.note(locked, ReviewKind.CHANGED, ReviewRole.PINNER, actor=actor)


def show_name(*, actor: User, idea: Idea, display: str) -> None:
    """How the name shows: at every idea of an owner; at this one idea when a helper looks after it."""
    if idea.owner_id == actor.pk:
        User.objects.filter(pk=actor.pk).update(name_display=display)
    else:
        Pinner.objects.filter(idea=idea, helper=actor).update(name_display=display)
    page_cache.purge()


def answer(*, actor: User, idea: Idea, text: str) -> None:
    """Answer the operator's question; the idea goes back into the queue at its old place."""
    with transaction.atomic():
        locked = states.lock(idea.pk)
        if locked.status is not State.ASKED:
            raise WrongState
        states.move(locked, State.WAITING)
        states.note(locked, ReviewKind.ANSWER, ReviewRole.PINNER, actor=actor, text=text)


def object_to_refusal(*, actor: User, idea: Idea, text: str) -> None:
    """The pinner disagrees with a refusal: somebody looks again."""
    with transaction.atomic():
        locked = states.lock(idea.pk)
        if locked.status is not State.REFUSED:
            raise WrongState
        states.move(locked, State.WAITING, submitted_at=clock.now())
        states.note(locked, ReviewKind.OBJECTED, ReviewRole.PINNER, actor=actor, text=text)


def withdraw(*, actor: User, idea: Idea) -> None:
    """Take the idea back, from the site too. Says so by mail; what was written about it stays for the pinner."""
    along: dict[str, Along] = {}
    with transaction.atomic():
        locked = states.lock(idea.pk)
        states.move(locked, State.WITHDRAWN, withdrawn_at=clock.now())
        states.note(locked, ReviewKind.WITHDRAWN, ReviewRole.PINNER, actor=actor)
        for signal in (idea_withdraws, idea_withdrawn):
            signal.send(sender=Idea, idea=locked, actor=actor, along=along)
        notifications.withdrawn(locked, along)
        transaction.on_commit(page_cache.purge, robust=True)
