"""Who may do what with an idea: fetched and authorised in one call, so that neither is forgotten."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404

from aantafel.accounts.models import User
from ideas.enums import IdeaState
from ideas.lifecycle import BEFORE_REVIEW
from ideas.models import Idea, MergeProposal, PassOn, Reaction, Support, Talk
from ideas.querysets import IdeaQuerySet


def may_manage(user: User, idea: Idea) -> bool:
    """The owner, or whoever filled it in for somebody who has no account. `pinner` is asked along."""
    if idea.owner_id is not None:
        return idea.owner_id == user.pk
    pinner = getattr(idea, "pinner", None)
    return pinner is not None and pinner.helper_id == user.pk


def is_looked_after(idea: Idea) -> bool:
    """Whether anybody with an account hears about it: not so when only a phone is known, or nobody any more."""
    if idea.owner_id is not None:
        return True
    pinner = getattr(idea, "pinner", None)
    return pinner is not None and pinner.helper_id is not None


def own_idea(user: User, pk: int) -> Idea:
    """This person's own idea, in any state; anybody else's is not found."""
    return _found(Idea.everywhere.of(user).filter(pk=pk))


def own_idea_by_key(user: User, key: UUID) -> Idea:
    """The same, by the key in the addresses of pinning and sketching."""
    return _found(Idea.everywhere.of(user).filter(key=key))


def own_reaction(user: User, pk: int, *, idea: Idea | None = None) -> Reaction:
    """What this person said and did not take away, below this idea if one is given; anything else is not found."""
    mine = Reaction.everywhere.filter(user=user, pk=pk, removed_at=None)
    found = (mine.filter(idea=idea) if idea else mine).select_related("idea__municipality").first()
    if found is None:
        raise Http404
    return found


def _found(ideas: IdeaQuerySet) -> Idea:
    idea = ideas.select_related("municipality", "owner", "pinner").first()
    if idea is None:
        raise Http404
    return idea


def by_draft_key(key: UUID) -> Idea:
    """The idea whose draft had this key, in any state: nothing of it may be shown once it is pinned."""
    return _found(Idea.everywhere.filter(key=key))


def open_draft(key: UUID) -> Idea:
    """A draft that waits for its pinner; whoever knows the unguessable key may go on with it."""
    idea = by_draft_key(key)
    if idea.status not in BEFORE_REVIEW:
        raise Http404
    return idea


def begun_draft(key: UUID) -> Idea | None:
    """The draft of whoever began it in this browser, as long as they did not say who they are."""
    return Idea.everywhere.filter(key=key, state=IdeaState.DRAFT).first()


def merge_to_answer(user: User, pk: int) -> MergeProposal:
    """A proposal to put an idea of this person together with another one, in any state; else not found."""
    rows = MergeProposal.everywhere.select_related(
        "stays__owner", "stays__pinner", "goes__owner", "goes__pinner", "stays__municipality"
    )
    found = rows.defer("stays__search", "goes__search").filter(pk=pk).first()
    if found is None or not (may_manage(user, found.stays) or may_manage(user, found.goes)):
        raise Http404
    return found


def pass_on_to_answer(user: User, pk: int) -> PassOn:
    """A proposal to pass an idea of this person on, in any state; else not found."""
    rows = PassOn.everywhere.select_related("idea__owner", "idea__pinner", "source", "target")
    found = rows.defer("idea__search").filter(pk=pk).first()
    if found is None or not may_manage(user, found.idea):
        raise Http404
    return found


def talk_by_key(key: UUID) -> Talk:
    """A conversation, for whoever knows the unguessable key from the mail."""
    rows = Talk.everywhere.select_related("idea__municipality").defer("idea__search")
    found = rows.filter(key=key).first()
    if found is None:
        raise Http404
    return found


def seen_support(user: User, pk: int) -> Support:
    """An offer or a question that this person brought, or that was brought to an idea of theirs; else not found."""
    return _found_support(pk, Q(user=user) | manages(user))


def support_to_reply_to(user: User, pk: int) -> Support:
    """One that was brought to an idea of this person; also the supporter's own is not found."""
    return _found_support(pk, manages(user))


def own_support(user: User, pk: int) -> Support:
    """One that this person brought."""
    return _found_support(pk, Q(user=user))


def manages(user: User) -> Q:
    """The same as `may_manage`, for the idea of an offer or a question."""
    return Q(idea__owner=user) | Q(idea__owner=None, idea__pinner__helper=user)


def _found_support(pk: int, whose: Q) -> Support:
    found = Support.objects.filter(whose, pk=pk).select_related(
        "user", "idea__municipality", "idea__owner", "idea__pinner"
    )
    support = found.defer("idea__search").first()
    if support is None:
        raise Http404
    return support
