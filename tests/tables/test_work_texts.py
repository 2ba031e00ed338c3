"""What the place where a table is organised says to each who works there, and nothing that is not so for them."""

import pytest
from django.test import Client
from django.urls import reverse

from tables.enums import WordKind
from tables.models import Table
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import owner_of
from tests.factories.instances import InstanceFactory
from tests.support.local import at_site
from tests.tables.road import meeting, said, table_at, written

pytestmark = pytest.mark.django_db


def html(client: Client, name: str, table: Table) -> str:
    return client.get(reverse(f"tables:{name}", args=[table.pk])).content.decode()


def of_owner(table: Table) -> Client:
    client = Client()
    client.force_login(owner_of(table.idea))
    return client


def test_that_it_may_go_on_without_is_said_where_it_may() -> None:
    tables = [table_at(step) for step in (3, 6, 7)]
    found = [one.step for one in tables if "Je mag verder zonder wat er mist" in html(of_owner(one), "work", one)]
    assert found == [3]


def test_who_may_not_take_the_step_reads_who_does() -> None:
    town = InstanceFactory.create(municipality__name="Tafeldam").municipality
    pinned, judged = table_at(1, town=town), table_at(6, town=town)
    owner = at_site(town, owner_of(pinned.idea))
    assert "De coördinator zet deze stap" in html(owner, "forward", pinned)
    said(judged, WordKind.CAN_BE_JUDGED)
    coach = at_site(town, MatchFactory.create(idea=judged.idea, accepted=True).coach.user)
    text = html(coach, "forward", judged)
    assert "De tafeleigenaar zet deze stap." in text
    assert "stop de tafel" not in text.lower(), "a coach cannot"
    assert "tafel stoppen" not in text


def test_what_can_be_decided_only_later_has_no_link_yet() -> None:
    """Of minutes that are written and not public yet nothing is said that is not so."""
    table = table_at(4)
    written(meeting(table, days=-2), version=0)
    owner = of_owner(table)
    home = html(owner, "work", table)
    assert "De antwoorden op de drie vragen aan het eind staan nog niet op de site." in home
    decide = f'<a href="{reverse("tables:words", args=[table.pk])}">Besluit</a>'
    assert "De tafeleigenaar heeft nog niet gezegd of de tafel doorgaat" in home and decide not in home
    words = html(owner, "words", table)
    assert "Er is nu niets te besluiten." in words
    assert f'href="{reverse("tables:minutes", args=[table.pk])}">' in words.split("Er is nu niets te besluiten.")[1]


def test_once_the_minutes_are_public_the_owner_can_decide() -> None:
    table = table_at(4)
    written(meeting(table, days=-2))
    assert f'<a href="{reverse("tables:words", args=[table.pk])}">Besluit</a>' in html(of_owner(table), "work", table)


def test_meetings_that_were_are_not_called_beforehand() -> None:
    table = table_at(4)
    meeting(table, days=-2)
    page = html(of_owner(table), "meetings", table)
    assert "Eerder, of afgezegd" in page and "Vooraf" not in page
