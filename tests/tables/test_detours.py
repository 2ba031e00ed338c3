"""The road of a table when it does not go straight: stopped and resumed, and a step back."""

import pytest
from django.test import Client
from django.urls import reverse

from municipalities.models import Municipality
from tables import facts, situation
from tables.enums import WordKind
from tables.lifecycle import Need
from tables.models import Table
from tests.factories.ideas import owner_of
from tests.factories.instances import InstanceFactory
from tests.support.local import at_site
from tests.tables.road import meeting, said, table_at, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Municipality:
    return InstanceFactory.create(municipality__name="Tafeldam").municipality


def of_owner(table: Table) -> Client:
    return at_site(table.municipality, owner_of(table.idea))


class TestAfterAStop:
    def test_whether_the_table_goes_on_is_asked_again(self, town: Municipality) -> None:
        table = table_at(4, town=town)
        first = meeting(table, days=-3)
        written(first)
        said(table, WordKind.STOP, first)
        client, address = of_owner(table), reverse("tables:words", args=[table.pk])
        assert situation.gather(table).to_decide == first.pk
        assert 'value="go_on"' in client.get(address).content.decode()
        client.post(address, {"kind": "go_on", "meeting": first.pk})
        assert Need.GO_ON in facts.gather(table).met
        assert situation.gather(table).to_decide == 0
        assert 'value="go_on"' not in client.get(address).content.decode()
