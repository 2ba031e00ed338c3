"""Lists that live: most liked, nearly at a free meeting, around you, new since you were here."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.core import clock
from ideas import queries
from ideas.cards import CardRow
from ideas.models import Idea
from ideas.queries import MOST_LIKED, NEARLY, Wish
from municipalities import scope
from municipalities.distance import km, nearest
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory

pytestmark = pytest.mark.django_db


def idea(town: Municipality, local: int, other: int = 0, **more: Any) -> Idea:
    counts = {"tally__local": local, "tally__other": other}
    made: Idea = IdeaFactory.create(published=True, municipality=town, **counts, **more)
    return made


def found(wish: Wish, after: str = "") -> list[Idea]:
    with scope.national():
        return ideas_of(queries.find(wish, after=after).page.items)


def ideas_of(rows: list[CardRow]) -> list[Idea]:
    by_key = Idea.everywhere.in_bulk([row.pk for row in rows])
    return [by_key[row.pk] for row in rows]


@pytest.fixture
def town() -> Municipality:
    made: Municipality = MunicipalityFactory.create(name="Zutphen", latitude=52.14, longitude=6.2)
    return made


def test_most_liked_first_counts_everybody(town: Municipality) -> None:
    few, many, none = idea(town, 2, 1), idea(town, 1, 9), idea(town, 0)
    assert found(Wish(order=MOST_LIKED)) == [many, few, none]


def test_nearly_there_leaves_out_what_is_there_and_what_nobody_likes(town: Municipality) -> None:
    near, nearer = idea(town, 12, 30), idea(town, 48)
    idea(town, 0, 5)
    idea(town, 50, tally__reached_at=clock.now())
    idea(town, 20, tally__threshold=0)
    assert found(Wish(order=NEARLY)) == [nearer, near]


@pytest.mark.parametrize("order", [MOST_LIKED, NEARLY])
def test_pages_by_likes_follow_each_other_without_gaps(town: Municipality, order: str) -> None:
    made = [idea(town, 1 + number % 3) for number in range(45)]
    seen: list[CardRow] = []
    after = ""
    for _page in range(3):
        with scope.national():
            page = queries.find(Wish(order=order), after=after).page
        seen += page.items
        after = page.next
    assert after == ""
    assert len(seen) == len(set(seen)) == len(made)
    counts = [one.tally__local or 0 for one in seen]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("order", [MOST_LIKED, NEARLY])
def test_likes_and_filters_go_together(town: Municipality, order: str) -> None:
    right = idea(town, 5, theme="groen", title="Een boomgaard voor de buurt")
    idea(town, 9, theme="zorg", title="Een boomgaard met bankjes")
    idea(MunicipalityFactory.create(province="Zeeland"), 8, theme="groen", title="Een boomgaard aan zee")
    idea(town, 7, theme="groen", title="Een moestuin")
    wish = Wish(order=order, theme="groen", municipality=town, text="boomgaard")
    assert found(wish) == [right]
    assert found(Wish(order=order, province=town.province, theme="groen", text="boomgaard")) == [right]


def test_around_takes_the_neighbours_along_and_not_the_far_ones(town: Municipality) -> None:
    near = MunicipalityFactory.create(latitude=52.16, longitude=6.4)
    far = [MunicipalityFactory.create(latitude=50.8 - n / 100, longitude=5.7) for n in range(9)]
    here, next_door = idea(town, 0), idea(near, 0)
    there = idea(far[-1], 0)
    both = found(Wish(municipality=town, around=True))
    assert set(both) == {here, next_door} and there not in both
    assert nearest(town)[:2] == [town.pk, near.pk] and len(nearest(town)) == 8
    assert set(found(Wish(municipality=town, around=True, order=MOST_LIKED))) == {here, next_door}


def test_around_pages_follow_each_other(town: Municipality) -> None:
    near = MunicipalityFactory.create(latitude=52.16, longitude=6.4)
    now = clock.now()
    made = [idea(place, 0, published_at=now - timedelta(hours=n)) for n, place in enumerate([town, near] * 15)]
    with scope.national():
        first = queries.find(Wish(municipality=town, around=True)).page
        second = queries.find(Wish(municipality=town, around=True), after=first.next).page
    assert ideas_of(first.items + second.items) == made
    assert not second.is_first and second.next == ""


def test_a_municipality_without_a_place_on_the_map_stands_alone() -> None:
    town = MunicipalityFactory.create(latitude=None, longitude=None)
    assert nearest(town) == [town.pk]


def test_distance_is_in_kilometres() -> None:
    assert km((52.37, 4.90), (51.92, 4.48)) == pytest.approx(57.7, abs=1)


def test_the_list_offers_the_orders_and_shows_the_likes(client: Client, town: Municipality) -> None:
    idea(town, 42, 3)
    page = client.get(reverse("ideas:list"), {"sorteer": "bijna"}).content.decode()
    assert "45 mensen vinden dit goed" in page and "nog 8 plaatsgenoten" in page
    assert '<option value="populair">' in page
    place = client.get(reverse("ideas:list"), {"gemeente": town.slug}).content.decode()
    assert "omgeving=ja" in place


def test_each_order_is_one_click_away_and_says_so_in_the_title(client: Client, town: Municipality) -> None:
    idea(town, 42, 3)
    page = client.get(reverse("ideas:list"), {"gemeente": town.slug, "sorteer": "bijna"}).content.decode()
    assert f'href="/ideeen/?gemeente={town.slug}&amp;sorteer=bijna" aria-current="true"' in page
    assert f'href="/ideeen/?gemeente={town.slug}&amp;sorteer=populair"' in page
    assert f'href="/ideeen/?gemeente={town.slug}">Nieuwste' in page
    assert "Bijna bij een gratis bijeenkomst - " in page.split("</title>")[0]
    assert "Wat het beste past</a>" not in page
    assert "Wat het beste past</a>" in client.get(reverse("ideas:list"), {"q": "bankje"}).content.decode()


def test_signed_in_what_is_new_since_you_were_here_says_so(client: Client, town: Municipality) -> None:
    idea(town, 0, published_at=clock.now() - timedelta(hours=1))
    person = UserFactory.create(home_municipality=town, news_since=clock.now() - timedelta(days=1))
    client.force_login(person)
    page = client.get(reverse("ideas:list")).content.decode()
    assert "Nieuw</" in page and "Ideeën bij jou in de buurt" in page
    person.news_since = clock.now()
    person.save(update_fields=["news_since"])
    assert "Nieuw</" not in client.get(reverse("ideas:list")).content.decode()


@pytest.mark.parametrize("query", ["sorteer=populair", "sorteer=bijna", "omgeving=ja", "q=bankje&sorteer=populair"])
def test_many_ideas_ask_no_more_questions_than_one(client: Client, town: Municipality, query: str) -> None:
    address = f"{reverse('ideas:list')}?gemeente={town.slug}&{query}"
    idea(town, 5)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as one:
        assert client.get(address).status_code == 200
    for number in range(30):
        idea(town, number)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(one) <= 8


@pytest.mark.parametrize("after", ["x", "99999999999999999999-1", "5-", "-1-2", "0-0"])
def test_a_mangled_page_number_is_no_failure(client: Client, town: Municipality, after: str) -> None:
    idea(town, 5)
    answer = client.get(reverse("ideas:list"), {"sorteer": "populair", "na": after})
    assert answer.status_code in (200, 302)
