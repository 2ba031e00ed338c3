"""What every change of a reaction begins and ends with: the lock, and a line in its history."""

from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core.errors import Conflict, WrongState
from ideas.enums import ReactionEntryKind, ReviewRole
from ideas.models import Reaction, ReactionEntry


class ReactionGone(WrongState):
    default = _("This reaction is no longer here.")


class MovedOn(Conflict):
    default = _("Something happened to this reaction after you opened it. Read it again before you decide.")


def lock(reaction_id: int) -> Reaction:
    """The reaction, locked until the caller's transaction ends. Raises ReactionGone for one that was erased."""
    rows = Reaction.everywhere.select_for_update(of=("self",), no_key=True).select_related("idea", "user")
    found = rows.filter(pk=reaction_id).first()
    if found is None:
        raise ReactionGone
    return found


def lock_as_read(reaction_id: int, seen: int | None) -> Reaction:
    """The same for a decision of the operator, who had read the history up to line `seen`. Raises MovedOn when more
    has happened since, and ReactionGone when the writer took the reaction away.
    """
    reaction = lock(reaction_id)
    if reaction.removed_at is not None:
        raise ReactionGone
    if seen is not None and seen != last_line(reaction):
        raise MovedOn
    return reaction


def note(
    reaction: Reaction, kind: ReactionEntryKind, *, actor: User, text: str = "", role: ReviewRole | None = None
) -> ReactionEntry:
    """Append a line to the history of a reaction. `role` is that of a desk; the writer has none."""
    said_as = role.value if role else ""
    return ReactionEntry.objects.create(reaction=reaction, kind=kind, actor=actor, text=text, role=said_as)


def last_line(reaction: Reaction) -> int:
    """The number of the last line of the history; 0 when there is none."""
    return reaction.entries.order_by("-pk").values_list("pk", flat=True).first() or 0
