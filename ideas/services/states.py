"""The one writer of an idea's state."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core.errors import WrongState
from ideas import lifecycle
from ideas.enums import ReviewKind, ReviewRole
from ideas.lifecycle import State
from ideas.models import Idea, ReviewEntry
from ideas.services import marks


class Gone(WrongState):
    default = _("This idea is no longer here.")


def lock(idea_id: int) -> Idea:
    """The idea, locked until the caller's transaction ends. Everything that changes an idea begins here.

    Not its key (no_key): a like that is written at this moment, and that a change of the idea waits for, refers to it.
    Raises Gone for one that was erased a moment ago.
    """
    idea = Idea.everywhere.select_for_update(of=("self",), no_key=True).filter(pk=idea_id).first()
    if idea is None:
        raise Gone
    return idea


def move(idea: Idea, target: State, **fields: Any) -> None:
    """Put a locked idea in another state, along with the fields that go with it. Nobody has it in hand from then on.
    Raises WrongState.
    """
    if not lifecycle.may(idea.status, target):
        raise WrongState
    idea.state = target.value
    for name, value in fields.items():
        setattr(idea, name, value)
    idea.save(update_fields=["state", *fields])
    marks.decided(idea.pk)


def note(idea: Idea, kind: ReviewKind, role: ReviewRole, *, actor: User | None, text: str = "") -> ReviewEntry:
    """Append a line to the history of the review."""
    return ReviewEntry.objects.create(idea=idea, kind=kind, role=role, actor=actor, text=text)
