"""A like at the very moment at which something else happens to the idea, the person or the municipality.

Each holds locks that the other wants: in one order everywhere, so that nobody waits for somebody who waits for them.
"""

from datetime import date

import pytest
from django.db import transaction

from aantafel.accounts.models import User
from aantafel.accounts.services import privacy
from aantafel.core.errors import WrongState
from aantafel.outbox.models import OutgoingMail
from ideas.lifecycle import State
from ideas.models import FreeMeeting, Idea, IdeaTally, Like
from ideas.services import confirm, fifty, likes, own, tallies
from municipalities.services.merge import merge
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.support.at_once import at_once
from tests.support.meanwhile import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2020, 1, 1)


def neighbour(idea: Idea) -> User:
    made: User = UserFactory.create(home_municipality=idea.municipality)
    return made


def tally_is_right(idea: Idea) -> bool:
    tally = IdeaTally.objects.get(pk=idea.pk)
    return {"local": tally.local, "other": tally.other} == tallies.count(tally)


def test_taking_over_an_idea_while_somebody_likes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pinner = UserFactory.create(home_municipality=MunicipalityFactory.create())
    idea = IdeaFactory.create(
        published=True, owner=None, pinner__email=pinner.email, pinner__helper=UserFactory.create()
    )
    fan = neighbour(idea)
    liked, claimed = meanwhile(
        monkeypatch,
        "like:counted",
        lambda: likes.like(actor=fan, idea_id=idea.pk),
        lambda: transaction.atomic(confirm.claim)(pinner, str(idea.key)),
    )
    assert (liked, claimed) == (True, f"/mijn/ideeen/{idea.pk}/")
    assert tally_is_right(idea)


def test_a_merger_while_somebody_likes_an_idea(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = MunicipalityFactory.create(), MunicipalityFactory.create()
    idea = IdeaFactory.create(published=True, municipality=old)
    fan = neighbour(idea)
    liked, merged = meanwhile(
        monkeypatch,
        "like:counted",
        lambda: likes.like(actor=fan, idea_id=idea.pk),
        lambda: merge(old=old, new=new, on=DAY),
    )
    assert liked is True
    assert isinstance(merged, list), merged
    assert Like.objects.get().municipality == new
    assert IdeaTally.objects.get().local == 1


def test_a_like_that_was_on_its_way_when_the_municipality_merged_counts_where_its_giver_lives_now() -> None:
    old, new = MunicipalityFactory.create(), MunicipalityFactory.create()
    idea = IdeaFactory.create(published=True, municipality=new)
    fan = UserFactory.create(home_municipality=old)
    read_before = User.objects.get(pk=fan.pk)
    merge(old=old, new=new, on=DAY)
    likes.like(actor=read_before, idea_id=idea.pk)
    assert (Like.objects.get().municipality, IdeaTally.objects.get().local) == (new, 1)


def test_erasing_an_idea_while_somebody_likes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    idea = IdeaFactory.create(published=True)
    owner, fan = idea.owner, neighbour(idea)
    assert owner is not None
    liked, erased = meanwhile(
        monkeypatch,
        "like:counted",
        lambda: likes.like(actor=fan, idea_id=idea.pk),
        lambda: privacy.erase(actor=owner, ideas_too=True),
    )
    assert (liked, erased) == (True, None)
    assert not Idea.everywhere.exists()
    assert not Like.objects.exists()


def test_erasing_an_account_while_the_same_person_likes_in_another_window(monkeypatch: pytest.MonkeyPatch) -> None:
    idea = IdeaFactory.create(published=True)
    leaver = neighbour(idea)
    liked, erased = meanwhile(
        monkeypatch,
        "like:counted",
        lambda: likes.like(actor=leaver, idea_id=idea.pk),
        lambda: privacy.erase(actor=leaver, ideas_too=False),
    )
    assert (liked, erased) == (True, None)
    assert tally_is_right(idea)
    assert IdeaTally.objects.get().total == 0


def test_who_was_erased_a_moment_ago_likes_nothing() -> None:
    idea = IdeaFactory.create(published=True)
    leaver = neighbour(idea)
    same_person = User.objects.get(pk=leaver.pk)
    privacy.erase(actor=leaver, ideas_too=False)
    with pytest.raises(WrongState):
        likes.like(actor=same_person, idea_id=idea.pk)


@pytest.fixture
def reached() -> Idea:
    """Enough people like it, and nobody has settled that yet."""
    idea: Idea = IdeaFactory.create(published=True)
    IdeaTally.objects.filter(pk=idea.pk).update(threshold=2)
    for _person in range(2):
        likes.like(actor=neighbour(idea), idea_id=idea.pk, wants_updates=True)
    return idea


def test_settling_many_times_at_once_settles_once(reached: Idea) -> None:
    calls = [lambda: int(fifty.settle(reached.pk)), fifty.settle_all] * 3
    assert sorted(at_once(*calls)) == [0, 0, 0, 0, 0, 1]
    assert FreeMeeting.objects.count() == 1
    kinds = sorted(OutgoingMail.objects.filter(kind__startswith="ideas/fifty").values_list("kind", flat=True))
    names = ["municipality", "operator", "pinner", "supporter", "supporter"]
    assert kinds == [f"ideas/fifty_{name}" for name in names]


def test_taking_the_idea_back_while_the_meeting_is_made_waits_for_it(
    monkeypatch: pytest.MonkeyPatch, reached: Idea
) -> None:
    owner = reached.owner
    assert owner is not None
    settled, withdrawn = meanwhile(
        monkeypatch,
        "fifty:locked",
        lambda: fifty.settle(reached.pk),
        lambda: own.withdraw(actor=owner, idea=reached),
    )
    assert (settled, withdrawn) == (True, None)
    assert FreeMeeting.objects.count() == 1
    assert Idea.everywhere.get().status is State.WITHDRAWN


def test_a_like_taken_back_between_the_mark_and_the_meeting_takes_only_its_mail_along(reached: Idea) -> None:
    leaver, stayer = User.objects.filter(likes__idea=reached).order_by("pk")
    likes.take_back(actor=leaver, idea_id=reached.pk)
    assert fifty.settle(reached.pk)
    told = OutgoingMail.objects.filter(kind="ideas/fifty_supporter")
    assert [mail.to_address for mail in told] == [stayer.email]
