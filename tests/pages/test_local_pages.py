"""What every page of a local site shows around its own words, and the list of ideas there."""

import re

import pytest
from django.urls import reverse

from aantafel.accounts.models import User
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory, NeighbourhoodFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Municipality:
    made = InstanceFactory.create(
        municipality__name="Tafeldam", contact_name="Corrie Coord", contact_email="corrie@tafeldam.example"
    )
    return made.municipality


def page(town: Municipality, path: str = "/", user: User | None = None) -> str:
    return at_site(town, user).get(path).content.decode()


def part(html: str, tag: str) -> str:
    found = re.search(rf"<{tag}\b.*?</{tag}>", html, re.DOTALL)
    assert found
    return found[0]


def test_the_menu_leads_to_what_is_here_and_the_footer_to_other_municipalities(town: Municipality) -> None:
    html = page(town)
    menu, footer = part(html, "header"), part(html, "footer")
    assert reverse("movement:drop_in") in menu and reverse("coaches:shown") in menu
    assert "/gemeenten/" not in menu and "/gemeenten/" in footer


def test_the_menu_leaves_out_what_is_off(town: Municipality) -> None:
    town.instance.switches = {"physical_tables": False, "coaches_shown": False}
    town.instance.save()
    menu = part(page(town), "header")
    assert reverse("movement:drop_in") not in menu and reverse("coaches:shown") not in menu


def test_who_is_signed_in_finds_the_way_out_in_the_menu(town: Municipality) -> None:
    assert reverse("accounts:sign_out") in part(page(town, user=UserFactory.create()), "header")
    assert reverse("accounts:sign_out") not in part(page(town), "header")


def test_the_footer_says_who_the_person_is_and_breaks_an_address_after_the_at(town: Municipality) -> None:
    footer = part(page(town), "footer")
    assert "Coördinator: Corrie Coord" in footer and "corrie@<wbr>tafeldam.example" in footer


def test_ideas_are_chosen_by_a_neighbourhood_that_shows_at_once(town: Municipality) -> None:
    area = NeighbourhoodFactory.create(municipality=town, name="Havenkwartier")
    IdeaFactory.create(published=True, municipality=town, neighbourhood=area, title="Een steiger om op te zitten")
    IdeaFactory.create(published=True, municipality=town, title="Een fontein op het plein")
    html = page(town, "/ideeen/")
    assert html.index('id="kies-buurt"') < html.index('class="at-filters"')
    card = html[html.index("Een steiger om") :]
    assert card.index("Havenkwartier") < card.index("</article>")
    chosen = page(town, f"/ideeen/?buurt={area.pk}")
    assert "Een steiger om" in chosen and "Een fontein" not in chosen


def test_without_neighbourhoods_there_is_nothing_to_choose(town: Municipality) -> None:
    IdeaFactory.create(published=True, municipality=town)
    html = page(town, "/ideeen/")
    assert 'id="kies-buurt"' not in html and "Tafeldam" in html
