"""The one writer of putting two ideas of a municipality together, which both pinners have to agree to.

Locks: whose idea goes, both ideas, the proposal, both tallies, what people brought, reactions; of each kind the lowest
number first. So a like, an offer, a withdrawal or the other answer at this moment comes before, or finds it done.
"""

import contextlib
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, killpoints, page_cache
from aantafel.core.errors import Conflict, WrongState
from ideas import notifications
from ideas.enums import ProposalState, ReviewKind, ReviewRole, YesNo
from ideas.lifecycle import MERGEABLE, State
from ideas.models import Idea, MergeProposal
from ideas.permissions import is_looked_after, may_manage
from ideas.services import free_meetings, intentions, likes, reactions, states, support, tallies
from ideas.signals import idea_merged

TIME_TO_ANSWER = timedelta(days=14)


class CannotMerge(WrongState):
    default = _("These two ideas cannot be put together as they stand now.")


class OneAtATime(Conflict):
    default = _("There is an open proposal about one of these ideas already. Wait for the answer, or take it back.")


class AnsweredAlready(WrongState):
    default = _("This question is no longer open. Look at how the ideas stand now.")


def propose(*, actor: User, stays_id: int, goes_id: int, reason: str) -> MergeProposal:
    """Ask both pinners whether the idea `goes` may become part of `stays`. Locks both ideas.

    Raises CannotMerge, OneAtATime.
    """
    with transaction.atomic():
        stays, goes = _lock_both(stays_id, goes_id)
        if not can_merge(stays, goes):
            raise CannotMerge
        both = Q(stays__in=(stays, goes)) | Q(goes__in=(stays, goes))
        if MergeProposal.everywhere.open().filter(both).exists():
            raise OneAtATime
        answer_by = clock.today() + TIME_TO_ANSWER
        more = {"reason": reason, "proposed_by": actor, "answer_by": answer_by}
        proposal = MergeProposal.everywhere.create(stays=stays, goes=goes, **more)
        for idea in (goes, stays):
            notifications.merge_asked(proposal, idea)
    return proposal


def can_merge(stays: Idea, goes: Idea) -> bool:
    """Two ideas of one municipality; what everyone can read does not disappear into what nobody can."""
    if stays.pk == goes.pk or stays.municipality_id is None or stays.municipality_id != goes.municipality_id:
        return False
    return stays.status in MERGEABLE and goes.status in MERGEABLE and (stays.is_public or not goes.is_public)


def answer(*, actor: User, proposal_id: int, says: YesNo) -> None:
    """What a pinner (or their helper) says, for each of the two that is theirs. Raises AnsweredAlready, CannotMerge."""
    with transaction.atomic():
        proposal = _lock(proposal_id)
        sides = [side for side in MergeProposal.sides if may_manage(actor, getattr(proposal, side))]
        _say(proposal, sides, says, actor=actor)


def note_answer(*, actor: User, proposal_id: int, idea_id: int, says: YesNo) -> None:
    """What a pinner without an account said by phone, noted down by the desk. Raises AnsweredAlready, CannotMerge."""
    with transaction.atomic():
        proposal = _lock(proposal_id)
        spoken = [side for side in MergeProposal.sides if getattr(proposal, side).pk == idea_id]
        _say(proposal, [s for s in spoken if not is_looked_after(getattr(proposal, s))], says, actor=actor)


def take_back(*, actor: User, proposal_id: int) -> None:
    """The desk no longer proposes it. Raises AnsweredAlready."""
    with transaction.atomic():
        _close(_lock(proposal_id), ProposalState.WITHDRAWN)


def close_all_of(idea: Idea) -> None:
    """A locked idea goes away otherwise: nobody need answer any more. Inside the caller's transaction."""
    for proposal in MergeProposal.everywhere.open().about(idea).select_for_update(of=("self",), no_key=True):
        _close(proposal, ProposalState.WITHDRAWN)


def close_impossible(idea: Idea) -> None:
    """A decision was taken about a locked idea: what it rules out need not be answered. In the caller's transaction."""
    about = MergeProposal.everywhere.open().about(idea).select_related("stays", "goes")
    for proposal in about.select_for_update(of=("self",), no_key=True):
        if not can_merge(proposal.stays, proposal.goes):
            _close(proposal, ProposalState.WITHDRAWN)


def expire() -> int:
    """Not both answered in time: the ideas stay apart and point to each other. Safe to run twice."""
    late = MergeProposal.everywhere.open().filter(answer_by__lt=clock.today())
    return sum(_expire(pk) for pk in list(late.order_by("pk").values_list("pk", flat=True)[:500]))


def _expire(proposal_id: int) -> int:
    with transaction.atomic():
        try:
            _close(_lock(proposal_id), ProposalState.APART)
        except WrongState:
            return 0
    return 1


def _lock_both(one: int, other: int) -> tuple[Idea, Idea]:
    locked = {pk: states.lock(pk) for pk in sorted({one, other})}
    return locked[one], locked[other]


def _lock(proposal_id: int) -> MergeProposal:
    """The open proposal with both its ideas and whose idea goes, locked. Raises AnsweredAlready for a closed one."""
    unlocked = MergeProposal.everywhere.select_related("goes").filter(pk=proposal_id).first()
    if unlocked is None:
        raise AnsweredAlready
    owner = unlocked.goes.owner_id
    if owner is not None:
        list(User.objects.select_for_update(no_key=True).filter(pk=owner).values_list("pk"))
    stays, goes = _lock_both(unlocked.stays_id, unlocked.goes_id)
    proposal = MergeProposal.everywhere.select_for_update(of=("self",), no_key=True).get(pk=proposal_id)
    if not proposal.is_open or goes.owner_id != owner:
        raise AnsweredAlready
    proposal.stays, proposal.goes = stays, goes
    killpoints.reach("idea_merge:locked")
    return proposal


def _say(proposal: MergeProposal, sides: list[str], says: YesNo, *, actor: User) -> None:
    if not sides:
        raise AnsweredAlready
    for side in sides:
        setattr(proposal, f"{side}_says", says)
    proposal.save(update_fields=["stays_says", "goes_says"])
    if says is YesNo.NO:
        _close(proposal, ProposalState.APART, actor=actor)
    elif proposal.stays_says == proposal.goes_says == YesNo.YES:
        _merge(proposal, actor=actor)
        _close(proposal, ProposalState.DONE, actor=actor)


def _close(proposal: MergeProposal, state: ProposalState, *, actor: User | None = None) -> None:
    proposal.state, proposal.closed_at = state, clock.now()
    proposal.save(update_fields=["state", "closed_at"])
    for idea in (proposal.goes, proposal.stays):
        notifications.merge_closed(proposal, idea)
    notifications.merge_told(proposal, actor=actor)
    transaction.on_commit(page_cache.purge, robust=True)


def _merge(proposal: MergeProposal, *, actor: User) -> None:
    """Everything that people gave to `goes` counts for `stays`, and nobody counts twice. Its address leads on."""
    stays, goes = proposal.stays, proposal.goes
    if not can_merge(stays, goes):
        raise CannotMerge
    both = sorted((stays.pk, goes.pk))
    for pk in both:
        with contextlib.suppress(tallies.NotOnTheSite):
            tallies.lock(pk)
    likes.move_all(goes, to=stays)
    support.move_all(goes, to=stays)
    reactions.move_all(goes, to=stays)
    intentions.move_all(goes, to=stays)
    if tallies.move_promise(goes, to=stays):
        free_meetings.hand_on(goes, to=stays)
    killpoints.reach("idea_merge:moved")
    states.move(goes, State.MERGED, merged_into=stays)
    Idea.everywhere.filter(merged_into=goes).update(merged_into=stays)
    tallies.recount(both)
    states.note(goes, ReviewKind.MERGED, ReviewRole.PINNER, actor=actor, text=stays.title)
    states.note(stays, ReviewKind.MERGED, ReviewRole.PINNER, actor=actor, text=goes.title)
    idea_merged.send(sender=Idea, stays=stays, goes=goes, actor=proposal.proposed_by)
