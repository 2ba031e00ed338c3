"""Where each address leads: what stands at a local site is found there, and the other way round."""

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.models import Idea
from ideas.services import likes
from movement.services.hand_over import end_site
from municipalities import sites
from municipalities.enums import InstanceState
from municipalities.models import Instance
from tables.models import Table
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import HostFactory, InstanceFactory, somebody
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Instance:
    return InstanceFactory.create()


@pytest.fixture
def idea(site: Instance) -> Idea:
    return IdeaFactory.create(
        published=True, sketched=True, municipality=site.municipality, title="Een bankje bij de vijver"
    )


@pytest.fixture
def table(idea: Idea) -> Table:
    return TableFactory.create(idea=idea)


@pytest.fixture
def national() -> Idea:
    idea = IdeaFactory.create(published=True, sketched=True, title="Een brug over de sloot")
    TableFactory.create(idea=idea)
    return idea


def at(site: Instance) -> Client:
    return Client(headers={"host": sites.host_of(site)})


# from the national site to the local one


@pytest.mark.parametrize(
    "path",
    [
        "/ideeen/{idea}-een-bankje-bij-de-vijver/",
        "/en/ideeen/{idea}-een-bankje-bij-de-vijver/",
        "/ideeen/{idea}-een-oude-titel/?x=1&y=%C3%A9",
        "/ideeen/{idea}-een-bankje-bij-de-vijver/reacties/?na=5",
        "/ideeen/{idea}-een-bankje-bij-de-vijver/goed-idee/",
        "/tafels/{table}-een-bankje-bij-de-vijver/",
    ],
)
def test_old_addresses_lead_to_the_local_site(
    client: Client, site: Instance, idea: Idea, table: Table, national: Idea, path: str
) -> None:
    asked = path.format(idea=idea.pk, table=table.pk)
    answer = client.get(asked)
    assert (answer.status_code, answer["Location"]) == (302, f"http://{sites.host_of(site)}{asked}")
    assert client.get(national.get_absolute_url()).status_code == 200
    Instance.objects.filter(pk=site.pk).update(state="preparing", opened_at=None)
    sites.forget()
    assert client.get(asked).status_code in {200, 302}
    assert "Location" not in client.get(f"/tafels/{table.pk}-een-bankje-bij-de-vijver/")


def test_a_site_that_ended_a_moment_ago_is_led_to_no_more(client: Client, site: Instance, idea: Idea) -> None:
    """Another process may remember it as open: the two sites would send a reader back and forth."""
    assert sites.any_open()
    Instance.objects.filter(pk=site.pk).update(state=InstanceState.ENDED, ended_at=clock.now())
    path = idea.get_absolute_url()
    assert at(site).get(path)["Location"] == settings.BASE_URL + path
    assert client.get(path).status_code == 200


def test_where_a_hidden_idea_lies_is_not_told(client: Client, site: Instance) -> None:
    idea = IdeaFactory.create(waiting=True, municipality=site.municipality)
    assert client.get(idea.get_absolute_url()).status_code == 404


def test_a_fragment_takes_the_whole_page_along(client: Client, site: Instance, idea: Idea) -> None:
    answer = client.get(idea.get_absolute_url(), headers={"hx-request": "true"})
    assert answer["HX-Redirect"] == f"http://{sites.host_of(site)}{idea.get_absolute_url()}"


def test_what_was_typed_on_an_old_page_still_counts(client: Client, site: Instance, idea: Idea) -> None:
    fan = UserFactory.create(home_municipality=site.municipality)
    client.force_login(fan)
    answer = client.post(reverse("ideas:like", args=[idea.pk, idea.slug]), {})
    assert answer.status_code == 302
    assert not likes.like(actor=fan, idea_id=idea.pk)


def test_cards_lead_to_where_things_live(
    client: Client, site: Instance, idea: Idea, table: Table, national: Idea
) -> None:
    there = f"http://{sites.host_of(site)}"
    for page, path in (("ideas:list", idea.get_absolute_url()), ("tables:list", table.get_absolute_url())):
        html = client.get(reverse(page)).content.decode()
        assert f'href="{there}{path}"' in html
        local = at(site).get(reverse(page)).content.decode()
        assert f'href="{path}"' in local
        assert national.title in html
        assert national.title not in local
    assert f'href="{national.get_absolute_url()}"' in client.get(reverse("ideas:list")).content.decode()


def test_the_national_site_leads_on_from_place_and_municipality(client: Client, site: Instance, idea: Idea) -> None:
    there = f'href="http://{sites.host_of(site)}/"'
    assert there in client.get(f"/?plaats={site.municipality.name}").content.decode()
    page = client.get(site.municipality.get_absolute_url()).content.decode()
    assert there in page
    assert "heeft een eigen site" in page
    end_site(actor=None, instance_id=site.pk, reason="Klaar.")
    sites.forget()
    assert there not in client.get(site.municipality.get_absolute_url()).content.decode()


def test_the_list_costs_no_query_more_for_local_sites(
    client: Client, site: Instance, idea: Idea, django_assert_num_queries: object
) -> None:
    client.get(reverse("ideas:list"))
    count = django_assert_num_queries
    with count(1):  # type: ignore[operator]  # a fixture of pytest-django
        client.get(reverse("ideas:list"))


# from the local site to the national one


@pytest.mark.parametrize(
    "path", ["/beheer/", "/beheer/ideeen/?stand=wacht", "/en/beheer/", "/beheer/admin/", "/gemeenten/"]
)
def test_what_only_the_national_site_has_is_found_there(site: Instance, path: str) -> None:
    answer = at(site).get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"{settings.BASE_URL}{path}")
    assert at(site).post(path).status_code == 404


def test_the_page_of_the_own_municipality_is_the_home_page(site: Instance) -> None:
    path = site.municipality.get_absolute_url()
    assert at(site).get(path)["Location"] == "/"
    assert at(site).get(f"/en{path}")["Location"] == "/en/"
    other = InstanceFactory.create().municipality.get_absolute_url()
    assert at(site).get(other)["Location"] == settings.BASE_URL + other


def test_an_idea_of_the_neighbour_is_not_found(site: Instance, national: Idea) -> None:
    assert at(site).get(national.get_absolute_url()).status_code == 404


def test_my_pages_link_to_where_each_idea_lives(client: Client, site: Instance, national: Idea) -> None:
    owner = UserFactory.create()
    here = IdeaFactory.create(published=True, municipality=site.municipality, owner=owner)
    Idea.everywhere.filter(pk=national.pk).update(owner=owner)
    for browser, near, far in (
        (client, national.get_absolute_url(), f"http://{sites.host_of(site)}{here.get_absolute_url()}"),
        (at(site), here.get_absolute_url(), f"{settings.BASE_URL}{national.get_absolute_url()}"),
    ):
        browser.force_login(owner)
        pages = [browser.get(reverse("ideas:mine", args=[one.pk])).content.decode() for one in (national, here)]
        assert f'href="{near}' in "".join(pages)
        assert f'href="{far}' in "".join(pages)


# hosts


def test_every_host_leads_to_the_main_one_and_names_it(site: Instance, idea: Idea) -> None:
    HostFactory.create(instance=site, name="tafel.voorbeeld.example")
    site.main_host = "tafel.voorbeeld.example"
    site.save()
    old = Client(headers={"host": f"{site.subdomain}.testserver"})
    path = idea.get_absolute_url()
    assert old.get(f"{path}?x=1")["Location"] == f"http://tafel.voorbeeld.example{path}?x=1"
    html = at(site).get(path).content.decode()
    assert f'<link rel="canonical" href="http://tafel.voorbeeld.example{path}">' in html
    assert f'<meta property="og:url" content="http://tafel.voorbeeld.example{path}">' in html
    for name in ("robots.txt", ".well-known/security.txt"):
        assert "//tafel.voorbeeld.example/" in at(site).get(f"/{name}").content.decode()
        assert "//tafel.voorbeeld.example/" not in Client().get(f"/{name}").content.decode()


def test_each_site_lists_its_own_for_search_engines(
    client: Client, site: Instance, idea: Idea, table: Table, national: Idea
) -> None:
    for section, here, there in (("ideeen", idea, national), ("tafels", table, Table.everywhere.get(idea=national))):
        local = at(site).get(f"/sitemap-{section}.xml").content.decode()
        assert f"<loc>http://{sites.host_of(site)}{here.get_absolute_url()}</loc>" in local
        assert there.get_absolute_url() not in local
        everywhere = client.get(f"/sitemap-{section}.xml").content.decode()
        assert f"<loc>{settings.BASE_URL}{there.get_absolute_url()}</loc>" in everywhere
        assert here.get_absolute_url() not in everywhere
    assert "gemeenten" not in at(site).get("/sitemap.xml").content.decode()
    assert at(site).get("/sitemap-gemeenten.xml").status_code == 404
    assert "/gemeenten/" not in at(site).get("/sitemap-paginas.xml").content.decode()


def test_pinning_on_the_national_site_still_lands_at_the_coordinator(client: Client, site: Instance) -> None:
    somebody(Role.COORDINATOR, site.municipality)
    pinner: User = UserFactory.create(home_municipality=site.municipality, home_postcode="1999")
    client.force_login(pinner)
    key = "6f2f1f9c-5d4b-4d0e-9d5e-0c1d4d7c0a11"
    client.post(reverse("ideas:pin"), {"title": "Een pluktuin achter het dorpshuis", "key": key})
    idea = Idea.everywhere.get()
    assert (idea.state, idea.municipality) == ("waiting", site.municipality)


class TestAFormOfASiteThatMoved:
    """Somebody had the page open while the site ended, or got another main address."""

    def send(self, host: str, **headers: str) -> Any:
        came_from = {"host": host, "origin": f"http://{host}", "referer": f"http://{host}/contact/?x=1"}
        form = {"title": "Een bankje bij de vijver"}
        return Client(headers={**came_from, **headers}).post("/ideeen/prik/", form)

    def test_after_its_end_gives_the_words_back(self) -> None:
        ended = InstanceFactory.create(ended=True)
        answer = self.send(f"{ended.subdomain}.testserver")
        assert answer.status_code == 409
        text = answer.content.decode()
        assert "Een bankje bij de vijver" in text and f'href="{settings.BASE_URL}/contact/?x=1"' in text

    def test_at_an_older_address_gives_the_words_back(self, site: Instance) -> None:
        HostFactory.create(instance=site, name="www.nieuw.example")
        Instance.objects.filter(pk=site.pk).update(main_host="www.nieuw.example")
        answer = self.send(f"{site.subdomain}.testserver")
        assert answer.status_code == 409 and "Een bankje bij de vijver" in answer.content.decode()
        assert "www.nieuw.example/contact/" in answer.content.decode()
        assert not Idea.everywhere.exists()

    def test_says_so_beside_the_button_that_was_pressed(self) -> None:
        ended = InstanceFactory.create(ended=True)
        answer = self.send(f"{ended.subdomain}.testserver", **{"HX-Request": "true"})
        assert answer.status_code == 409 and "nieuw adres" in answer.content.decode()
