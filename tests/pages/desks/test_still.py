"""Tables of which nothing is heard: the operator sees those that no desk of a municipality looks after."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.core import clock
from tables.models import Table
from tests.factories.accounts import UserFactory
from tests.factories.instances import InstanceFactory
from tests.tables.road import table_at

pytestmark = pytest.mark.django_db


def test_who_is_silent_longest_stands_on_top(client: Client) -> None:
    town = InstanceFactory.create(municipality__name="Tafeldam").municipality
    long, longest, fresh, local = table_at(5), table_at(5), table_at(5), table_at(5, town=town)
    for days, table in ((100, long), (200, longest), (200, local)):
        Table.everywhere.filter(pk=table.pk).update(alive_at=clock.now() - timedelta(days=days))
    client.force_login(UserFactory.create(operator=True))
    html = client.get(reverse("desk:still_tables")).content.decode()
    places = [html.find(f'href="{reverse("tables:work", args=[one.pk])}"') for one in (longest, long)]
    assert 0 < places[0] < places[1]
    for one in (fresh, local):
        assert reverse("tables:work", args=[one.pk]) not in html
