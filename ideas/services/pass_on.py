"""The one writer of how an idea gets to another municipality, which its pinner has to agree to, or asks for."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import Conflict, WrongState
from ideas import notifications
from ideas.enums import ProposalState, ReviewKind, ReviewRole, YesNo
from ideas.lifecycle import IN_REVIEW, State
from ideas.models import DeskMark, Idea, IdeaNote, PassOn, Talk
from ideas.permissions import is_looked_after, may_manage
from ideas.services import idea_merge, states, talks
from ideas.signals import idea_left
from municipalities.models import Municipality


class CannotPassOn(WrongState):
    default = _("Only an idea that waits for your decision can be passed on.")


class AskedAlready(Conflict):
    default = _("The pinner was asked already whether this idea may be passed on.")


class AnsweredAlready(WrongState):
    default = _("This question is no longer open. Look at how your idea stands now.")


def propose(*, actor: User, idea_id: int, target: Municipality, reason: str) -> PassOn:
    """Ask the pinner whether the idea may go to another municipality. Locks the idea.

    Raises CannotPassOn for an idea that is not under review, or stands in that municipality already; AskedAlready.
    """
    with transaction.atomic():
        idea = states.lock(idea_id)
        source = idea.municipality
        if idea.status not in IN_REVIEW or source is None or source == target:
            raise CannotPassOn
        if PassOn.everywhere.open().filter(idea=idea).exists():
            raise AskedAlready
        answer_by = clock.today() + idea_merge.TIME_TO_ANSWER
        more = {"reason": reason, "proposed_by": actor, "answer_by": answer_by}
        proposal = PassOn.everywhere.create(idea=idea, title=idea.title, source=source, target=target, **more)
        notifications.pass_on_asked(proposal)
    return proposal


def answer(*, actor: User, proposal_id: int, says: YesNo) -> None:
    """What the pinner (or their helper) says. On a yes the idea goes at once. Raises AnsweredAlready."""
    with transaction.atomic():
        proposal = _lock(proposal_id)
        if not may_manage(actor, proposal.idea):
            raise AnsweredAlready
        _say(proposal, says, actor=actor)


def note_answer(*, actor: User, proposal_id: int, says: YesNo) -> None:
    """What somebody without an account said by phone, noted down by the desk. Raises AnsweredAlready."""
    with transaction.atomic():
        proposal = _lock(proposal_id)
        if is_looked_after(proposal.idea):
            raise AnsweredAlready
        _say(proposal, says, actor=actor)


def take_back(*, actor: User, proposal_id: int) -> None:
    """The desk no longer proposes it."""
    with transaction.atomic():
        _close(_lock(proposal_id), ProposalState.WITHDRAWN)


def close_all_of(idea: Idea) -> None:
    """A locked idea goes away otherwise: nobody need answer any more. Inside the caller's transaction."""
    open_ones = PassOn.everywhere.open().filter(idea=idea)
    open_ones.update(state=ProposalState.WITHDRAWN, closed_at=clock.now())


def expire() -> int:
    """Nobody answered in time: the idea stays where it is. Safe to run twice."""
    late = PassOn.everywhere.open().filter(answer_by__lt=clock.today())
    return sum(_expire(pk) for pk in list(late.order_by("pk").values_list("pk", flat=True)[:500]))


def _expire(proposal_id: int) -> int:
    with transaction.atomic():
        try:
            _close(_lock(proposal_id), ProposalState.APART)
        except WrongState:
            return 0
    return 1


def _lock(proposal_id: int) -> PassOn:
    """The open proposal, locked after its idea."""
    idea_id = PassOn.everywhere.filter(pk=proposal_id).values_list("idea", flat=True).first()
    if idea_id is None:
        raise AnsweredAlready
    idea = states.lock(idea_id)
    proposal = PassOn.everywhere.select_for_update(of=("self",), no_key=True).select_related("target", "source")
    found = proposal.get(pk=proposal_id)
    if not found.is_open:
        raise AnsweredAlready
    found.idea = idea
    return found


def _say(proposal: PassOn, says: YesNo, *, actor: User) -> None:
    if says is YesNo.YES:
        _go(proposal, actor=actor)
    _close(proposal, ProposalState.DONE if says is YesNo.YES else ProposalState.APART, actor=actor)


def _close(proposal: PassOn, state: ProposalState, *, actor: User | None = None) -> None:
    proposal.state, proposal.closed_at = state, clock.now()
    proposal.save(update_fields=["state", "closed_at"])
    notifications.pass_on_told(proposal, actor=actor)


def _go(proposal: PassOn, *, actor: User) -> None:
    idea = proposal.idea
    if idea.status not in IN_REVIEW or idea.municipality_id != proposal.source_id:
        raise AnsweredAlready
    move(idea, proposal.target, actor=actor, text=proposal.reason)


def move(idea: Idea, target: Municipality, *, actor: User, text: str = "", **fields: Any) -> None:
    """A locked idea that waits for a decision goes to another municipality, as its pinner wants: it is read anew there,
    from the back of the queue. `fields` change with it. Inside the caller's transaction.
    """
    _leave_desk(idea)
    states.note(idea, ReviewKind.PASSED_ON, ReviewRole.PINNER, actor=actor, text=text)
    fields = {**fields, "municipality": target, "neighbourhood": None, "submitted_at": clock.now()}
    if idea.status is State.ASKED:
        states.move(idea, State.WAITING, **fields)
        return
    for name, value in fields.items():
        setattr(idea, name, value)
    idea.save(update_fields=list(fields))


def _leave_desk(idea: Idea) -> None:
    """Nothing is open there any more, and what the desk noted stays with nobody."""
    talks.call_off_of(idea, reason=gettext("The idea was passed on to another municipality."))
    idea_merge.close_all_of(idea)
    close_all_of(idea)
    conversations = Talk.everywhere.filter(idea=idea)
    marked = {"idea": [idea.pk], "talk": list(conversations.values_list("pk", flat=True))}
    for about, numbers in marked.items():
        DeskMark.everywhere.filter(about=about, number__in=numbers).delete()
    conversations.delete()
    IdeaNote.everywhere.filter(idea=idea).delete()
    idea_left.send(sender=Idea, idea=idea)
