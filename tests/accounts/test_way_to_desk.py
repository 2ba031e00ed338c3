"""Whoever works at a desk finds it at once; nobody else is shown it."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from municipalities import sites
from municipalities.models import Instance, Municipality
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.instances import InstanceFactory, helps_at_desk, somebody
from tests.support.local import at_site

pytestmark = pytest.mark.django_db

LINK = 'href="/beheer/"'


def page_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def asked_for_membership(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        page_of(client, path)
    return sum('FROM "accounts_membership"' in query["sql"] for query in captured)


def test_the_operator_finds_the_desk_in_the_menu_and_on_the_own_page(client: Client) -> None:
    client.force_login(UserFactory.create(operator=True))
    assert page_of(client, "/contact/").count(LINK) == 2  # the menu, and the same on a phone
    assert "Ga naar het beheer" in page_of(client, "/mijn/")
    assert 'href="/en/beheer/"' in page_of(client, "/en/contact/")


def test_somebody_else_does_not_see_it(client: Client) -> None:
    assert LINK not in page_of(client, "/contact/")
    client.force_login(UserFactory.create())
    assert LINK not in page_of(client, "/contact/")
    assert LINK not in page_of(client, "/mijn/")


def test_it_costs_a_visitor_nothing_and_anybody_else_one_query(client: Client) -> None:
    assert asked_for_membership(client, "/contact/") == 0
    client.force_login(UserFactory.create(operator=True))
    assert asked_for_membership(client, "/mijn/") == 1
    assert asked_for_membership(client, "/beheer/") == 1  # by the door; the menu asks no more


class TestAtALocalSite:
    @pytest.fixture
    def site(self) -> Instance:
        return InstanceFactory.create(municipality__name="Tafeldam")

    def shown(self, site: Instance, user: User | None, path: str = "/contact/") -> tuple[bool, bool]:
        """Whether the way to the coordinator's desk shows, and to the coach's tables."""
        page = page_of(at_site(site.municipality, user), path)
        return 'href="/coordinator/"' in page, 'href="/coach/"' in page

    @pytest.mark.parametrize("path", ["/contact/", "/mijn/"])
    def test_each_finds_the_own_desk_alone(self, site: Instance, path: str) -> None:
        helper = somebody(Role.INITIATIVE, site.municipality)
        helps_at_desk(helper, site.municipality, DeskPart.MATCH)
        assert self.shown(site, somebody(Role.COORDINATOR, site.municipality), path) == (True, False)
        assert self.shown(site, helper, path) == (True, False)
        assert self.shown(site, somebody(Role.COACH, site.municipality), path) == (False, True)

    def test_who_is_both_finds_both_on_the_own_page(self, site: Instance) -> None:
        both = somebody(Role.COORDINATOR, site.municipality)
        MembershipFactory.create(user=both, municipality=site.municipality, role=Role.COACH)
        assert self.shown(site, both, "/mijn/") == (True, True)
        menu = page_of(at_site(site.municipality, both), "/contact/")
        assert (menu.count('href="/coordinator/"'), menu.count('href="/coach/"')) == (2, 0)  # the bar has room for one

    def test_nobody_else_does(self, site: Instance) -> None:
        beside = InstanceFactory.create()
        assert self.shown(site, None) == (False, False)
        assert self.shown(site, somebody(Role.COORDINATOR, beside.municipality)) == (False, False)
        assert self.shown(site, somebody(Role.READER, site.municipality)) == (False, False)

    def test_a_role_that_ended_takes_the_way_along(self, site: Instance) -> None:
        coach = somebody(Role.COACH, site.municipality)
        coach.memberships.update(ended_at=clock.now())
        assert self.shown(site, coach) == (False, False)

    def test_after_the_second_step_the_desk_is_one_press_away(self, site: Instance) -> None:
        coordinator = somebody(Role.COORDINATOR, site.municipality)
        browser, address = at_site(site.municipality, coordinator), reverse("mfa_index")
        assert "Op de echte site gaat de werkplek pas open als hij aanstaat." in page_of(browser, address)
        TOTP.activate(coordinator, generate_totp_secret())
        assert "Naar de werkplek" in page_of(browser, address)


class TestWhoWorksInAMunicipality:
    @pytest.fixture
    def town(self) -> Municipality:
        return InstanceFactory.create().municipality

    def at_home(self, town: Municipality, path: str) -> str:
        return sites.base_url_of(town.instance) + path

    @pytest.mark.parametrize(
        ("role", "path"), [(Role.COORDINATOR, "/coordinator/"), (Role.COACH, "/coach/")], ids=["coordinator", "coach"]
    )
    def test_finds_the_desk_from_the_national_site_and_from_the_own_one(
        self, client: Client, town: Municipality, role: Role, path: str
    ) -> None:
        person = somebody(role, town)
        client.force_login(person)
        there = self.at_home(town, path)
        for page in ("/", "/mijn/gegevens/"):
            assert page_of(client, page).count(f'href="{there}"') == 2
        assert f'href="{there}"' in page_of(client, "/mijn/").partition("Ga naar je werkplek")[0]
        assert page_of(at_site(town, person), "/").count(f'href="{path}"') == 2

    def test_whoever_helps_at_the_desk_finds_it_too(self, client: Client, town: Municipality) -> None:
        client.force_login(helps_at_desk(somebody(Role.INITIATIVE, town), town, DeskPart.MODERATE).user)
        assert f'href="{self.at_home(town, "/coordinator/")}"' in page_of(client, "/")

    def test_whoever_has_two_desks_gets_the_choice(self, client: Client, town: Municipality) -> None:
        person = somebody(Role.COORDINATOR, town)
        MembershipFactory.create(user=person, municipality=InstanceFactory.create().municipality, role=Role.COORDINATOR)
        client.force_login(person)
        assert f'href="{settings.BASE_URL}/coordinator/"' in page_of(client, "/")

    def test_a_site_next_door_leads_home(self, town: Municipality) -> None:
        beside = InstanceFactory.create().municipality
        page = page_of(at_site(beside, somebody(Role.COORDINATOR, town)), "/")
        assert f'href="{self.at_home(town, "/coordinator/")}"' in page
        assert 'href="/coordinator/"' not in page

    def test_nobody_else_is_shown_it(self, client: Client, town: Municipality) -> None:
        client.force_login(UserFactory.create())
        assert "Werkplek" not in page_of(client, "/")
        assert "Werkplek" not in page_of(at_site(town), "/")

    @pytest.mark.parametrize(
        ("role", "asked", "path"),
        [
            (Role.COORDINATOR, "", "/coordinator/"),
            (Role.COACH, "", "/coach/"),
            (Role.AMBASSADOR, "", "/mijn/"),
            (Role.COORDINATOR, "/contact/", "/contact/"),
        ],
    )
    def test_signing_in_leads_there_unless_another_page_was_asked_for(
        self, town: Municipality, role: Role, asked: str, path: str
    ) -> None:
        browser, person = at_site(town), somebody(role, town)
        page = browser.post("/inloggen/", {"email": person.email, "next": asked})["Location"]
        mail = OutgoingMail.objects.get(kind="accounts/sign_in")
        assert browser.post(page, {"code": mail.secret})["Location"] == path
