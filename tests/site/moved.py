"""Ideas that went from one municipality to the other, and what each desk knew of them before and has of them since."""

from datetime import timedelta

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import ReviewRole, YesNo
from ideas.models import Idea
from ideas.services import idea_merge, marks, notes, own, pass_on, review, talks
from municipalities.models import Municipality
from tests.factories.ideas import IdeaFactory, owner_of
from tests.factories.instances import somebody
from tests.factories.movement import HeardIdeaFactory
from tests.site.plants import Plants


def move_both_ways(town: Municipality, beside: Municipality, plants: Plants) -> list[Idea]:
    """Gives the ideas that came to the town. What its neighbour noted before, or wrote since, is marked."""
    desks = {
        town: somebody(Role.COORDINATOR, town, name="Tom Tafel"),
        beside: somebody(Role.COORDINATOR, beside, name=plants.mark("moved: who is at the desk")),
    }
    for asks_the_pinner in (True, False):
        gone = _begun(desks[town], town, "Een brug", "Genoteerd")
        _go(gone, desks[town], beside, asks_the_pinner=asks_the_pinner)
        Idea.everywhere.filter(pk=gone.pk).update(title=plants.mark("moved: the title since"))
    came = []
    for asks_the_pinner in (True, False):
        idea = _begun(desks[beside], beside, "Een pont", plants.mark("moved: what the desk noted"))
        other = plants.mark("moved: the title of an idea beside it")
        Idea.everywhere.filter(merges_out__stays=idea).update(title=other)
        _go(idea, desks[beside], town, asks_the_pinner=asks_the_pinner)
        came.append(idea)
    return came


def _begun(actor: User, here: Municipality, title: str, noted: str) -> Idea:
    """With all that a desk can have of an idea that waits."""
    idea = IdeaFactory.create(waiting=True, municipality=here, title=title)
    other = IdeaFactory.create(waiting=True, municipality=here, title="Nog een")
    review.ask(actor=actor, idea_id=idea.pk, question="Waar dan?", role=ReviewRole.COORDINATOR)
    notes.add(actor=actor, idea_id=idea.pk, text=noted)
    tomorrow = clock.now() + timedelta(days=1)
    talks.plan(actor=actor, idea_id=idea.pk, way="phone", starts_at=tomorrow, note=noted)
    marks.take(actor=actor, municipality=here, subjects=[("idea", idea.pk)])
    refused = idea_merge.propose(actor=actor, stays_id=idea.pk, goes_id=other.pk, reason=noted)
    idea_merge.answer(actor=owner_of(other), proposal_id=refused.pk, says=YesNo.NO)
    idea_merge.propose(actor=actor, stays_id=idea.pk, goes_id=other.pk, reason=noted)
    HeardIdeaFactory.create(municipality=here, who=noted, state="entered", idea=idea, closed_at=clock.now())
    return idea


def _go(idea: Idea, actor: User, target: Municipality, *, asks_the_pinner: bool) -> None:
    question = pass_on.propose(actor=actor, idea_id=idea.pk, target=target, reason="Het ligt daar.")
    if asks_the_pinner:
        pass_on.answer(actor=owner_of(idea), proposal_id=question.pk, says=YesNo.YES)
    else:
        own.change(actor=owner_of(idea), idea=idea, municipality=target)
