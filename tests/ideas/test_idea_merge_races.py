"""Putting two ideas together while something else happens to them, each over a connection of its own."""

import pytest

from aantafel.core.errors import DomainError
from aantafel.outbox.models import OutgoingMail
from ideas.enums import ProposalState, SupportKind, YesNo
from ideas.models import Idea, IdeaTally, Like, MergeProposal, Support
from ideas.services import idea_merge, likes, own, support
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, owner_of
from tests.factories.municipalities import MunicipalityFactory
from tests.support.at_once import at_once
from tests.support.meanwhile import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


def proposal() -> MergeProposal:
    town = MunicipalityFactory.create()
    stays, goes = (IdeaFactory.create(published=True, municipality=town) for _ in range(2))
    return idea_merge.propose(actor=UserFactory.create(), stays_id=stays.pk, goes_id=goes.pk, reason="Hetzelfde.")


def say(found: MergeProposal, idea: Idea, says: YesNo = YesNo.YES) -> bool:
    """False when it came too late."""
    try:
        idea_merge.answer(actor=owner_of(idea), proposal_id=found.pk, says=says)
    except DomainError:
        return False
    return True


def said_yes_by_one() -> MergeProposal:
    found = proposal()
    assert say(found, found.stays)
    return found


def test_both_say_yes_at_one_moment() -> None:
    for _round in range(3):
        found = proposal()
        assert at_once(lambda f=found: say(f, f.stays), lambda f=found: say(f, f.goes)) == [True, True]  # type: ignore[misc]
        assert Idea.everywhere.get(pk=found.goes_id).merged_into_id == found.stays_id
        assert Support.objects.filter(idea=found.stays_id).count() == 1
        assert OutgoingMail.objects.filter(kind="ideas/merge_closed", body_text__contains=found.goes.title).count() == 2


def test_a_yes_and_a_no_at_one_moment_leave_them_apart() -> None:
    found = proposal()
    at_once(lambda: say(found, found.stays), lambda: say(found, found.goes, YesNo.NO))
    assert MergeProposal.everywhere.get().state == ProposalState.APART
    assert Idea.everywhere.get(pk=found.goes_id).is_public


def test_a_double_click_puts_together_once() -> None:
    found = said_yes_by_one()
    assert sorted(at_once(lambda: say(found, found.goes), lambda: say(found, found.goes))) == [False, True]
    assert Support.objects.filter(idea=found.stays_id).count() == 1


def test_a_like_at_that_moment_counts_for_one_of_the_two_or_says_that_it_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = said_yes_by_one()
    fan = UserFactory.create(home_municipality=found.goes.municipality)
    first, second = meanwhile(
        monkeypatch,
        "idea_merge:moved",
        lambda: say(found, found.goes),
        lambda: likes.like(actor=fan, idea_id=found.goes_id),
    )
    assert first is True
    assert isinstance(second, DomainError)
    assert not Like.objects.exists()
    assert IdeaTally.objects.get(idea=found.stays_id).total == 0


def test_a_like_that_came_first_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    found = said_yes_by_one()
    fan = UserFactory.create(home_municipality=found.goes.municipality)
    first, second = meanwhile(
        monkeypatch,
        "like:counted",
        lambda: likes.like(actor=fan, idea_id=found.goes_id),
        lambda: say(found, found.goes),
    )
    assert (first, second) == (True, True)
    assert Like.objects.get().idea_id == found.stays_id
    assert IdeaTally.objects.get(idea=found.stays_id).total == 1


def test_withdrawing_meanwhile_leaves_one_of_the_two(monkeypatch: pytest.MonkeyPatch) -> None:
    found = said_yes_by_one()
    first, second = meanwhile(
        monkeypatch,
        "idea_merge:locked",
        lambda: say(found, found.goes),
        lambda: own.withdraw(actor=owner_of(found.goes), idea=found.goes),
    )
    assert first is True
    assert isinstance(second, DomainError)
    assert Idea.everywhere.get(pk=found.goes_id).state == "merged"


def test_whoever_answers_while_it_is_withdrawn_is_too_late() -> None:
    for _round in range(3):
        found = said_yes_by_one()
        withdrawn = found.goes

        def withdraw(idea: Idea = withdrawn) -> bool:
            try:
                own.withdraw(actor=owner_of(idea), idea=idea)
            except DomainError:
                return False
            return True

        answered, went = at_once(lambda f=found: say(f, f.goes), withdraw)  # type: ignore[misc]
        assert answered is not went
        assert Idea.everywhere.get(pk=withdrawn.pk).state == ("merged" if answered else "withdrawn")


def test_an_offer_at_that_moment_lands_with_the_one_that_stays_or_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = said_yes_by_one()
    helper = UserFactory.create()
    _first, second = meanwhile(
        monkeypatch,
        "idea_merge:moved",
        lambda: say(found, found.goes),
        lambda: support.bring(actor=helper, idea_id=found.goes_id, kind=SupportKind.HELP, typed={"text": "Ik help."}),
    )
    assert isinstance(second, DomainError)
    assert not Support.objects.filter(idea=found.goes_id).exists()
