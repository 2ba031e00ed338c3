"""An idea that belongs elsewhere: it goes with its pinner's yes alone, and leaves nothing of it behind."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import DomainError
from aantafel.outbox.models import OutgoingMail
from ideas.enums import ProposalState, ReviewKind, YesNo
from ideas.models import DeskMark, Idea, IdeaNote, MergeProposal, PassOn, Talk
from ideas.services import idea_merge, marks, notes, own, pass_on, talks
from ideas.services.pass_on import AnsweredAlready, AskedAlready, CannotPassOn
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, owner_of
from tests.factories.instances import NeighbourhoodFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def target(db: None) -> Municipality:
    return MunicipalityFactory.create(name="Overstad")


def asked(target: Municipality, state: str = "waiting", **more: object) -> PassOn:
    idea = IdeaFactory.create(**{state: True, **more})
    return pass_on.propose(actor=UserFactory.create(), idea_id=idea.pk, target=target, reason="De brug ligt daar.")


def say(proposal: PassOn, says: YesNo) -> None:
    pass_on.answer(actor=owner_of(proposal.idea), proposal_id=proposal.pk, says=says)


@pytest.mark.parametrize("state", ["waiting", "asked"])
def test_a_yes_moves_the_idea_to_the_back_of_the_other_queue(target: Municipality, state: str) -> None:
    part = NeighbourhoodFactory.create()
    proposal = asked(target, state, municipality=part.municipality, neighbourhood=part)
    before = proposal.idea.submitted_at
    say(proposal, YesNo.YES)
    idea = Idea.everywhere.get()
    assert (idea.municipality, idea.neighbourhood, idea.state) == (target, None, "waiting")
    assert idea.submitted_at is not None and before is not None and idea.submitted_at > before
    assert idea.review_entries.get().kind == ReviewKind.PASSED_ON
    assert PassOn.everywhere.get().state == ProposalState.DONE


def test_what_the_old_desk_had_is_gone(target: Municipality) -> None:
    proposal = asked(target)
    idea, colleague, town = proposal.idea, UserFactory.create(), proposal.source
    notes.add(actor=colleague, idea_id=idea.pk, text="Gebeld")
    talks.plan(actor=colleague, idea_id=idea.pk, way="phone", starts_at=clock.now() + timedelta(days=1))
    marks.take(actor=colleague, municipality=town, subjects=[("idea", idea.pk)])
    other = IdeaFactory.create(published=True, municipality=town)
    idea_merge.propose(actor=colleague, stays_id=other.pk, goes_id=idea.pk, reason="Zelfde")
    say(proposal, YesNo.YES)
    assert not IdeaNote.everywhere.exists() and not Talk.everywhere.exists() and not DeskMark.everywhere.exists()
    assert MergeProposal.everywhere.get().state == ProposalState.WITHDRAWN
    assert OutgoingMail.objects.filter(kind="ideas/talk_off").count() == 1


def test_a_no_leaves_it_where_it_is(target: Municipality) -> None:
    proposal = asked(target)
    say(proposal, YesNo.NO)
    assert Idea.everywhere.get().municipality == proposal.source
    assert PassOn.everywhere.get().state == ProposalState.APART


def test_silence_does_too(target: Municipality) -> None:
    asked(target)
    with clock.frozen(clock.now() + timedelta(days=15)):
        assert (pass_on.expire(), pass_on.expire()) == (1, 0)
    assert Idea.everywhere.get().municipality != target
    assert PassOn.everywhere.get().state == ProposalState.APART


@pytest.mark.parametrize("state", ["published", "refused", "withdrawn"])
def test_only_what_waits_for_a_decision(target: Municipality, state: str) -> None:
    with pytest.raises(CannotPassOn):
        asked(target, state)


def test_not_to_where_it_lies_and_not_twice(target: Municipality) -> None:
    with pytest.raises(CannotPassOn):
        asked(target, municipality=target)
    proposal = asked(target)
    with pytest.raises(AskedAlready):
        pass_on.propose(actor=UserFactory.create(), idea_id=proposal.idea_id, target=target, reason="Nog eens")


def test_it_is_decided_meanwhile(target: Municipality) -> None:
    proposal = asked(target)
    Idea.everywhere.filter(pk=proposal.idea_id).update(state="published", published_at=clock.now())
    with pytest.raises(AnsweredAlready):
        say(proposal, YesNo.YES)
    assert Idea.everywhere.get().municipality == proposal.source


def test_withdrawing_ends_the_question(target: Municipality) -> None:
    proposal = asked(target)
    own.withdraw(actor=owner_of(proposal.idea), idea=proposal.idea)
    assert PassOn.everywhere.get().state == ProposalState.WITHDRAWN


def test_only_the_pinner_answers_and_the_desk_for_who_has_no_account(target: Municipality) -> None:
    proposal = asked(target)
    with pytest.raises(AnsweredAlready):
        pass_on.answer(actor=UserFactory.create(), proposal_id=proposal.pk, says=YesNo.YES)
    with pytest.raises(AnsweredAlready):
        pass_on.note_answer(actor=UserFactory.create(), proposal_id=proposal.pk, says=YesNo.YES)
    spoken = asked(target, owner=None, pinner__phone="0612345678")
    pass_on.note_answer(actor=UserFactory.create(), proposal_id=spoken.pk, says=YesNo.YES)
    assert Idea.everywhere.get(pk=spoken.idea_id).municipality == target


def test_the_page_of_the_pinner(target: Municipality, client: Client) -> None:
    proposal = asked(target)
    path = reverse("ideas:pass_on", args=[proposal.pk])
    client.force_login(UserFactory.create())
    assert client.get(path).status_code == 404
    assert client.post(path, {"says": "yes"}).status_code == 404
    client.force_login(owner_of(proposal.idea))
    assert "Mag je idee naar Overstad?" in client.get(path).content.decode()
    assert client.post(path, {}).status_code == 200
    assert client.post(path, {"says": "ja"}).status_code == 422
    assert client.post(path, {"says": "yes"}).status_code == 302
    assert "Je idee is naar Overstad" in client.get(path).content.decode()
    assert client.post(path, {"says": "no"}).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_yes_and_no_at_once_are_one_answer() -> None:
    target: Municipality = MunicipalityFactory.create()
    proposal = asked(target)
    owner: User = owner_of(proposal.idea)

    def answer(says: YesNo) -> bool:
        try:
            pass_on.answer(actor=owner, proposal_id=proposal.pk, says=says)
        except DomainError:
            return False
        return True

    yes, no = at_once(lambda: answer(YesNo.YES), lambda: answer(YesNo.NO))
    assert yes is not no
    assert (Idea.everywhere.get().municipality == target) is yes
