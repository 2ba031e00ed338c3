"""Liking an idea: who counts where, once, and what taking it back does."""

from datetime import date

import pytest
from pytest_django import Settings

from aantafel.accounts.services import privacy
from ideas.models import Idea, IdeaTally, Like
from ideas.services import confirm, likes, tallies
from municipalities.services.merge import merge
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory

pytestmark = pytest.mark.django_db


def counts(idea_pk: int) -> tuple[int, int, int]:
    tally = IdeaTally.objects.get(pk=idea_pk)
    return tally.local, tally.other, tally.total


def test_a_like_counts_where_its_giver_lives() -> None:
    idea = IdeaFactory.create(published=True)
    neighbour = UserFactory.create(home_municipality=idea.municipality)
    stranger = UserFactory.create(home_municipality=MunicipalityFactory.create())
    assert likes.like(actor=neighbour, idea_id=idea.pk)
    assert likes.like(actor=stranger, idea_id=idea.pk)
    assert counts(idea.pk) == (1, 1, 2)


def test_liking_twice_counts_once_and_taking_it_back_counts_down() -> None:
    idea = IdeaFactory.create(published=True)
    neighbour = UserFactory.create(home_municipality=idea.municipality)
    assert likes.like(actor=neighbour, idea_id=idea.pk)
    assert not likes.like(actor=neighbour, idea_id=idea.pk, wants_updates=True)
    assert Like.objects.get().wants_updates
    assert counts(idea.pk) == (1, 0, 1)
    assert likes.take_back(actor=neighbour, idea_id=idea.pk)
    assert not likes.take_back(actor=neighbour, idea_id=idea.pk)
    assert counts(idea.pk) == (0, 0, 0)


def test_moving_house_changes_later_likes_only() -> None:
    idea, other = IdeaFactory.create(published=True), IdeaFactory.create(published=True)
    mover = UserFactory.create(home_municipality=idea.municipality)
    likes.like(actor=mover, idea_id=idea.pk)
    mover.home_municipality = other.municipality
    mover.save(update_fields=["home_municipality"])
    likes.like(actor=mover, idea_id=other.pk)
    assert counts(idea.pk) == (1, 0, 1)
    assert counts(other.pk) == (1, 0, 1)
    likes.take_back(actor=mover, idea_id=idea.pk)
    assert counts(idea.pk) == (0, 0, 0)


def test_the_pinner_cannot_like_their_own_idea() -> None:
    pinner = UserFactory.create(home_municipality=MunicipalityFactory.create())
    idea = IdeaFactory.create(published=True, owner=pinner)
    with pytest.raises(likes.OwnIdea):
        likes.like(actor=pinner, idea_id=idea.pk)


def test_who_looks_after_an_idea_for_somebody_cannot_like_it_as_long_as_they_do() -> None:
    helper = UserFactory.create(home_municipality=MunicipalityFactory.create())
    idea = IdeaFactory.create(published=True, owner=None, pinner__helper=helper)
    with pytest.raises(likes.OwnIdea):
        likes.like(actor=helper, idea_id=idea.pk)
    Idea.everywhere.filter(pk=idea.pk).update(owner=UserFactory.create())
    assert likes.like(actor=helper, idea_id=idea.pk)


def test_an_idea_without_an_owner_is_counted_anew_like_any_other() -> None:
    idea = IdeaFactory.create(published=True, owner=None)
    likes.like(actor=UserFactory.create(home_municipality=idea.municipality), idea_id=idea.pk)
    tallies.recount([idea.pk])
    assert counts(idea.pk) == (1, 0, 1)


def test_who_lives_nowhere_is_asked_first() -> None:
    idea = IdeaFactory.create(published=True)
    with pytest.raises(likes.PlaceNeeded):
        likes.like(actor=UserFactory.create(home_municipality=None), idea_id=idea.pk)


@pytest.mark.parametrize("state", ["waiting", "taken_off", "refused"])
def test_only_what_is_on_the_site_can_be_liked(state: str) -> None:
    idea = IdeaFactory.create(**{state: True})
    neighbour = UserFactory.create(home_municipality=idea.municipality)
    IdeaTally.objects.filter(pk=idea.pk).update(listed=idea.is_public)
    with pytest.raises(tallies.NotOnTheSite):
        likes.like(actor=neighbour, idea_id=idea.pk)


def test_the_threshold_is_marked_once_and_stays() -> None:
    idea = IdeaFactory.create(published=True)
    IdeaTally.objects.filter(pk=idea.pk).update(threshold=2)
    people = [UserFactory.create(home_municipality=idea.municipality) for _ in range(3)]
    likes.like(actor=people[0], idea_id=idea.pk)
    assert IdeaTally.objects.get().reached_at is None
    likes.like(actor=people[1], idea_id=idea.pk)
    reached = IdeaTally.objects.get().reached_at
    assert reached is not None
    likes.take_back(actor=people[1], idea_id=idea.pk)
    likes.like(actor=people[2], idea_id=idea.pk)
    assert IdeaTally.objects.get().reached_at == reached


def test_a_changed_setting_never_fires_for_the_past(settings: Settings) -> None:
    idea = IdeaFactory.create(published=True, tally__local=30)
    settings.FREE_MEETING_LIKES = 20
    likes.like(actor=UserFactory.create(home_municipality=idea.municipality), idea_id=idea.pk)
    assert IdeaTally.objects.get().reached_at is None


def test_a_threshold_of_nought_brings_nothing(settings: Settings) -> None:
    settings.FREE_MEETING_LIKES = 0
    idea = IdeaFactory.create(published=True)
    likes.like(actor=UserFactory.create(home_municipality=idea.municipality), idea_id=idea.pk)
    assert IdeaTally.objects.get().reached_at is None


def test_the_tally_follows_its_idea() -> None:
    idea = IdeaFactory.create(published=True, theme="zorg")
    idea.theme, idea.state = "groen", "withdrawn"
    idea.save()
    tally = IdeaTally.objects.get()
    assert (tally.theme, tally.listed) == ("groen", False)


def test_erasing_a_person_takes_their_likes_along_and_counts_anew() -> None:
    idea = IdeaFactory.create(published=True)
    leaver, stayer = (UserFactory.create(home_municipality=idea.municipality) for _ in range(2))
    for person in (leaver, stayer):
        likes.like(actor=person, idea_id=idea.pk)
    privacy.erase(actor=leaver, ideas_too=False)
    assert counts(idea.pk) == (1, 0, 1)


def test_a_merger_makes_neighbours_of_strangers() -> None:
    old, new = MunicipalityFactory.create(), MunicipalityFactory.create()
    idea = IdeaFactory.create(published=True, municipality=new)
    IdeaTally.objects.filter(pk=idea.pk).update(threshold=2)
    for home in (old, new):
        likes.like(actor=UserFactory.create(home_municipality=home), idea_id=idea.pk)
    assert counts(idea.pk) == (1, 1, 2)
    merge(old=old, new=new, on=date(2020, 1, 1))
    assert counts(idea.pk) == (2, 0, 2)
    assert IdeaTally.objects.get().reached_at is not None


def test_who_takes_over_an_idea_that_they_liked_no_longer_counts() -> None:
    pinner = UserFactory.create(home_municipality=MunicipalityFactory.create())
    helper = UserFactory.create()
    idea = IdeaFactory.create(published=True, owner=None, pinner__email=pinner.email, pinner__helper=helper)
    likes.like(actor=pinner, idea_id=idea.pk)
    confirm.claim(pinner, str(idea.key))
    assert counts(idea.pk) == (0, 0, 0)
