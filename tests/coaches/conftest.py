"""A municipality with a site, a coordinator, an idea on it and a coach."""

from dataclasses import dataclass

import pytest

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from coaches.models import CoachProfile
from ideas.models import Idea
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.coaches import CoachProfileFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory, somebody


@dataclass(frozen=True)
class Place:
    town: Municipality
    coordinator: User
    pinner: User
    idea: Idea
    coach: CoachProfile

    def another_coach(self, name: str = "Lies Luister", **fields: object) -> CoachProfile:
        user = UserFactory.create(name=name)
        made: CoachProfile = CoachProfileFactory.create(municipality=self.town, user=user, **fields)
        return made

    def another_idea(self, **fields: object) -> Idea:
        made: Idea = IdeaFactory.create(published=True, municipality=self.town, owner=self.pinner, **fields)
        return made


def make_place(name: str = "Coachdam") -> Place:
    instance = InstanceFactory.create(municipality__name=name)
    town = instance.municipality
    pinner = UserFactory.create(name="Pim Prikker")
    idea = IdeaFactory.create(
        published=True, municipality=town, owner=pinner, theme="groen", title="Een kas op het schoolplein"
    )
    coach = CoachProfileFactory.create(municipality=town, user=UserFactory.create(name="Koos Coach"))
    coordinator = somebody(Role.COORDINATOR, town, name="Corrie Coord")
    return Place(town, coordinator, pinner, idea, coach)


@pytest.fixture
def place(db: None) -> Place:
    return make_place()
