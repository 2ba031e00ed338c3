"""A choice that nobody made is asked about once more; what an action lacks to count for the plan is said."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.core import clock
from tables.enums import ChoiceWay, MeetingPurpose, MeetingState
from tables.models import Choice, Table, Variant
from tables.services import choosing
from tests.factories.ideas import owner_of
from tests.factories.minutes import meeting_of
from tests.factories.plans import action_of, seat_at, variant_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

SURE = "id_sure"


@pytest.fixture
def table() -> Table:
    return TableFactory.create(step=5)


@pytest.fixture
def browser(table: Table) -> Client:
    client = Client()
    client.force_login(owner_of(table.idea))
    return client


@pytest.fixture
def variant(table: Table) -> Variant:
    return variant_of(table)


def begin(table: Table) -> Choice:
    return choosing.open_choice(actor=owner_of(table.idea), table_id=table.pk, way=ChoiceWay.DOTS)


def path(table: Table, name: str = "close_choice") -> str:
    return reverse(f"tables:{name}", args=[table.pk])


class TestChoosing:
    def test_without_a_single_dot_it_is_asked_once_more(self, table: Table, variant: Variant, browser: Client) -> None:
        choice = begin(table)
        said = {"variant": variant.pk, "reason": "Daar is plek."}
        answer = browser.post(path(table), said)
        assert answer.status_code == 422
        assert "Nog niemand heeft gekozen" in answer.content.decode()
        choice.refresh_from_db()
        assert choice.closed_at is None
        assert browser.post(path(table), {**said, "sure": "on"}).status_code == 302

    def test_with_dots_it_is_not(self, table: Table, variant: Variant, browser: Client) -> None:
        choosing.count_by_hand(choice_id=begin(table).pk, numbers={variant.pk: (4, 0)})
        assert SURE not in browser.get(path(table)).content.decode()

    @pytest.mark.parametrize("hours", [-1, 1])
    def test_before_the_second_meeting_too(self, table: Table, variant: Variant, browser: Client, hours: int) -> None:
        at = clock.now() + timedelta(hours=hours)
        meeting_of(table, purpose=MeetingPurpose.SECOND, state=MeetingState.PLANNED, starts_at=at)
        choosing.count_by_hand(choice_id=begin(table).pk, numbers={variant.pk: (4, 0)})
        page = browser.get(path(table)).content.decode()
        assert (SURE in page, "moet nog beginnen" in page) == (hours > 0, hours > 0)


class TestThePlan:
    def test_it_says_what_an_action_lacks(self, table: Table, browser: Client) -> None:
        action = action_of(table, text="Hout halen")
        action.due_on = None
        action.save()
        page = browser.get(path(table, "plan")).content.decode()
        assert "Nog niemand en nog geen dag" in page
        assert "Met één zo’n actie is het een plan" in page

    def test_and_says_nothing_when_it_counts(self, table: Table, browser: Client) -> None:
        action_of(table, seat_at(table))
        page = browser.get(path(table, "plan")).content.decode()
        assert "nog geen dag" not in page
        assert "zo’n actie" not in page

    def test_the_form_and_the_step_say_it_too(self, table: Table, browser: Client) -> None:
        assert "telt een actie mee" in browser.get(path(table, "add_action")).content.decode()
        assert "iemand die het doet en een dag" in browser.get(path(table, "work")).content.decode()
