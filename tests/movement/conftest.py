"""A municipality whose local site is ready to open."""

import pytest

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from municipalities.models import Instance, Municipality
from tests.factories.accounts import UserFactory
from tests.factories.instances import InstanceFactory, initiative_group, somebody
from tests.factories.municipalities import MunicipalityFactory


@pytest.fixture
def town() -> Municipality:
    return MunicipalityFactory.create(name="Tafeldam")


@pytest.fixture
def site(town: Municipality) -> Instance:
    """Being prepared, with a whole group and a coordinator."""
    initiative_group(town)
    somebody(Role.COORDINATOR, town, email="corrie@tafeldam.example", name="Corrie Coord")
    return InstanceFactory.create(municipality=town, preparing=True)


@pytest.fixture
def operator() -> User:
    return UserFactory.create(operator=True)


@pytest.fixture
def coordinator(site: Instance) -> User:
    return User.objects.get(email="corrie@tafeldam.example")
