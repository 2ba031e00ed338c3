"""Hiding a reaction, always with a reason, and what can follow: an objection, and a second look at it.

`seen` is the number of the last line of the history that somebody has read, and `role` as what they decide, as in
`ideas.services.review`.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from aantafel.core.errors import Conflict, WrongState
from ideas import notifications
from ideas.enums import ReactionEntryKind, ReportOutcome, ReviewRole
from ideas.models import Reaction
from ideas.services import reports
from ideas.services.reaction_log import ReactionGone, lock, lock_as_read, note


class CannotObject(WrongState):
    default = _("This reaction is no longer hidden, or you have written back already.")


def hide(
    *, actor: User, reaction_id: int, reason: str, seen: int | None = None, role: ReviewRole = ReviewRole.OPERATOR
) -> None:
    """Nobody reads it any more; the reason stands in its place, and its writer gets it by mail. Answers what was
    reported. Raises Conflict when somebody else decided.
    """
    with transaction.atomic():
        reaction = lock_as_read(reaction_id, seen)
        if reaction.hidden_at is not None:
            raise Conflict
        reaction.hidden_at, reaction.hidden_by, reaction.hidden_reason = clock.now(), actor, reason
        _without_objection(reaction)
        entry = note(reaction, ReactionEntryKind.HIDDEN, actor=actor, text=reason, role=role)
        reports.settle(reaction, ReportOutcome.HIDDEN, actor=actor)
        notifications.forget_reaction([reaction.pk])
        notifications.reaction_hidden(reaction, entry)
        transaction.on_commit(page_cache.purge, robust=True)


def object_to_hiding(*, actor: User, reaction_id: int, text: str) -> None:
    """The writer disagrees, once for each time that it was hidden: somebody looks again. Raises CannotObject."""
    with transaction.atomic():
        reaction = lock(reaction_id)
        if reaction.user_id != actor.pk:
            raise ReactionGone
        if reaction.hidden_at is None or reaction.objected_at is not None:
            raise CannotObject
        reaction.objection, reaction.objected_at = text, clock.now()
        reaction.save(update_fields=["objection", "objected_at"])
        note(reaction, ReactionEntryKind.OBJECTED, actor=actor, text=text)


def show_again(
    *, actor: User, reaction_id: int, answer: str, seen: int | None = None, role: ReviewRole = ReviewRole.OPERATOR
) -> None:
    """Everyone reads it again. The writer gets a mail, with a word from the operator if there is one."""
    with transaction.atomic():
        reaction = lock_as_read(reaction_id, seen)
        if reaction.hidden_at is None:
            raise Conflict
        reaction.hidden_at, reaction.hidden_by, reaction.hidden_reason = None, None, ""
        _without_objection(reaction)
        entry = note(reaction, ReactionEntryKind.SHOWN, actor=actor, text=answer, role=role)
        notifications.reaction_shown(reaction, entry)
        transaction.on_commit(page_cache.purge, robust=True)


def keep_hidden(
    *, actor: User, reaction_id: int, answer: str, seen: int | None = None, role: ReviewRole = ReviewRole.OPERATOR
) -> None:
    """The operator has looked again and stands by it: the writer gets the answer by mail. Ends the objection."""
    with transaction.atomic():
        reaction = lock_as_read(reaction_id, seen)
        if reaction.objected_at is None or reaction.objection_answered_at is not None:
            raise Conflict
        reaction.objection_answered_at = clock.now()
        reaction.save(update_fields=["objection_answered_at"])
        entry = note(reaction, ReactionEntryKind.KEPT, actor=actor, text=answer, role=role)
        notifications.reaction_kept(reaction, entry)


def can_object(reaction: Reaction) -> bool:
    """Whether its writer can still write back."""
    return reaction.hidden_at is not None and reaction.objected_at is None


def _without_objection(reaction: Reaction) -> None:
    """A hiding begins, or ends, without one. Saves the reaction."""
    reaction.objection, reaction.objected_at, reaction.objection_answered_at = "", None, None
    reaction.save(
        update_fields=[
            "hidden_at",
            "hidden_by",
            "hidden_reason",
            "objection",
            "objected_at",
            "objection_answered_at",
        ]
    )
