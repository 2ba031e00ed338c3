"""The menu of a desk: groups with what waits, the links of the open group, and nothing that somebody may not open."""

import re
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from redis.exceptions import RedisError

from aantafel.accounts.enums import DeskPart, Role
from aantafel.pages import menus
from aantafel.pages.coordinator import inbox, menu_counts
from aantafel.pages.menus import Menu
from ideas.models import CallBack
from municipalities import scope
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.coaches import CoachApplicationFactory
from tests.factories.instances import InstanceFactory, helps_at_desk, somebody
from tests.support.local import at_site

EVERY_PART = frozenset(DeskPart)


def coordinator_at(path: str, parts: frozenset[DeskPart] = EVERY_PART, language: str = "nl", **counts: int) -> Menu:
    return menus.menu(menus.COORDINATOR, path, language, counts, parts)


def test_groups_hold_the_sum_of_what_waits_behind_their_links() -> None:
    found = {str(group.label): group.count for group in coordinator_at("/coordinator/", bellen=2, langsgaan=3).groups}
    assert found["Ophalen"] == 5
    assert found["Onze site"] == 0


@pytest.mark.parametrize(
    ("path", "group", "link", "current"),
    [
        ("/coordinator/", "Vandaag", "Wat er wacht", "page"),
        ("/coordinator/plaatsen/", "Vandaag", "Wat er wacht", "true"),
        ("/coordinator/bellen/", "Ophalen", "Bellen", "page"),
        ("/coordinator/bellen/7/", "Ophalen", "Bellen", "true"),
        ("/coordinator/invoeren/stapel/", "Ophalen", "Een stapel papier", "page"),
        ("/coordinator/gesprekken/7/", "Ideeën", "Alle ideeën", "true"),
        ("/coordinator/mensen/wie-kan-wat/", "Mensen", "Wie kan wat", "page"),
        ("/coach/vragen/7/", "Coaches", "Coaches onder elkaar", "true"),
    ],
)
def test_one_group_is_open_and_one_link_is_here(path: str, group: str, link: str, current: str) -> None:
    menu = coordinator_at(path)
    assert menu.here == group
    here = [
        (str(one.label), str(each.label), each.current) for one in menu.groups for each in one.links if each.current
    ]
    assert here == [(group, link, current)]
    assert [str(one.label) for one in menu.groups if one.current] == [group]


def test_in_english_the_links_stay_in_english() -> None:
    menu = coordinator_at("/en/coordinator/bellen/", language="en")
    assert [link.url for group in menu.groups for link in group.links if link.current] == ["/en/coordinator/bellen/"]


def test_few_links_stand_beside_each_other() -> None:
    menu = coordinator_at("/coordinator/reacties/", frozenset({DeskPart.MODERATE}), gemeld=2)
    assert not menu.groups
    assert [str(link.label) for link in menu.flat if link.count] == ["Reacties"]


@pytest.mark.django_db
class TestAtTheDesk:
    @pytest.fixture
    def town(self) -> Municipality:
        return InstanceFactory.create().municipality

    def test_the_counts_are_those_of_the_lists(self, town: Municipality) -> None:
        desk = at_site(town, somebody(Role.COORDINATOR, town))
        CallBack.objects.create(name="Bep Bel", phone="0600000000", municipality=town)
        CoachApplicationFactory.create_batch(2, municipality=town)
        assert self.counts(desk, "/coordinator/mensen/") == {"Vandaag": 3, "Ophalen": 1, "Coaches": 2}

    def test_the_counts_are_remembered_until_something_is_sent_on_this_site(
        self, town: Municipality, settings: Any
    ) -> None:
        settings.DESK_COUNT_SECONDS = 15
        desk = at_site(town, somebody(Role.COORDINATOR, town))
        beside = InstanceFactory.create().municipality
        assert self.counts(desk, "/coordinator/mensen/") == {}
        CallBack.objects.create(name="Bep Bel", phone="0600000000", municipality=town)
        assert self.counts(desk, "/coordinator/mensen/") == {}
        at_site(beside).post("/coordinator/")
        assert self.counts(desk, "/coordinator/mensen/") == {}
        assert self.counts(desk, "/coordinator/") == {"Vandaag": 1, "Ophalen": 1}  # counts anew each time
        at_site(town).post("/coordinator/")
        assert self.counts(desk, "/coordinator/mensen/") == {"Vandaag": 1, "Ophalen": 1}

    def test_of_what_is_remembered_everyone_gets_their_own_parts(self, town: Municipality, settings: Any) -> None:
        settings.DESK_COUNT_SECONDS = 15
        CallBack.objects.create(name="Bep Bel", phone="0600000000", municipality=town)
        with scope.tenant(town):
            request: Any = SimpleNamespace(instance=town.instance, parts=EVERY_PART)
            assert menu_counts.of(request)["bellen"].count == 1
            request.parts = frozenset({DeskPart.MODERATE})
            assert menu_counts.of(request).keys() == {one.key for one in inbox.heaps(request.parts)}

    def test_without_the_cache_it_counts(self, town: Municipality, settings: Any, monkeypatch: Any) -> None:
        settings.DESK_COUNT_SECONDS = 15
        desk = at_site(town, somebody(Role.COORDINATOR, town))
        CallBack.objects.create(name="Bep Bel", phone="0600000000", municipality=town)
        for name in ("get", "delete"):
            monkeypatch.setattr(cache, name, Mock(side_effect=RedisError), raising=False)
        desk.post("/coordinator/")
        assert self.counts(desk, "/coordinator/mensen/") == {"Vandaag": 1, "Ophalen": 1}

    def test_whoever_helps_with_one_part_finds_it_without_groups(self, town: Municipality) -> None:
        desk = at_site(town, helps_at_desk(somebody(Role.INITIATIVE, town), town, DeskPart.MODERATE).user)
        page = desk.get("/coordinator/reacties/").content.decode()
        assert "at-desk-menu" not in page
        assert 'href="/coordinator/reacties/" aria-current="page"' in page

    def test_on_a_phone_it_is_one_button(self, town: Municipality) -> None:
        desk = at_site(town, somebody(Role.COACH, town))
        assert "<span>Werkplek: Tafels</span>" in desk.get("/coach/").content.decode()

    def test_a_coach_keeps_the_menu_with_a_request_for_help(self, town: Municipality) -> None:
        desk = at_site(town, somebody(Role.COACH, town))
        assert "<span>Werkplek: Samen</span>" in desk.get("/mijn/hulp/").content.decode()

    def test_all_that_waits_for_the_operator_is_counted_in_one_statement(self, client: Client) -> None:
        client.force_login(UserFactory.create(operator=True))
        CallBack.objects.create(name="Bep Bel", phone="0600000000", municipality=None)
        with CaptureQueriesContext(connection) as captured:
            assert self.counts(client, "/beheer/") == {"Vandaag": 1, "Ideeën": 1}
        assert sum("UNION ALL" in query["sql"] for query in captured) == 1

    def counts(self, client: Client, path: str) -> dict[str, int]:
        menu = re.search(
            r'<nav class="at-desk-nav at-desk-nav--wide".*?</nav>', client.get(path).content.decode(), re.S
        )
        assert menu
        without_links = re.sub(
            r'<ul class="at-desk-nav__list at-desk-nav__list--below">.*?</ul>', "", menu[0], flags=re.S
        )
        found = re.findall(r'>([^<>]+?) <span class="at-count">(\d+)', without_links)
        return {label: int(count) for label, count in found}
