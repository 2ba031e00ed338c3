"""Nobody is sent to a door at a table that does not open for them."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import User
from coaches.enums import MatchRole
from municipalities.models import Municipality
from tables.models import Table
from tests.factories.accounts import UserFactory
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import owner_of
from tests.factories.instances import InstanceFactory, helps_at_desk, somebody
from tests.support.local import at_site
from tests.tables.road import agreed, invited, meeting, own_by, table_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Municipality:
    return InstanceFactory.create(municipality__name="Tafeldam").municipality


def delegate(town: Municipality, part: DeskPart) -> User:
    user: User = UserFactory.create()
    helps_at_desk(user, town, part)
    return user


def co_owner(table: Table) -> User:
    user: User = UserFactory.create()
    own_by(table, user)
    return user


def organisers(table: Table, town: Municipality) -> dict[str, User]:
    return {
        "pinner": owner_of(table.idea),
        "co-owner": co_owner(table),
        "coordinator": somebody(Role.COORDINATOR, town),
        "takes in": delegate(town, DeskPart.TAKE_IN),
        "links": delegate(town, DeskPart.MATCH),
    }


def main_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode().split("<main")[1].split("</main")[0]


def closed(client: Client, *paths: str) -> list[str]:
    """The links on these pages that lead nowhere."""
    found = {unescape(one) for path in paths for one in re.findall(r'href="(/[^"#]*)', main_of(client, path))}
    return [link for link in sorted(found) if client.get(link, follow=True).status_code != 200]


@pytest.mark.parametrize("step", [1, 2, 3, 5, 7])
def test_all_that_an_organiser_is_offered_opens(town: Municipality, step: int) -> None:
    table = table_at(step, town=town)
    invited(meeting(table, days=4))
    agreed(table)
    work = reverse("tables:work", args=[table.pk])
    pages = [work, reverse("tables:forward", args=[table.pk]), reverse("tables:owners", args=[table.pk]), table.url]
    for who, user in organisers(table, town).items():
        assert closed(at_site(town, user), *pages) == [], who


@pytest.mark.parametrize("step", [2, 5])
@pytest.mark.parametrize("role", MatchRole.values)
def test_all_that_a_coach_is_offered_opens(town: Municipality, step: int, role: str) -> None:
    table = table_at(step, town=town)
    coach = MatchFactory.create(idea=table.idea, accepted=True, role=role).coach.user
    pages = [reverse("coach:table", args=[table.pk]), reverse("coach:home")]
    pages += [reverse("tables:work", args=[table.pk])] if role != MatchRole.ALONG else []
    assert closed(at_site(town, coach), *pages) == []


def test_who_takes_in_ideas_waits_for_who_links_them(town: Municipality) -> None:
    table = table_at(1, town=town)
    match = reverse("coordinator:match", args=[table.idea_id])
    work = reverse("tables:work", args=[table.pk])
    links = main_of(at_site(town, delegate(town, DeskPart.MATCH)), work)
    assert f'href="{match}"' in links and "Kies een coach" in links
    takes_in = main_of(at_site(town, delegate(town, DeskPart.TAKE_IN)), work)
    assert match not in takes_in and "Kies een coach" not in takes_in
    assert "De coördinator zoekt een coach. Zodra die er is, lees je dat hier." in takes_in


def test_who_owns_a_table_with_its_pinner_asks_for_help_too(town: Municipality) -> None:
    table = table_at(6, town=town)
    client = at_site(town, co_owner(table))
    ask = f"{reverse('help:ask')}?idee={table.idea_id}"
    assert ask in main_of(client, reverse("tables:work", args=[table.pk]))
    assert client.post(ask, {"kind": "other", "text": "Wie kan ons helpen?"}).status_code == 302
    assert at_site(town, UserFactory.create()).get(ask).status_code == 404
