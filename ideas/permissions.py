"""Who may do what with an idea: fetched and authorised in one call, so that neither is forgotten."""

from uuid import UUID

from django.http import Http404

from aantafel.accounts.models import User
from ideas.lifecycle import BEFORE_REVIEW
from ideas.models import Idea


def may_manage(user: User, idea: Idea) -> bool:
    """The owner, or whoever filled it in for somebody who has no account. `pinner` is asked along."""
    if idea.owner_id is not None:
        return idea.owner_id == user.pk
    pinner = getattr(idea, "pinner", None)
    return pinner is not None and pinner.helper_id == user.pk


def own_idea(user: User, *, pk: int | None = None, key: UUID | None = None) -> Idea:
    """This person's own idea, in any state; anybody else's is not found."""
    found = Idea.everywhere.of(user).select_related("municipality", "owner", "pinner")
    idea = found.filter(pk=pk).first() if pk is not None else found.filter(key=key).first()
    if idea is None:
        raise Http404
    return idea


def open_draft(key: UUID) -> Idea:
    """A draft that waits for its pinner; whoever knows the unguessable key may go on with it."""
    idea = (
        Idea.everywhere.select_related("municipality", "pinner")
        .filter(key=key, state__in=[state.value for state in BEFORE_REVIEW])
        .first()
    )
    if idea is None:
        raise Http404
    return idea
