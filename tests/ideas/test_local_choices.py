"""Themes and neighbourhoods of a local site: offered, kept, shown, filtered by, and left behind by a move."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from aantafel.core import clock
from ideas.enums import Theme
from ideas.forms import ThemeForm, WhereForm
from ideas.models import Idea
from ideas.services import own
from municipalities import scope
from municipalities.models import Instance, Municipality, Neighbourhood
from municipalities.services.merge import merge
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory, NeighbourhoodFactory
from tests.factories.municipalities import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _base(settings: Settings) -> None:
    settings.BASE_DOMAIN = "localhost"


@pytest.fixture
def instance() -> Instance:
    return InstanceFactory.create(themes=["zorg", "groen"])


@pytest.fixture
def quarter(instance: Instance) -> Neighbourhood:
    return NeighbourhoodFactory.create(municipality=instance.municipality, name="De Hoven")


def choices(form: Any, name: str) -> list[str]:
    return [value for value, _label in form.fields[name].choices]


def get(instance: Instance, path: str) -> str:
    answer = Client().get(path, headers={"host": f"{instance.subdomain}.localhost"})
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_sketch_offers_the_themes_of_the_site_and_the_one_that_was_chosen(instance: Instance) -> None:
    idea = IdeaFactory.create(municipality=instance.municipality)
    assert choices(ThemeForm(idea=idea), "theme") == ["zorg", "groen"]
    idea.theme = "sport"
    assert choices(ThemeForm(idea=idea), "theme") == ["zorg", "groen", "sport"]
    assert choices(ThemeForm(idea=IdeaFactory.create()), "theme") == Theme.values


def test_a_theme_that_is_not_offered_is_refused(instance: Instance) -> None:
    idea = IdeaFactory.create(municipality=instance.municipality)
    assert not ThemeForm({"theme": "sport"}, idea=idea).is_valid()
    assert ThemeForm({"theme": "zorg"}, idea=idea).is_valid()


def test_the_list_offers_the_themes_of_the_site(instance: Instance) -> None:
    idea = IdeaFactory.create(published=True, municipality=instance.municipality, theme="sport")
    assert 'value="sport"' not in get(instance, "/ideeen/")
    found = get(instance, "/ideeen/?thema=sport")
    assert idea.title in found
    assert '<option value="sport" selected>' in found


def test_an_ended_site_has_every_theme_again(instance: Instance) -> None:
    instance.state, instance.ended_at = "ended", clock.now()
    instance.save()
    assert choices(ThemeForm(idea=IdeaFactory.create(municipality=instance.municipality)), "theme") == Theme.values


def test_the_neighbourhood_is_asked_only_where_there_are_any(quarter: Neighbourhood) -> None:
    there = IdeaFactory.create(municipality=quarter.municipality)
    assert choices(WhereForm(idea=there), "neighbourhood") == ["", str(quarter.pk)]
    assert "neighbourhood" not in WhereForm(idea=IdeaFactory.create()).fields


def test_one_that_ended_is_no_longer_offered_but_kept(quarter: Neighbourhood) -> None:
    idea = IdeaFactory.create(municipality=quarter.municipality, neighbourhood=quarter)
    quarter.ended_at = clock.now()
    quarter.save()
    assert choices(WhereForm(idea=idea), "neighbourhood") == ["", str(quarter.pk)]
    other = IdeaFactory.create(municipality=quarter.municipality)
    assert "neighbourhood" not in WhereForm(idea=other).fields


def test_a_neighbourhood_of_another_municipality_is_refused(quarter: Neighbourhood) -> None:
    elsewhere = NeighbourhoodFactory.create()
    idea = IdeaFactory.create(municipality=quarter.municipality)
    form = WhereForm({"place": "", "neighbourhood": str(elsewhere.pk)}, idea=idea)
    assert not form.is_valid()


def test_the_answer_is_kept_and_may_be_taken_away(quarter: Neighbourhood) -> None:
    person = UserFactory.create()
    idea = IdeaFactory.create(waiting=True, municipality=quarter.municipality, owner=person)
    for chosen, kept in ((str(quarter.pk), quarter), ("", None)):
        form = WhereForm({"place": "Het plein", "neighbourhood": chosen}, idea=idea)
        assert form.is_valid()
        own.change(actor=person, idea=idea, **form.values())
        idea.refresh_from_db()
        assert idea.neighbourhood == kept


def test_it_shows_on_the_page_and_filters_the_list(instance: Instance, quarter: Neighbourhood) -> None:
    here = IdeaFactory.create(published=True, municipality=instance.municipality, neighbourhood=quarter)
    other = IdeaFactory.create(published=True, municipality=instance.municipality, title="Een idee zonder buurt")
    page = get(instance, here.get_absolute_url())
    assert f"/ideeen/?buurt={quarter.pk}" in page
    for order in ("", "&sorteer=populair", "&sorteer=oud"):
        found = get(instance, f"/ideeen/?buurt={quarter.pk}{order}")
        assert here.title in found
        assert other.title not in found
    searched = get(instance, f"/ideeen/?q={here.title.split()[-1]}&buurt={quarter.pk}")
    assert here.title in searched


@pytest.mark.parametrize("asked", ["x", "0", "99999999999999999999", "-1", "٣", "1;drop"])
def test_a_neighbourhood_that_is_none_of_ours_filters_nothing(instance: Instance, asked: str) -> None:
    NeighbourhoodFactory.create(municipality=instance.municipality)
    answer = Client().get("/ideeen/", {"buurt": asked}, headers={"host": f"{instance.subdomain}.localhost"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ideeen/")


def test_that_of_a_neighbour_filters_nothing(instance: Instance) -> None:
    elsewhere = NeighbourhoodFactory.create(name="Elders")
    answer = Client().get(f"/ideeen/?buurt={elsewhere.pk}", headers={"host": f"{instance.subdomain}.localhost"})
    assert answer.status_code == 302


def test_the_national_list_knows_no_neighbourhoods(quarter: Neighbourhood) -> None:
    answer = Client().get(f"/ideeen/?buurt={quarter.pk}")
    assert answer.status_code == 302


def test_an_idea_that_moves_leaves_its_neighbourhood_behind(quarter: Neighbourhood) -> None:
    person, away = UserFactory.create(), MunicipalityFactory.create()
    idea = IdeaFactory.create(waiting=True, municipality=quarter.municipality, owner=person, neighbourhood=quarter)
    own.change(actor=person, idea=idea, municipality=away)
    idea.refresh_from_db()
    assert (idea.municipality, idea.neighbourhood) == (away, None)


def test_the_database_sees_to_it_in_every_other_way(quarter: Neighbourhood) -> None:
    idea = IdeaFactory.create(waiting=True, municipality=quarter.municipality, neighbourhood=quarter)
    away = MunicipalityFactory.create()
    Idea.everywhere.filter(pk=idea.pk).update(municipality=away)
    idea.refresh_from_db()
    assert idea.neighbourhood is None
    Idea.everywhere.filter(pk=idea.pk).update(neighbourhood=quarter)
    idea.refresh_from_db()
    assert idea.neighbourhood is None
    assert IdeaFactory.create(municipality=away, neighbourhood=quarter).neighbourhood_id == quarter.pk
    assert not Idea.everywhere.filter(neighbourhood=quarter).exists()


def test_a_merger_keeps_ideas_in_their_neighbourhood(quarter: Neighbourhood) -> None:
    old: Municipality = quarter.municipality
    new = MunicipalityFactory.create()
    idea = IdeaFactory.create(published=True, municipality=old, neighbourhood=quarter)
    with scope.operator():
        merge(old=old, new=new, on=clock.today())
    idea.refresh_from_db()
    assert (idea.municipality, idea.neighbourhood) == (new, quarter)
