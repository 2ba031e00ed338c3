"""What the rules have to know, read from the rows: each row of the method, there and not there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aantafel.accounts.enums import Capacity
from aantafel.core import clock
from municipalities import sites
from municipalities.models import Municipality
from tables.enums import CoreQuestion, MeetingPurpose, MeetingState, WordKind
from tables.lifecycle import NEEDS, Move, Need, Step
from tables.models import Table
from tables.road import facts
from tests.factories.accounts import UserFactory
from tests.factories.coaches import MatchFactory
from tests.factories.instances import InstanceFactory
from tests.factories.tables import answered
from tests.tables.road import agreed, chosen, invited, meeting, of_nobody, own_by, said, seat, table_at, written

pytestmark = pytest.mark.django_db
SECOND = MeetingPurpose.SECOND


@pytest.fixture
def town() -> Municipality:
    return InstanceFactory.create().municipality


def met(table: Table) -> set[Need]:
    table.refresh_from_db()
    return set(facts.gather(table).met)


def test_match_needs_a_coach_who_said_yes_and_four_answers(town: Municipality) -> None:
    table = table_at(2, town=town)
    match = MatchFactory.create(idea=table.idea)
    assert met(table) == set()
    type(match).everywhere.update(state="accepted", answered_at=clock.now())
    assert met(table) == {Need.COACH}
    for question in list(CoreQuestion)[:3]:
        answered(table, question, "Ja.")
    assert met(table) == {Need.COACH}
    answered(table, CoreQuestion.ROAD, "Ja.")
    assert met(table) == {Need.COACH, Need.ANSWERS}


def test_ask_needs_sent_invitations_in_each_capacity_and_a_planned_first_meeting() -> None:
    table = table_at(3)
    seat(table, Capacity.RESIDENT)
    poll = meeting(table, state=MeetingState.POLL, starts_at=None)
    invited(poll, Capacity.RESIDENT, sent_at=None)
    assert met(table) == set(), "on a list, or with a date that is looked for, nobody was asked"
    invited(poll, Capacity.PROFESSIONAL)
    assert met(table) == {Need.INVITED_PROFESSIONAL}
    first = meeting(table)
    invited(first)
    assert met(table) == set(NEEDS[Step.ASK])
    type(first).everywhere.filter(pk=first.pk).update(state=MeetingState.CANCELLED)
    assert met(table) == {Need.INVITED_PROFESSIONAL}, "for a meeting that is off nobody is asked"


def test_create_needs_minutes_closing_questions_and_the_word_of_the_owner() -> None:
    table = table_at(4)
    first = meeting(table, days=-2)
    minutes = written(first, closed=False, version=0)
    assert met(table) == set()
    type(minutes).everywhere.update(version=1, published_at=clock.now())
    assert met(table) == {Need.FIRST_MINUTES}
    type(minutes).everywhere.update(active="Wij.", again="Ja.", missing=" ")
    assert met(table) == {Need.FIRST_MINUTES}
    type(minutes).everywhere.update(missing="De huisarts.")
    assert met(table) == {Need.FIRST_MINUTES, Need.CLOSING_QUESTIONS}
    said(table, WordKind.GO_ON, first, at=clock.now() - timedelta(hours=2))
    assert met(table) == set(NEEDS[Step.CREATE])
    said(table, WordKind.STOP, first)
    assert Need.GO_ON not in met(table), "what was said last counts"


def test_choose_needs_all_three_a_choice_minutes_and_a_plan() -> None:
    table = table_at(5)
    first = meeting(table, days=-20)
    invited(first, Capacity.RESIDENT, came=True)
    invited(first, Capacity.PROFESSIONAL)
    called_off = meeting(table, MeetingPurpose.OTHER, days=-9, state=MeetingState.CANCELLED)
    invited(called_off, Capacity.EMPLOYEE, came=True)
    assert met(table) == {Need.SAT_RESIDENT}, "at a meeting that was called off nobody sat"
    second = meeting(table, SECOND, days=-2)
    invited(second, Capacity.PROFESSIONAL, Capacity.EMPLOYEE, came=True)
    written(second)
    chosen(table)
    agreed(table, due_on=None)
    agreed(table, seat=None)
    agreed(table, state="dropped")
    assert met(table) == set(NEEDS[Step.CHOOSE]) - {Need.PLAN}, "who and when belong to a plan"
    by_words = agreed(table, seat=None, who="De voetbalclub")
    assert met(table) == set(NEEDS[Step.CHOOSE])
    by_words.delete()
    agreed(table)
    assert met(table) == set(NEEDS[Step.CHOOSE])


def test_do_and_evaluate_need_a_word_of_the_owner_said_since_then() -> None:
    table = table_at(6)
    said(table, WordKind.CAN_BE_JUDGED, at=table.moved_at - timedelta(minutes=1))
    assert met(table) == set()
    said(table, WordKind.CAN_BE_JUDGED)
    assert met(table) == {Need.CAN_BE_JUDGED}
    Table.everywhere.update(step=7, moved_at=clock.now())
    for kind, move in ((WordKind.UPKEEP, Move.FINISH), (WordKind.NEW_ROUND, Move.NEW_ROUND)):
        said(table, kind)
        assert met(table) == {Need.OUTCOME}
        assert facts.gather(table).outcome is move


def test_a_new_round_begins_with_nothing() -> None:
    for step in (Step.ASK, Step.CREATE, Step.CHOOSE):
        table = table_at(step)
        first, second = meeting(table, days=-9), meeting(table, SECOND, days=-2)
        invited(first, came=True)
        for one in (first, second):
            written(one)
        said(table, WordKind.GO_ON, first)
        chosen(table)
        agreed(table)
        assert met(table), step
        Table.everywhere.filter(pk=table.pk).update(round=2)
        assert met(table) == set(), step


class TestAskedAgain:
    """A side that stayed away is asked again before the table may go on without it."""

    def again(self, table: Table) -> set[Need]:
        return set(facts.gather(table).asked_again)

    def test_an_invitation_sent_after_a_meeting_to_which_they_did_not_come(self) -> None:
        table = table_at(5)
        invited(meeting(table, days=-5), Capacity.EMPLOYEE, days_ago=12)
        assert self.again(table) == set()
        invited(meeting(table, SECOND, days=5), Capacity.EMPLOYEE, days_ago=1)
        assert self.again(table) == {Need.SAT_EMPLOYEE}

    def test_one_that_was_sent_before_does_not_count(self) -> None:
        table = table_at(5)
        meeting(table, days=-5)
        invited(meeting(table, SECOND, days=5), Capacity.EMPLOYEE, days_ago=12)
        assert self.again(table) == set()

    def test_nor_one_that_was_not_sent_or_is_for_a_meeting_that_is_off(self) -> None:
        table = table_at(5)
        meeting(table, days=-5)
        invited(meeting(table, SECOND, days=5), Capacity.EMPLOYEE, sent_at=None)
        invited(meeting(table, SECOND, days=6, state=MeetingState.CANCELLED), Capacity.EMPLOYEE)
        assert self.again(table) == set()

    def test_who_came_need_not_be_asked_again(self) -> None:
        table = table_at(5)
        invited(meeting(table, days=-5), Capacity.EMPLOYEE, came=True)
        invited(meeting(table, SECOND, days=5), Capacity.EMPLOYEE)
        assert self.again(table) == set()


class TestWho:
    def test_local_or_national_follows_the_site(self, town: Municipality) -> None:
        table = table_at(3, town=town)
        assert facts.gather(table).is_local
        town.instance.state = "ended"
        town.instance.ended_at = clock.now()
        town.instance.save()
        sites.forget()
        assert not facts.gather(table).is_local

    def test_an_owner_acts_alone_or_with_others_or_not_at_all(self) -> None:
        table = table_at(6)
        assert facts.gather(table).owner_acts
        assert not facts.gather(of_nobody(table)).owner_acts
        own_by(table, UserFactory.create())
        assert facts.gather(table).owner_acts

    def test_a_pinner_who_left_acts_no_more(self) -> None:
        table = table_at(6, pinner_left_at=clock.now())
        assert not facts.gather(table).owner_acts


def test_a_list_of_tables_costs_as_much_as_a_few(town: Municipality) -> None:
    def everywhere() -> list[Table]:
        return [table_at(step, town=town) for step in Step]

    tables = everywhere()
    facts.gather_all(tables)
    with CaptureQueriesContext(connection) as once:
        facts.gather_all(tables)
    tables += everywhere() + everywhere()
    with CaptureQueriesContext(connection) as often:
        found = facts.gather_all(tables)
    assert len(found) == 21
    assert len(often) == len(once) <= 17
