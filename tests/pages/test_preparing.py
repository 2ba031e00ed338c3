"""A site that is being prepared: for its own people alone."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import User
from ideas.models import Idea
from municipalities import sites
from municipalities.models import Instance
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory, helps_at_desk, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Instance:
    return InstanceFactory.create(preparing=True)


def browser(site: Instance, user: User | None = None) -> Client:
    made = Client(headers={"host": sites.host_of(site)})
    if user is not None:
        made.force_login(user)
    return made


CLOSED = ["/", "/ideeen/", "/tafels/", "/ideeen/prik/", "/en/"]


@pytest.mark.parametrize("path", CLOSED)
def test_visitors_read_that_it_is_coming(site: Instance, path: str) -> None:
    answer = browser(site).get(path)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html
    assert site.municipality.name in html
    assert f'href="{settings.BASE_URL}' in html
    assert not answer.cookies


def test_ideas_of_the_municipality_do_not_show_there_yet(site: Instance) -> None:
    idea = IdeaFactory.create(published=True, municipality=site.municipality)
    assert idea.title not in browser(site).get(idea.get_absolute_url()).content.decode()
    assert idea.title in Client().get(idea.get_absolute_url()).content.decode()


def test_a_form_of_a_stranger_does_nothing(site: Instance) -> None:
    answer = browser(site).post(reverse("ideas:pin"), {"title": "Een pluktuin achter het dorpshuis"})
    assert answer.status_code == 403
    assert not Idea.everywhere.exists()
    part = browser(site).get("/ideeen/", headers={"hx-request": "true"})
    assert (part.status_code, part.content.decode()) == (403, "Deze site is nog niet open.")


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.COACH, Role.INITIATIVE, Role.READER, Role.AMBASSADOR])
def test_its_own_people_look_around(site: Instance, role: Role) -> None:
    person = somebody(role, site.municipality)
    answer = browser(site, person).get("/ideeen/")
    assert answer.status_code == 200
    assert "Ideeën" in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex"


def test_who_helps_at_the_desk_and_the_operator_look_around_too(site: Instance) -> None:
    helper = UserFactory.create()
    helps_at_desk(helper, site.municipality, DeskPart.TAKE_IN)
    for person in (helper, UserFactory.create(operator=True)):
        assert "Ideeën" in browser(site, person).get("/ideeen/").content.decode()


def test_people_of_a_neighbour_and_whose_role_ended_are_visitors(site: Instance) -> None:
    neighbour = somebody(Role.COORDINATOR, InstanceFactory.create().municipality)
    ended = somebody(Role.COORDINATOR, site.municipality)
    ended.memberships.update(ended_at=site.prepared_at)
    for person in (neighbour, ended, UserFactory.create()):
        html = browser(site, person).get("/ideeen/").content.decode()
        assert "maakt een eigen site klaar" in html
        assert "nog geen rol" in html


def test_signing_in_desks_and_own_pages_work(site: Instance) -> None:
    coordinator = somebody(Role.COORDINATOR, site.municipality)
    coach = somebody(Role.COACH, site.municipality)
    assert browser(site).get("/inloggen/").status_code == 200
    assert "Inloggen" in browser(site).get("/inloggen/").content.decode()
    assert browser(site).get("/coordinator/").status_code == 302
    assert browser(site, coordinator).get("/coordinator/").status_code == 200
    assert browser(site, coach).get("/coach/").status_code == 200
    assert browser(site, UserFactory.create()).get("/mijn/").status_code == 200
    for page in ("/privacy/", "/toegankelijkheid/", "/contact/"):
        assert "maakt een eigen site klaar" not in browser(site).get(page).content.decode()


def test_search_engines_find_nothing(site: Instance) -> None:
    assert browser(site).get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"
    assert browser(site).get("/sitemap.xml").status_code == 404


def test_it_opens_to_everyone_at_once(site: Instance) -> None:
    idea = IdeaFactory.create(published=True, municipality=site.municipality)
    site.state, site.opened_at = "open", site.prepared_at
    site.save()
    answer = browser(site).get("/ideeen/")
    assert idea.title in answer.content.decode()
    assert "X-Robots-Tag" not in answer


def test_it_says_so_in_english_too(site: Instance) -> None:
    html = browser(site).get("/en/ideeen/").content.decode()
    assert f"{site.municipality.name} prepares its own site" in html
    assert f'href="{settings.BASE_URL}/en/ideeen/prik/"' in html
