"""The front page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory
from tests.factories.municipalities import MunicipalityFactory, PostcodeFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db


def html(client: Client, **query: str) -> str:
    response = client.get(reverse("pages:home"), query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_it_leads_to_pinning_and_shows_what_is_new(client: Client) -> None:
    IdeaFactory.create(published=True, title="Een bankje")
    IdeaFactory.create(waiting=True, title="Nog niet")
    page = html(client)
    assert page.count(f'href="{reverse("ideas:pin")}"') >= 2
    assert "Een bankje" in page
    assert "Nog niet" not in page


def test_without_ideas_there_is_no_empty_list(client: Client) -> None:
    assert 'id="nieuw"' not in html(client)


def test_six_ideas_at_most(client: Client) -> None:
    IdeaFactory.create_batch(8, published=True)
    assert html(client).count('class="at-card__link"') == 6


def test_what_is_on_the_table_near_you(client: Client) -> None:
    here = MunicipalityFactory.create(name="Voorstad")
    PostcodeFactory.create(pc4="7201", municipality=here)
    IdeaFactory.create(published=True, title="Dichtbij", municipality=here)
    part = near(client, "7201 AB")
    assert "Dichtbij" in part
    assert f'href="{here.get_absolute_url()}"' in part


def near(client: Client, place: str) -> str:
    response = client.get(reverse("pages:home"), {"plaats": place}, headers={"HX-Request": "true"})
    part = response.content.decode()
    assert '<div id="dichtbij">' in part
    assert "<html" not in part
    return part


def test_nothing_near_you_yet(client: Client) -> None:
    MunicipalityFactory.create(name="Voorstad")
    IdeaFactory.create(published=True, title="Ver weg")
    part = near(client, "voorstad")
    assert "Ver weg" not in part
    assert f'href="{reverse("ideas:pin")}"' in part


def test_a_shared_postcode_offers_the_choice(client: Client) -> None:
    both = [MunicipalityFactory.create(), MunicipalityFactory.create()]
    for rank, one in enumerate(both, start=1):
        PostcodeFactory.create(pc4="7201", municipality=one, rank=rank)
    part = near(client, "7201")
    assert all(f'href="{one.get_absolute_url()}"' in part for one in both)


@pytest.mark.parametrize("typed", ["qqqqqq", "<script>alert(1)</script>", "0000", "\x00", "W" * 500])
def test_nonsense_gets_help(client: Client, typed: str) -> None:
    page = html(client, plaats=typed)
    assert "<script>alert" not in page


def test_it_costs_little_and_sets_nothing(client: Client) -> None:
    IdeaFactory.create(published=True)
    html(client)
    for _round in range(2):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(reverse("pages:home"))
        assert len(captured) == 4
        assert not response.cookies
        assert getattr(response, "is_public_page", False)
        IdeaFactory.create_batch(3, published=True)
    with CaptureQueriesContext(connection) as captured:
        html(client, plaats="qqqqqq")
    assert len(captured) <= 8


def test_nearly_there_begins_at_three_quarters_and_no_idea_stands_there_twice(client: Client) -> None:
    IdeaFactory.create(published=True, title="Bijna zover", tally__local=38)
    IdeaFactory.create(published=True, title="Net begonnen", tally__local=37)
    page = html(client)
    block = page[page.index('id="bijna"') : page.index('id="nieuw"')]
    assert "Bijna zover" in block and "Net begonnen" not in block
    assert page.count("Bijna zover") == page.count("Net begonnen") == 1


def test_a_local_site_promises_no_free_meeting() -> None:
    town = InstanceFactory.create().municipality
    IdeaFactory.create(published=True, municipality=town, title="Bijna zover", tally__local=49)
    page = at_site(town).get("/").content.decode()
    assert "gratis bijeenkomst" not in page and page.count("Bijna zover") == 1
