"""A decision about an idea ends every question that it makes impossible."""

from datetime import timedelta

import pytest

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from ideas import plans
from ideas.enums import ProposalState, YesNo
from ideas.models import Idea, MergeProposal, PassOn
from ideas.services import idea_merge, pass_on, review
from municipalities.models import Municipality
from tables.services.publish import publish
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, owner_of
from tests.factories.instances import InstanceFactory, somebody
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


class TestTheDeskHears:
    """Who proposed something is told what came of it: once, and only while they work there."""

    @pytest.fixture
    def town(self, db: None) -> Municipality:
        return InstanceFactory.create().municipality

    @pytest.fixture
    def actor(self, town: Municipality) -> User:
        return somebody(Role.COORDINATOR, town)

    @pytest.fixture
    def proposal(self, town: Municipality, actor: User) -> MergeProposal:
        stays, goes = (IdeaFactory.create(waiting=True, municipality=town) for _ in range(2))
        return proposed(actor, stays, goes)

    def told(self, actor: User) -> dict[str, str]:
        return {mail.kind: mail.body_text for mail in OutgoingMail.objects.filter(to_address=actor.email)}

    def test_of_a_no_and_of_a_yes(self, proposal: MergeProposal, actor: User) -> None:
        idea_merge.answer(actor=owner_of(proposal.goes), proposal_id=proposal.pk, says=YesNo.NO)
        pass_on.answer(actor=owner_of(proposal.goes), proposal_id=PassOn.everywhere.get().pk, says=YesNo.YES)
        told = self.told(actor)
        assert "De twee ideeën blijven apart" in told["ideas/merge_told"]
        assert "/coordinator/doorgegeven/" in told["ideas/pass_on_told"]

    def test_of_two_that_became_one(self, proposal: MergeProposal, actor: User) -> None:
        for idea in (proposal.goes, proposal.stays):
            idea_merge.answer(actor=owner_of(idea), proposal_id=proposal.pk, says=YesNo.YES)
        assert f"/coordinator/ideeen/{proposal.stays_id}/" in self.told(actor)["ideas/merge_told"]

    def test_of_silence(self, proposal: MergeProposal, actor: User) -> None:
        late = {"answer_by": clock.today() - timedelta(days=1)}
        MergeProposal.everywhere.update(**late)
        PassOn.everywhere.update(**late)
        assert (idea_merge.expire(), pass_on.expire()) == (1, 1)
        assert set(self.told(actor)) == {"ideas/merge_told", "ideas/pass_on_told"}

    def test_not_of_what_they_took_back_or_where_they_work_no_more(self, proposal: MergeProposal, actor: User) -> None:
        idea_merge.take_back(actor=actor, proposal_id=proposal.pk)
        actor.memberships.update(ended_at=clock.now())
        pass_on.answer(actor=owner_of(proposal.goes), proposal_id=PassOn.everywhere.get().pk, says=YesNo.NO)
        assert self.told(actor) == {}
