"""Who sits at the desk of a municipality, and next door."""

import pytest
from django.test import Client

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from municipalities.models import Municipality
from tests.factories.instances import InstanceFactory, somebody
from tests.support.local import at_site


@pytest.fixture
def town(db: None) -> Municipality:
    return InstanceFactory.create().municipality


@pytest.fixture
def beside(db: None) -> Municipality:
    return InstanceFactory.create().municipality


@pytest.fixture
def coordinator(town: Municipality) -> User:
    return somebody(Role.COORDINATOR, town, name="Corrie Coord")


@pytest.fixture
def desk(town: Municipality, coordinator: User) -> Client:
    """A browser in which the coordinator is signed in."""
    return at_site(town, coordinator)
