"""Who sits at the desk, and ideas as they lie there."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aantafel.accounts.models import User
from ideas.enums import Channel, ConsentHow, ReviewKind, ReviewRole
from ideas.models import Idea, MunicipalityNotice, ReviewEntry
from municipalities import scope
from municipalities.models import Municipality
from tables.services import publish
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory


@pytest.fixture
def operator(db: None) -> User:
    return UserFactory.create(email="bea@aantafel.example", operator=True)


@pytest.fixture
def desk(operator: User) -> Client:
    """A browser in which the operator is signed in."""
    client = Client()
    client.force_login(operator)
    return client


@pytest.fixture
def waiting(db: None) -> Idea:
    return make_waiting(title="Een moestuin achter de bibliotheek")


@pytest.fixture
def told(db: None) -> Idea:
    """An idea that came in by phone: nobody has an account."""
    return make_told()


@pytest.fixture
def everywhere() -> Iterator[None]:
    """For asking services and querysets outside a request."""
    with scope.operator():
        yield


def make_waiting(**fields: Any) -> Idea:
    """An idea in the queue, with the line that says so."""
    idea = IdeaFactory.create(waiting=True, **fields)
    ReviewEntry.objects.create(idea=idea, kind=ReviewKind.SUBMITTED, role=ReviewRole.PINNER, actor=idea.owner)
    return idea


def make_told(**fields: Any) -> Idea:
    person = {"pinner__name": "Riet Voorbeeld", "pinner__phone": "0612345678", "pinner__consent_how": ConsentHow.PHONE}
    return make_waiting(owner=None, channel=Channel.PHONE, **{**person, **fields})


def make_notice(operator: User, municipality: Municipality | None = None, **fields: Any) -> MunicipalityNotice:
    """What the municipality hears of an idea that was just published."""
    idea = make_waiting(municipality=municipality or MunicipalityFactory.create(), **fields)
    publish(actor=operator, idea_id=idea.pk)
    return MunicipalityNotice.objects.get(idea=idea)


def last_line(idea: Idea) -> int:
    """How far somebody has read who has the idea's page open now."""
    return idea.review_entries.latest("pk").pk


def fresh(idea: Idea) -> Idea:
    """The idea as it stands in the database."""
    return Idea.everywhere.get(pk=idea.pk)


def kinds(idea: Idea) -> list[str]:
    """What happened in the review, in order."""
    return list(idea.review_entries.order_by("pk").values_list("kind", flat=True))


def html(response: Any) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def queries_of(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)
