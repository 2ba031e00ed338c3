"""The demo, made once for the tests in this folder; undone after the last of them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from aantafel.core import clock
from aantafel.pages.demo import seed
from municipalities import sites
from municipalities.services.load import load
from municipalities.services.tables import read_tables
from tables.services import work_form_library
from tests.support.demo import NOW


@pytest.fixture(scope="package")
def _seeded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[seed.Seeded | None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load(read_tables())
        work_form_library.load(work_form_library.read())
        with clock.frozen(NOW):
            made = seed.seed()
        yield made
        sites.forget()
        transaction.set_rollback(True)


@pytest.fixture
def demo(_seeded: seed.Seeded, db: None) -> Iterator[seed.Seeded]:
    with clock.frozen(NOW):
        yield _seeded
