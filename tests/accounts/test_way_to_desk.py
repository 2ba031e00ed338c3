"""The operator finds the desk at once; nobody else is shown it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.accounts import UserFactory

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
