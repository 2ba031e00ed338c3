"""The desks of a local site: Tafeldam, its people, and a neighbour who must never see anything of it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import User
from aantafel.core import clock
from municipalities import sites
from municipalities.models import Instance, Municipality
from tests.factories.instances import InstanceFactory, helps_at_desk, somebody
from tests.factories.municipalities import MunicipalityFactory, PostcodeFactory


@dataclass
class Town:
    """A local site with who works there. `as_` gives a browser on its host."""

    municipality: Municipality
    instance: Instance
    coordinator: User
    coach: User
    helper: User  # of the initiative group, who may take ideas in

    def as_(self, user: User | None) -> Client:
        return browser(self.instance, user)


def browser(instance: Instance, user: User | None) -> Client:
    client = Client(headers={"host": urlsplit(sites.base_url_of(instance)).netloc})
    if user is not None:
        client.force_login(user)
    return client


def make_town(name: str) -> Town:
    municipality = MunicipalityFactory.create(name=name)
    instance = InstanceFactory.create(municipality=municipality)
    helper = somebody(Role.INITIATIVE, municipality)
    helps_at_desk(helper, municipality, DeskPart.TAKE_IN)
    return Town(
        municipality,
        instance,
        somebody(Role.COORDINATOR, municipality, name="Corrie Coord"),
        somebody(Role.COACH, municipality, name="Koos Coach"),
        helper,
    )


@pytest.fixture
def town(db: None) -> Town:
    made = make_town("Tafeldam")
    PostcodeFactory.create(pc4="7201", municipality=made.municipality)
    return made


@pytest.fixture
def beside(db: None) -> Town:
    return make_town("Buurdam")


@pytest.fixture
def national() -> Client:
    return Client(headers={"host": urlsplit(settings.BASE_URL).netloc})


def sheet(**changes: Any) -> dict[str, Any]:
    """What a coordinator types while somebody tells."""
    usual = {
        "key": "6f2f1f9c-5d4b-4d0e-9d5e-0c1d4d7c0a11",
        "channel": "phone",
        "title": "Weer een biljartclub in het dorpshuis",
        "origin": "Vroeger was hij er ook.",
        "relation": "lives",
        "capacity": "resident",
        "language": "nl",
        "name": "Riet van Dam",
        "name_display": "first",
        "email": "",
        "phone": "06 12 34 56 78",
        "postcode": "7201 AB",
        "consent_how": "phone",
        "consent_on": clock.today().isoformat(),
        "consent": "on",
    }
    return {**usual, **changes}
