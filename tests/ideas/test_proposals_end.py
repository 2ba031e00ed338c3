"""A decision about an idea ends every question that it makes impossible."""

import pytest

from aantafel.accounts.models import User
from ideas import plans
from ideas.enums import ProposalState
from ideas.models import Idea, MergeProposal, PassOn
from ideas.services import idea_merge, pass_on, review
from municipalities.models import Municipality
from tables.services.publish import publish
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Municipality:
    return MunicipalityFactory.create()


@pytest.fixture
def actor(db: None) -> User:
    return UserFactory.create()


def proposed(actor: User, stays: Idea, goes: Idea) -> MergeProposal:
    pass_on.propose(actor=actor, idea_id=goes.pk, target=MunicipalityFactory.create(), reason="Het ligt daar.")
    return idea_merge.propose(actor=actor, stays_id=stays.pk, goes_id=goes.pk, reason="Zelfde tuin.")


def test_nobody_is_asked_about_an_idea_that_was_refused(town: Municipality, actor: User) -> None:
    stays, goes = (IdeaFactory.create(waiting=True, municipality=town) for _ in range(2))
    proposed(actor, stays, goes)
    review.refuse(actor=actor, idea_id=goes.pk, reason="Verkoopt iets.")
    assert (MergeProposal.everywhere.get().state, PassOn.everywhere.get().state) == (ProposalState.WITHDRAWN,) * 2
    assert not plans.of(goes) and not plans.of(stays)
    idea_merge.propose(
        actor=actor, stays_id=stays.pk, goes_id=IdeaFactory.create(waiting=True, municipality=town).pk, reason="Ja"
    )


def test_what_came_on_the_site_does_not_go_into_what_nobody_reads(town: Municipality, actor: User) -> None:
    stays, goes = (IdeaFactory.create(waiting=True, municipality=town) for _ in range(2))
    proposed(actor, stays, goes)
    publish(actor=actor, idea_id=goes.pk)
    assert (MergeProposal.everywhere.get().state, PassOn.everywhere.get().state) == (ProposalState.WITHDRAWN,) * 2


def test_what_can_still_be_answered_stays_open(town: Municipality, actor: User) -> None:
    stays, goes = (IdeaFactory.create(waiting=True, municipality=town) for _ in range(2))
    proposed(actor, stays, goes)
    publish(actor=actor, idea_id=stays.pk)
    assert MergeProposal.everywhere.get().is_open and PassOn.everywhere.get().is_open
