"""What people ask about minutes, and answer to a question, is the next thing at a table: also when it is finished."""

import pytest
from django.test import Client
from django.urls import reverse

from tables.enums import MinutesRequestKind, QuestionAnswerState, TableState
from tables.models import MinutesRequest, Table
from tables.road import situation
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.minutes import meeting_of, minutes_of, published
from tests.factories.questions import answer_to, question_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return TableFactory.create(state=TableState.FINISHED)


def home(table: Table) -> str:
    client = Client()
    client.force_login(owner_of(table.idea))
    page = client.get(reverse("tables:work", args=[table.pk])).content.decode()
    return page.replace("\xa0", " ")


def test_a_question_about_minutes(table: Table) -> None:
    minutes = minutes_of(meeting_of(table))
    published(minutes)
    assert "Beantwoord een vraag om iets te veranderen" not in home(table)
    MinutesRequest.everywhere.create(
        table=minutes.meeting.table, minutes=minutes, kind=MinutesRequestKind.NAME, text="Haal mijn naam weg"
    )
    page = home(table)
    assert "Beantwoord een vraag om iets te veranderen" in page
    assert "1 vraag om iets te veranderen wacht" in page
    assert "Er is niets meer te doen" not in page


def test_an_answer_that_waits_for_thanks(table: Table) -> None:
    answer = answer_to(question_of(table), UserFactory.create())
    page = home(table)
    assert "Bedank voor een antwoord" in page
    assert "1 antwoord wacht op een bedankje" in page
    answer.state = QuestionAnswerState.THANKED
    answer.save()
    assert situation.gather(table).to_thank == 0
    assert "Er is niets meer te doen" in home(table)


def test_each_table_has_its_own(table: Table) -> None:
    other = TableFactory.create()
    for _time in range(2):
        answer_to(question_of(other), UserFactory.create())
    found = situation.gather_all([table, other])
    assert (found[table.pk].to_thank, found[other.pk].to_thank) == (0, 2)
