"""With thousands of ideas in a municipality, and more in others, what the desk asks goes through indexes."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.models import QuerySet

from aantafel.accounts.enums import DeskPart
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.pages.coordinator import idea_list, inbox
from aantafel.pages.coordinator.idea_list import Filters
from coaches.models import CoachProfile, Match
from ideas.models import CallBack, Idea, IdeaTally, Like, Pinner, ReviewEntry, Support
from municipalities import scope
from municipalities.models import Municipality
from tables.models import StepChange, Table
from tests.factories.instances import InstanceFactory
from tests.factories.municipalities import MunicipalityFactory

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE, COACHES = 1500, 3000, 60
EVERY_PART = frozenset(DeskPart)


@pytest.fixture
def town(db: None) -> Municipality:
    """A municipality that has been busy for years: what waits is a small part of what there is."""
    town = InstanceFactory.create().municipality
    elsewhere = MunicipalityFactory.create()
    people = _people(COACHES)
    _ideas(town, HERE, people)
    _ideas(elsewhere, ELSEWHERE, people)
    profiles = CoachProfile.everywhere.bulk_create(CoachProfile(municipality=town, user=user) for user in people)
    matched = Idea.everywhere.filter(municipality=town, state="published").order_by("pk")[: HERE * 2 // 3]
    shared = {"state": "accepted", "answer_by": clock.today(), "answered_at": clock.now()}
    Match.everywhere.bulk_create(
        Match(idea=idea, coach=profiles[number % COACHES], **shared) for number, idea in enumerate(matched)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return town


def _people(count: int) -> list[User]:
    password = make_password(None)
    return User.objects.bulk_create(User(email=f"mens{n}@buurt.example", password=password) for n in range(count))


def _ideas(town: Municipality, count: int, people: list[User]) -> None:
    now = clock.now()
    ideas = Idea.everywhere.bulk_create(
        Idea(
            municipality=town,
            owner=people[number % len(people)],
            title=f"Een moestuin achter blok {number}",
            state="waiting" if number % 100 == 0 else "refused" if number % 10 == 0 else "published",
            submitted_at=now - timedelta(hours=number),
            published_at=now - timedelta(hours=number) if number % 10 else None,
        )
        for number in range(count)
    )
    Pinner.objects.bulk_create(Pinner(idea=idea, name="Noor") for idea in ideas)
    ReviewEntry.objects.bulk_create(ReviewEntry(idea=idea, kind="submitted", role="pinner") for idea in ideas)
    shown = [idea for idea in ideas if idea.published_at]
    IdeaTally.objects.bulk_create(
        IdeaTally(idea=idea, municipality=town, threshold=0, local=30 if n % 50 == 0 else n % 20)
        for n, idea in enumerate(shown)
    )
    Like.objects.bulk_create(
        Like(idea=idea, user=user, municipality=town) for idea in shown[::50] for user in people[:30]
    )
    tables = Table.everywhere.bulk_create(
        Table(idea=idea, municipality=town, step=1 + n % 6, opened_at=idea.published_at or now)
        for n, idea in enumerate(shown)
    )
    StepChange.objects.bulk_create(
        StepChange(table=table, to_step=table.step, role="coord", created_at=table.opened_at) for table in tables
    )
    Support.objects.bulk_create(
        Support(idea=idea, user=people[n % len(people)], kind="question" if n % 3 else "help", state="answered")
        for n, idea in enumerate(shown)
    )
    CallBack.objects.bulk_create(
        CallBack(name="Bep", phone="06", municipality=town, done_at=now if n % 20 else None) for n in range(count // 10)
    )


def reads(rows: QuerySet[Any]) -> tuple[set[str], set[str]]:
    """Which tables are read from end to end, and which indexes are used."""
    whole: set[str] = set()
    indexes: set[str] = set()

    def walk(node: dict[str, Any]) -> None:
        if node["Node Type"] == "Seq Scan":
            whole.add(node["Relation Name"])
        indexes.add(node.get("Index Name", ""))
        for below in node.get("Plans", []):
            walk(below)

    walk(json.loads(rows.explain(format="json"))[0]["Plan"])
    return whole, indexes


# of these much is compared with much, which is quickest in one go
COMPARED_AS_A_WHOLE = {"coach", "stil"}


def test_what_the_desk_asks_goes_through_indexes(town: Municipality, django_user_model: type[User]) -> None:
    large = {"ideas_idea", "ideas_reviewentry", "ideas_support", "ideas_like", "ideas_callback"}
    with scope.tenant(town):
        for heap in inbox.heaps(EVERY_PART):
            rows = heap.rows(town.instance)
            whole, _indexes = reads(rows.found.order_by(rows.moment, "pk")[:21])
            assert heap.key in COMPARED_AS_A_WHOLE or whole & large == set(), heap.key
        new = inbox.heaps(frozenset({DeskPart.TAKE_IN}))[0].rows(town.instance)
        _whole, indexes = reads(new.found.order_by("submitted_at", "pk")[:21])
        assert "idea_review_here" in indexes
        every = idea_list._filtered(Filters(), django_user_model.objects.all()[0])
        _whole, indexes = reads(every.order_by("-submitted_at", "-pk")[:21])
        assert "idea_at_desk" in indexes
