"""A municipality with a site of its own, its coach at the desk, and one next door."""

from collections.abc import Callable

import pytest
from django.test import Client

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from coaches.models import CoachProfile, Match
from municipalities.models import Municipality
from tables.models import Table
from tests.factories.coaches import CoachProfileFactory, MatchFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory, somebody
from tests.factories.tables import TableFactory

SignIn = Callable[..., Client]


@pytest.fixture
def town(db: None) -> Municipality:
    return InstanceFactory.create(subdomain="tafeldam", municipality__name="Tafeldam").municipality


@pytest.fixture
def beside(db: None) -> Municipality:
    return InstanceFactory.create(subdomain="buurdam", municipality__name="Buurdam").municipality


@pytest.fixture
def signed_in() -> SignIn:
    """A browser at Tafeldam's site, in which somebody is signed in."""

    def browser(user: User, host: str = "tafeldam.testserver") -> Client:
        client = Client(headers={"host": host})
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return browser


@pytest.fixture
def profile(town: Municipality) -> CoachProfile:
    return CoachProfileFactory.create(municipality=town, user__name="Koos Coach")


@pytest.fixture
def coach(profile: CoachProfile, signed_in: SignIn) -> Client:
    return signed_in(profile.user)


@pytest.fixture
def coordinator(town: Municipality) -> User:
    return somebody(Role.COORDINATOR, town, name="Corrie Coord")


@pytest.fixture
def table(town: Municipality) -> Table:
    idea = IdeaFactory.create(published=True, sketched=True, municipality=town, title="Een kas op het plein")
    return TableFactory.create(idea=idea, step=2)


@pytest.fixture
def match(table: Table, profile: CoachProfile) -> Match:
    """The coach guides the table."""
    return MatchFactory.create(idea=table.idea, coach=profile, accepted=True)
