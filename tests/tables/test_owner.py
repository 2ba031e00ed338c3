"""What the owner of a table on a local site reads about it, with the next thing to do, once a coach said yes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from coaches.enums import MatchRole
from coaches.models import Match
from ideas import status
from ideas.models import Idea
from municipalities.models import Municipality
from tables.enums import CoreQuestion
from tables.lifecycle import Step
from tables.models import Table
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import IdeaFactory, owner_of
from tests.factories.instances import InstanceFactory
from tests.factories.tables import TableFactory, answered
from tests.support.local import at_site

pytestmark = pytest.mark.django_db

LOOKING = "De coördinator zoekt een coach"


@pytest.fixture
def town() -> Municipality:
    return InstanceFactory.create(municipality__name="Tafeldam").municipality


@pytest.fixture
def table(town: Municipality) -> Table:
    return _table(town, "Een kas op het plein")


@pytest.fixture
def match(table: Table) -> Match:
    return MatchFactory.create(idea=table.idea, accepted=True, coach__user__name="Tarik Tafel")


def _table(town: Municipality, title: str) -> Table:
    idea = IdeaFactory.create(published=True, sketched=True, municipality=town, title=title)
    return TableFactory.create(idea=idea, step=Step.MATCH)


def pages(idea: Idea) -> list[str]:
    """Both pages of the owner about it."""
    assert idea.municipality is not None
    browser = at_site(idea.municipality, owner_of(idea))
    addresses = (reverse("ideas:overview"), reverse("ideas:mine", args=[idea.pk]))
    return [browser.get(address).content.decode() for address in addresses]


def answer_all(table: Table) -> None:
    for question in CoreQuestion:
        answered(table, question, "Ja.")


def test_without_a_coach_the_coordinator_looks_for_one(table: Table) -> None:
    MatchFactory.create(idea=table.idea)
    MatchFactory.create(idea=table.idea, accepted=True, role=MatchRole.ALONG)
    overview, own = pages(table.idea)
    assert LOOKING in own and "is je coach" not in overview + own


def test_the_coach_is_named_and_the_first_thing_is_to_reach_each_other(table: Table, match: Match) -> None:
    for page in pages(table.idea):
        assert LOOKING not in page
        assert "Tarik is je coach. Stuur een bericht of deel je adres" in page
        assert reverse("coaches:mine", args=[table.idea_id]) in page


def test_then_come_the_four_questions(table: Table, match: Match) -> None:
    answered(table, CoreQuestion.WHY, "Omdat het kan.")
    found = status.of(table.idea)
    assert str(found.next).startswith("Tarik is je coach. Niet alle vier de vragen zijn beantwoord.")
    assert found.url == reverse("tables:core", args=[table.idea_id])
    assert all("Tarik is je coach. Niet alle vier" in page for page in pages(table.idea))


def test_who_has_shared_their_address_goes_on_to_the_questions(table: Table, match: Match) -> None:
    Match.everywhere.update(shares_contact_pinner=True)
    assert "alleen of samen" in str(status.of(table.idea).next)


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (Step.MATCH, "Alles is er voor de volgende stap"),
        (Step.ASK, "Wie kan iets bijdragen"),
        (Step.DO, "voert het plan"),
    ],
)
def test_after_the_questions_it_says_what_the_owner_can_do(table: Table, match: Match, step: Step, says: str) -> None:
    answer_all(table)
    Table.everywhere.update(step=step)
    said = str(status.of(table.idea).next)
    assert said.startswith("Tarik is je coach. ") and says in said
    assert "tafeleigenaar" not in said


def test_the_next_thing_of_a_table_waits_for_its_owner_and_stands_there_once(table: Table, match: Match) -> None:
    Table.everywhere.update(step=Step.ASK)
    overview, own = pages(table.idea)
    waits = overview.partition("Dit wacht op jou")[2].partition("Mijn ideeën")[0]
    assert "Wie kan iets bijdragen" in waits and reverse("tables:seats", args=[table.pk]) in waits
    assert overview.count("Wie kan iets bijdragen") == 1
    assert "Je tafel staat in stap 3: Stel je vraag" in overview
    assert "Er is een coach voor je idee" not in overview + own


def test_many_ideas_cost_as_much_as_one(
    table: Table, match: Match, town: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ideas = [table.idea]
    status.of_each(ideas)  # and from now on the open sites are known
    with CaptureQueriesContext(connection) as once:
        status.of_each(ideas)
    ideas += [_table(town, f"Nummer {number}").idea for number in range(4)]
    for idea in ideas[1:]:
        MatchFactory.create(idea=idea, accepted=True)
    with django_assert_num_queries(len(once)):
        assert all("is je coach" in str(found.next) for found in status.of_each(ideas))
