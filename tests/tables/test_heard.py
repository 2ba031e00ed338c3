"""What somebody hears and lands on who does not see the screen: menus, messages, headings and the focus."""

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from tables.models import Table
from tests.factories.ideas import owner_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


@pytest.fixture
def owner(client: Client, table: Table) -> User:
    client.force_login(owner_of(table.idea))
    return owner_of(table.idea)


def test_the_skip_link_passes_the_menu_of_the_table(client: Client, table: Table, owner: User) -> None:
    before, main = client.get(reverse("tables:seats", args=[table.pk])).content.decode().split("<main", 1)
    assert before.count('class="at-work-menu') == 2 and "at-work-menu" not in main
    assert main.index(table.idea.title) < main.index("<h1")
