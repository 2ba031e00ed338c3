"""The seeded world and the answers of the site, made once for all tests of this folder."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker

from municipalities import scope
from tests.site import world as worlds
from tests.site.answers import Answers
from tests.site.world import World


@pytest.fixture(scope="package")
def seeded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Answers]:
    """The world, in a transaction around the tests of this folder, which is rolled back after the last of them."""
    cache.clear()
    with django_db_blocker.unblock(), transaction.atomic():
        with scope.operator():
            made = worlds.build()
        yield Answers(made)
        transaction.set_rollback(True)


@pytest.fixture
def answers(seeded: Answers, db: None) -> Answers:
    return seeded


@pytest.fixture
def world(answers: Answers) -> World:
    return answers.world
