"""The whole register in the database, loaded once for a module of tests."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from municipalities.services.load import load
from municipalities.services.tables import read_tables


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Around all tests of the module, whose own transactions become savepoints; undone after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(read_tables())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def netherlands(_loaded: None, db: None) -> None:
    """Every municipality, place and postcode of the tables that come with the product."""
