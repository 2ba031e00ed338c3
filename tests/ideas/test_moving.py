"""An idea that gets to another municipality, on whatever way, leaves nothing of one desk at the other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from aantafel.pages.coordinator import logbook
from ideas.enums import ProposalState, ReviewKind, ReviewRole, YesNo
from ideas.models import DeskMark, Idea, IdeaNote, MergeProposal, PassOn, Talk
from ideas.services import idea_merge, marks, notes, own, pass_on, review, talks
from municipalities import scope
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, owner_of
from tests.factories.instances import InstanceFactory, somebody
from tests.factories.movement import HeardIdeaFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Towns:
    """Two municipalities with a desk each, and an idea that lies on the first one."""

    here: Municipality
    there: Municipality
    anna: User
    bert: User
    idea: Idea
    stays: Idea

    def page_of(self, idea: Idea, *, at_new_desk: bool) -> str:
        where, who = (self.there, self.bert) if at_new_desk else (self.here, self.anna)
        return read(at_site(where, who), "coordinator:idea", idea.pk)


def read(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args)).content.decode()


@pytest.fixture
def towns(db: None) -> Towns:
    here, there = InstanceFactory.create().municipality, InstanceFactory.create().municipality
    return Towns(
        here,
        there,
        somebody(Role.COORDINATOR, here, name="Anna van Hier"),
        somebody(Role.COORDINATOR, there, name="Bert van Daar"),
        IdeaFactory.create(waiting=True, municipality=here, title="Een brug"),
        IdeaFactory.create(waiting=True, municipality=here, title="Een ongelezen veerpont"),
    )


def by_changing(towns: Towns) -> None:
    idea = towns.idea
    assert own.change(actor=owner_of(idea), idea=idea, municipality=towns.there, relation="works")


def by_passing_on(towns: Towns) -> None:
    proposal = PassOn.everywhere.open().filter(idea=towns.idea).first() or pass_on.propose(
        actor=towns.anna, idea_id=towns.idea.pk, target=towns.there, reason="De brug ligt daar."
    )
    pass_on.answer(actor=owner_of(towns.idea), proposal_id=proposal.pk, says=YesNo.YES)


either_way = pytest.mark.parametrize("go", [by_changing, by_passing_on])
Go = Callable[[Towns], None]


@either_way
def test_the_new_desk_reads_nothing_of_the_old_one(towns: Towns, go: Go) -> None:
    idea, anna = towns.idea, towns.anna
    notes.add(actor=anna, idea_id=idea.pk, text="Onder ons gezegd")
    talk = talks.plan(
        actor=anna, idea_id=idea.pk, way="phone", starts_at=clock.now() + timedelta(days=1), note="Bel na zes uur"
    )
    marks.take(actor=anna, municipality=towns.here, subjects=[("idea", idea.pk), ("talk", talk.pk)])
    review.ask(actor=anna, idea_id=idea.pk, question="Welke oever?", role=ReviewRole.COORDINATOR)
    go(towns)
    page = towns.page_of(idea, at_new_desk=True)
    assert "Een brug" in page and "Welke oever?" in page
    assert not [words for words in ("Onder ons", "Bel na zes", "Anna van Hier") if words in page]
    assert not IdeaNote.everywhere.exists() and not Talk.everywhere.exists() and not DeskMark.everywhere.exists()
    assert OutgoingMail.objects.filter(kind="ideas/talk_off").count() == 1


@either_way
def test_it_waits_at_the_back_and_its_history_says_so(towns: Towns, go: Go) -> None:
    idea = towns.idea
    review.ask(actor=towns.anna, idea_id=idea.pk, question="Welke oever?", role=ReviewRole.COORDINATOR)
    go(towns)
    moved = Idea.everywhere.get(pk=idea.pk)
    assert (moved.municipality, moved.state) == (towns.there, "waiting")
    assert moved.submitted_at is not None and idea.submitted_at is not None and moved.submitted_at > idea.submitted_at
    assert [entry.kind for entry in moved.review_entries.all()] == [ReviewKind.QUESTION, ReviewKind.PASSED_ON]


@either_way
def test_what_was_proposed_about_it_is_over(towns: Towns, go: Go) -> None:
    idea = towns.idea
    merge = idea_merge.propose(actor=towns.anna, stays_id=towns.stays.pk, goes_id=idea.pk, reason="Zelfde water")
    question = pass_on.propose(actor=towns.anna, idea_id=idea.pk, target=towns.there, reason="De brug ligt daar.")
    go(towns)
    merge.refresh_from_db()
    question.refresh_from_db()
    assert merge.state == ProposalState.WITHDRAWN
    assert question.state == (ProposalState.DONE if go is by_passing_on else ProposalState.WITHDRAWN)
    old = at_site(towns.here, towns.anna)
    Idea.everywhere.filter(pk=idea.pk).update(title="Een tunnel")
    assert "Een tunnel" not in read(old, "coordinator:passed_on") + towns.page_of(towns.stays, at_new_desk=False)
    assert old.get(reverse("coordinator:pass_on", args=[question.pk])).status_code == 404


@either_way
@pytest.mark.parametrize("moving_stays", [True, False])
def test_a_proposal_that_came_to_nothing_tells_neither_desk_of_the_other(
    towns: Towns, go: Go, *, moving_stays: bool
) -> None:
    idea, other = towns.idea, towns.stays
    stays, goes = (idea, other) if moving_stays else (other, idea)
    merge = idea_merge.propose(actor=towns.anna, stays_id=stays.pk, goes_id=goes.pk, reason="Zelfde water")
    idea_merge.answer(actor=owner_of(other), proposal_id=merge.pk, says=YesNo.NO)
    assert "Zelfde water" in read(at_site(towns.here, towns.anna), "coordinator:merge", merge.pk)
    go(towns)
    Idea.everywhere.filter(pk=idea.pk).update(title="Een tunnel")
    assert "veerpont" not in towns.page_of(idea, at_new_desk=True)
    assert "Een tunnel" not in towns.page_of(other, at_new_desk=False)
    for where, who in ((towns.here, towns.anna), (towns.there, towns.bert)):
        assert at_site(where, who).get(reverse("coordinator:merge", args=[merge.pk])).status_code == 404
    assert MergeProposal.everywhere.get().state == ProposalState.APART


@either_way
def test_what_the_old_desk_did_is_not_in_the_logbook_of_the_new_one(towns: Towns, go: Go) -> None:
    review.ask(actor=towns.anna, idea_id=towns.idea.pk, question="Welke oever?", role=ReviewRole.COORDINATOR)
    go(towns)
    review.ask(actor=towns.bert, idea_id=towns.idea.pk, question="Hoe hoog?", role=ReviewRole.COORDINATOR)
    with scope.tenant(towns.there):
        told = [entry.who.name for entry in logbook.entries(towns.there).items if entry.line.about == "Een brug"]
    assert told == ["Bert van Daar"]


@either_way
def test_who_went_to_see_them_does_not_see_it_at_the_other_desk(towns: Towns, go: Go) -> None:
    idea = towns.idea
    heard = HeardIdeaFactory.create(municipality=towns.here, state="entered", idea=idea, closed_at=clock.now())
    go(towns)
    Idea.everywhere.filter(pk=idea.pk).update(title="Een tunnel")
    old = at_site(towns.here, towns.anna)
    listed = old.get(reverse("coordinator:visits"), {"stand": "klaar"}).content.decode()
    assert "Een tunnel" not in listed + read(old, "coordinator:visit", heard.pk)


def test_a_local_desk_moves_no_idea_of_somebody_without_an_account(towns: Towns) -> None:
    told = IdeaFactory.create(waiting=True, municipality=towns.here, owner=None, pinner__phone="0612345678")
    names = ("relation", "capacity", "role", "interest", "origin", "people", "approach", "theme", "place")
    typed = {**{name: getattr(told, name) for name in names}, "title": "Nieuw getypt", "where": towns.there.name}
    client = at_site(towns.here, towns.anna)
    response = client.post(reverse("coordinator:behalf_change", args=[told.pk]), typed)
    assert response.status_code == 422
    assert "Nieuw getypt" in response.content.decode() and "geef het door" in response.content.decode()
    assert Idea.everywhere.get(pk=told.pk).municipality == towns.here
    client.post(reverse("coordinator:behalf_change", args=[told.pk]), {**typed, "where": towns.here.name})
    assert Idea.everywhere.get(pk=told.pk).title == "Nieuw getypt"


def test_a_draft_goes_where_its_pinner_wants(towns: Towns) -> None:
    draft = IdeaFactory.create(municipality=towns.here, owner=UserFactory.create())
    assert own.change(actor=owner_of(draft), idea=draft, municipality=towns.there)
    moved = Idea.everywhere.get(pk=draft.pk)
    assert moved.municipality == towns.there and not moved.review_entries.exists()
