"""What is new to somebody is what came since their visit before this one."""

from datetime import datetime, timedelta

import pytest

from aantafel.accounts.models import User
from aantafel.accounts.services.visits import news_since
from aantafel.core import clock
from tests.factories.accounts import UserFactory
from tests.pages.desks.conftest import queries_of

pytestmark = pytest.mark.django_db

NOON = datetime.fromisoformat("2026-11-18T12:00:00+01:00")


@pytest.fixture
def person() -> User:
    made: User = UserFactory.create()
    return made


def here(person: User, **later: float) -> datetime | None:
    """A page that tells what is new, so long after noon, in a request of its own."""
    with clock.frozen(NOON + timedelta(**later)):
        return news_since(User.objects.get(pk=person.pk))


def test_at_the_first_visit_nothing_is_new(person: User) -> None:
    assert here(person) is None
    assert here(person, minutes=20) is None


def test_a_visit_ends_with_the_last_page_that_was_seen(person: User) -> None:
    here(person)
    here(person, minutes=20)
    assert here(person, days=3) == NOON + timedelta(minutes=20)


def test_within_one_visit_what_is_new_stays_new(person: User) -> None:
    here(person)
    for minutes in (0, 1, 12, 35, 60):
        assert here(person, days=1, minutes=minutes) == NOON


def test_most_pages_write_nothing(person: User) -> None:
    here(person)
    known = User.objects.get(pk=person.pk)
    with clock.frozen(NOON + timedelta(minutes=4)):
        assert queries_of(lambda: news_since(known)) == 0


def test_two_pages_at_one_moment_begin_one_visit(person: User) -> None:
    here(person)
    one, other = User.objects.get(pk=person.pk), User.objects.get(pk=person.pk)
    with clock.frozen(NOON + timedelta(days=1)):
        assert news_since(one) == NOON
    with clock.frozen(NOON + timedelta(days=1, seconds=1)):
        assert news_since(other) == NOON
