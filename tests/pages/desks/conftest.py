"""Who sits at the desk, and ideas as they lie there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from aantafel.accounts.models import User
from ideas.enums import ReviewKind, ReviewRole
from ideas.models import Idea, ReviewEntry
from municipalities import scope
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory


@pytest.fixture
def operator(db: None) -> User:
    return UserFactory(email="bea@aantafel.example", operator=True)


@pytest.fixture
def desk(operator: User) -> Client:
    """A browser in which the operator is signed in."""
    client = Client()
    client.force_login(operator)
    return client


@pytest.fixture
def waiting(db: None) -> Idea:
    return make_waiting(title="Een moestuin achter de bibliotheek")


def make_waiting(**fields: Any) -> Idea:
    """An idea in the queue, with the line that says so."""
    idea = IdeaFactory(waiting=True, **fields)
    ReviewEntry.objects.create(idea=idea, kind=ReviewKind.SUBMITTED, role=ReviewRole.PINNER, actor=idea.owner)
    return idea


def last_line(idea: Idea) -> int:
    """How far somebody has read who has the idea's page open now."""
    return idea.review_entries.latest("pk").pk


def fresh(idea: Idea) -> Idea:
    """The idea as it stands in the database."""
    return Idea.everywhere.get(pk=idea.pk)


@pytest.fixture
def everywhere() -> Iterator[None]:
    """For asking services and querysets outside a request."""
    with scope.operator():
        yield
