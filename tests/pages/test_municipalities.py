"""All municipalities, and the page of each."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.pages.public import municipalities
from municipalities.attribution import TEXT
from municipalities.enums import Province
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory, PostcodeFactory
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


class TestList:
    def test_all_of_today_by_province_with_their_number_of_ideas(self, client: Client) -> None:
        here = MunicipalityFactory.create(name="Voorstad", province=Province.ZEELAND)
        MunicipalityFactory.create(name="Oudstad", merged_into=here)
        IdeaFactory.create_batch(2, published=True, municipality=here)
        IdeaFactory.create(waiting=True, municipality=here)
        page = client.get(reverse("pages:municipalities")).content.decode()
        assert "Oudstad" not in page
        assert page.index("Zeeland") < page.index("Voorstad")
        assert f'href="{here.get_absolute_url()}"' in page
        assert re.search(r">Voorstad</a> <span[^>]*>2 ide", page)

    def test_counting_stops_somewhere(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(municipalities, "MOST_COUNTED", 2)
        IdeaFactory.create_batch(3, published=True, municipality=MunicipalityFactory.create())
        page = client.get(reverse("pages:municipalities")).content.decode()
        assert "3 " not in page.split("at-columns")[1].split("</ul>")[0]

    def test_one_query_however_many(self, client: Client) -> None:
        IdeaFactory.create(published=True)
        client.get(reverse("pages:municipalities"))
        for _round in range(2):
            with CaptureQueriesContext(connection) as captured:
                response = client.get(reverse("pages:municipalities"))
            assert len(captured) == 1
            assert not response.cookies
            IdeaFactory.create_batch(3, published=True)

    def test_the_search_leads_to_the_municipality(self, client: Client) -> None:
        here = MunicipalityFactory.create()
        PostcodeFactory.create(pc4="7201", municipality=here)
        response = client.get(reverse("pages:municipalities"), {"plaats": "7201"})
        assert (response.status_code, response.headers["Location"]) == (302, here.get_absolute_url())

    def test_a_shared_postcode_offers_the_choice_and_nonsense_gets_help(self, client: Client) -> None:
        for rank in (1, 2):
            PostcodeFactory.create(pc4="7201", municipality=MunicipalityFactory.create(), rank=rank)
        page = client.get(reverse("pages:municipalities"), {"plaats": "7201"}).content.decode()
        assert page.count("at-chip") >= 2
        assert "qqqqqq" in client.get(reverse("pages:municipalities"), {"plaats": "qqqqqq"}).content.decode()


class TestDetail:
    def test_it_shows_its_own_ideas_and_tables(self, client: Client) -> None:
        table = TableFactory.create(idea__title="Van hier")
        IdeaFactory.create(published=True, title="Van elders")
        here = table.municipality
        page = client.get(here.get_absolute_url()).content.decode()
        assert page.count("Van hier") == 2
        assert "Van elders" not in page
        assert f'href="{reverse("ideas:list")}?gemeente={here.slug}"' in page
        assert f'href="{reverse("tables:list")}?gemeente={here.slug}"' in page
        assert TEXT in page

    def test_without_ideas_it_asks_for_the_first(self, client: Client) -> None:
        page = client.get(MunicipalityFactory.create().get_absolute_url()).content.decode()
        assert f'href="{reverse("ideas:pin")}"' in page

    def test_an_ended_one_leads_to_its_successor_for_good(self, client: Client) -> None:
        new = MunicipalityFactory.create()
        old = MunicipalityFactory.create(merged_into=new)
        response = client.get(old.get_absolute_url())
        assert (response.status_code, response.headers["Location"]) == (301, new.get_absolute_url())

    def test_an_unknown_one_is_not_found(self, client: Client) -> None:
        assert client.get(reverse("pages:municipality", args=["bestaat-niet"])).status_code == 404

    def test_six_queries_however_many(self, client: Client) -> None:
        here = TableFactory.create().municipality
        client.get(here.get_absolute_url())
        for _round in range(2):
            with CaptureQueriesContext(connection) as captured:
                response = client.get(here.get_absolute_url())
            assert len(captured) == 6
            assert not response.cookies
            TableFactory.create_batch(3, idea__municipality=here)
