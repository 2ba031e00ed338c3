"""There always is one next thing to do, or a sentence that says whom one waits for. No database."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tables.lifecycle import NEEDS, Actor, Facts, Need, State, Step
from tables.road.facts import ACTORS
from tables.road.next_action import doers, tasks
from tables.road.situation import Situation
from tables.road.todo import WORDS, Task

DAY = datetime(2026, 12, 1, 18, tzinfo=UTC)
SITUATIONS = {
    "nothing": Situation(),
    "a list": Situation(has_people=True),
    "a poll": Situation(has_people=True, has_poll=True),
    "a meeting to come": Situation(has_people=True, coming=DAY, unanswered=3),
    "a coach was asked": Situation(asked_coach=True),
    "a second meeting to come": Situation(has_people=True, coming=DAY, has_second=True),
    "people asked for the second": Situation(has_people=True, coming=DAY, has_second=True, asked_second=True),
    "to write": Situation(has_people=True, to_write=1, had_second=True),
    "to check": Situation(has_people=True, to_check=1, had_second=True),
    "to decide": Situation(has_people=True, to_decide=1, had_second=True),
    "late": Situation(has_people=True, actions=3, done=1, overdue=1, had_second=True),
    "carried out": Situation(has_people=True, actions=3, done=3, had_second=True),
    "asked about minutes": Situation(has_people=True, requests=1, to_thank=1),
    "asked how it goes": Situation(has_people=True, was_asked=True),
    "rests": Situation(has_people=True, was_asked=True, rests=True),
}


def subsets(step: Step) -> list[frozenset[Need]]:
    """Nothing there, each need alone, all but each, and all."""
    all_of = frozenset(NEEDS[step])
    return [frozenset(), *(frozenset({need}) for need in all_of), *(all_of - {need} for need in all_of), all_of]


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", SITUATIONS)
def test_somebody_can_always_do_the_next_thing_and_everybody_reads_what_it_is(
    step: Step, state: State, name: str
) -> None:
    for is_local, owner_acts, met in itertools.product((True, False), (True, False), subsets(step)):
        facts = Facts(step=step, state=state, is_local=is_local, owner_acts=owner_acts, met=met)
        found = list(tasks(facts, SITUATIONS[name]))
        assert found, facts
        assert len(found) == len(set(found)), found
        assert doers(found[0], facts), (found[0], facts)
        for actor in Actor:
            mine = [task for task in found if actor in doers(task, facts)]
            said = WORDS[mine[0]] if mine else WORDS[found[0]]
            assert str(said.text if mine else said.waits)


def test_every_task_has_words() -> None:
    assert set(WORDS) == set(Task)


def first(step: Step, now: Situation = SITUATIONS["nothing"], **more: object) -> dict[str, Task | None]:
    """The first thing for each role, None for who waits."""
    facts = Facts(step=step, **more)  # type: ignore[arg-type]
    todo = list(tasks(facts, now))
    return {actor.value: next((task for task in todo if actor in doers(task, facts)), None) for actor in Actor}


def test_the_desk_rings_whom_nobody_heard_of() -> None:
    local = first(Step.ASK, SITUATIONS["rests"], is_local=True)
    assert (local["owner"], local["coordinator"], local["operator"]) == (Task.TELL, Task.WAKE, None)
    assert first(Step.ASK, SITUATIONS["rests"])["operator"] is Task.WAKE


class TestTheRoad:
    """The first thing for owner and coach, as the road goes."""

    def test_a_local_idea_waits_for_the_coordinator(self) -> None:
        found = first(Step.IDEA, is_local=True)
        assert found["coordinator"] is Task.FIND_COACH
        assert found["owner"] is None
        found = first(Step.IDEA, SITUATIONS["a coach was asked"], is_local=True)
        assert (found["owner"], found["coordinator"]) == (None, Task.AWAIT_COACH)

    def test_a_national_idea_is_the_owners(self) -> None:
        assert first(Step.IDEA) == {"owner": Task.BEGIN, "coach": Task.BEGIN, "coordinator": None, "operator": None}

    def test_without_a_coach_the_owner_answers_the_questions_meanwhile(self) -> None:
        found = first(Step.MATCH, is_local=True)
        assert (found["owner"], found["coordinator"]) == (Task.ANSWER, Task.FIND_COACH)
        assert first(Step.MATCH, is_local=True, met=frozenset({Need.ANSWERS}))["owner"] is None
        asked = first(Step.MATCH, SITUATIONS["a coach was asked"], is_local=True)
        assert (asked["owner"], asked["coordinator"]) == (Task.ANSWER, Task.AWAIT_COACH)

    def test_first_a_list_then_a_day_then_the_invitations(self) -> None:
        assert first(Step.ASK)["owner"] is Task.MAKE_LIST
        assert first(Step.ASK, SITUATIONS["a list"])["owner"] is Task.PLAN_FIRST
        assert first(Step.ASK, SITUATIONS["a poll"])["owner"] is Task.PICK_DATE
        planned = frozenset({Need.FIRST_MEETING})
        assert first(Step.ASK, SITUATIONS["a meeting to come"], met=planned)["owner"] is Task.INVITE
        assert first(Step.ASK, met=frozenset(NEEDS[Step.ASK]))["owner"] is Task.FORWARD

    def test_the_first_meeting_is_held_written_down_checked_and_decided_about(self) -> None:
        assert first(Step.CREATE, SITUATIONS["a meeting to come"])["owner"] is Task.COME_TOGETHER
        assert first(Step.CREATE, SITUATIONS["to write"])["coach"] is Task.WRITE
        found = first(Step.CREATE, SITUATIONS["to check"])
        assert (found["owner"], found["coach"]) == (Task.CHECK, None)
        written = frozenset({Need.FIRST_MINUTES})
        closed = written | {Need.CLOSING_QUESTIONS}
        found = first(Step.CREATE, SITUATIONS["to decide"], met=closed)
        assert (found["owner"], found["coach"]) == (Task.DECIDE, None)

    def test_choosing(self) -> None:
        assert first(Step.CHOOSE)["owner"] is Task.PLAN_SECOND
        assert first(Step.CHOOSE, SITUATIONS["a second meeting to come"])["owner"] is Task.INVITE_SECOND
        asked = SITUATIONS["people asked for the second"]
        assert first(Step.CHOOSE, asked)["owner"] is Task.WORK_OUT
        assert first(Step.CHOOSE, replace(asked, to_choose_from=1))["owner"] is Task.WORK_OUT
        assert first(Step.CHOOSE, replace(asked, to_choose_from=2))["owner"] is Task.COME_TOGETHER
        had = Situation(had_second=True)
        assert first(Step.CHOOSE, had)["owner"] is Task.PICK
        assert first(Step.CHOOSE, had, met=frozenset({Need.VARIANT}))["owner"] is Task.AGREE
        all_but_one = frozenset(NEEDS[Step.CHOOSE]) - {Need.SAT_EMPLOYEE}
        assert first(Step.CHOOSE, had, met=all_but_one, is_local=True)["owner"] is Task.INVITE_AGAIN
        again = frozenset({Need.SAT_EMPLOYEE})
        without = first(Step.CHOOSE, had, met=all_but_one, is_local=True, asked_again=again)
        assert without["owner"] is Task.GO_WITHOUT
        waiting = first(Step.CHOOSE, replace(had, coming=DAY), met=all_but_one, is_local=True, asked_again=again)
        assert waiting["owner"] is Task.COME_TOGETHER

    @pytest.mark.parametrize("step", [Step.CREATE, Step.CHOOSE, Step.DO, Step.EVALUATE])
    def test_after_each_meeting_it_is_asked_whether_the_table_goes_on(self, step: Step) -> None:
        for met in (frozenset(), frozenset(NEEDS[step])):
            found = first(step, SITUATIONS["to decide"], met=met)
            assert found["owner"] is Task.DECIDE
            assert found["coach"] is not Task.DECIDE

    def test_doing_and_looking_back(self) -> None:
        assert first(Step.DO, SITUATIONS["late"])["owner"] is Task.CATCH_UP
        found = first(Step.DO, SITUATIONS["carried out"])
        assert (found["owner"], found["coach"]) == (Task.JUDGE, None)
        assert first(Step.DO, met=frozenset({Need.CAN_BE_JUDGED}))["owner"] is Task.FORWARD
        assert first(Step.EVALUATE)["owner"] is Task.LOOK_BACK

    def test_who_was_asked_how_it_goes_tells_that_first(self) -> None:
        found = first(Step.ASK, SITUATIONS["asked how it goes"])
        assert (found["owner"], found["coach"]) == (Task.TELL, Task.TELL)
        for is_local, desk in ((True, "coordinator"), (False, "operator")):
            asked = SITUATIONS["asked how it goes"]
            found = first(Step.DO, asked, is_local=is_local, owner_acts=False)
            assert found[desk] is Task.CARRY_OUT

    @pytest.mark.parametrize("step", Step)
    def test_a_stopped_or_finished_table(self, step: Step) -> None:
        asked = replace(SITUATIONS["late"], was_asked=True)
        assert first(step, asked, state=State.STOPPED)["owner"] is Task.RESUME
        assert first(step, asked, state=State.STOPPED)["coach"] is None
        assert set(first(step, asked, state=State.FINISHED).values()) == {Task.LOOK}

    @pytest.mark.parametrize("state", State)
    def test_what_people_ask_about_minutes_comes_first_for_everybody(self, state: State) -> None:
        asked = Situation(has_people=True, requests=1)
        assert set(first(Step.DO, asked, state=state).values()) == {Task.REPLY}

    def test_only_what_was_just_said_at_the_table_comes_before_it(self) -> None:
        for name, task in (("to write", Task.WRITE), ("to check", Task.CHECK), ("to decide", Task.DECIDE)):
            assert first(Step.CREATE, replace(SITUATIONS[name], requests=1))["owner"] is task
        assert first(Step.CREATE, replace(SITUATIONS["a meeting to come"], requests=1))["owner"] is Task.REPLY

    def test_a_finished_table_still_thanks(self) -> None:
        thank = Situation(to_thank=1)
        assert first(Step.EVALUATE, thank, state=State.FINISHED)["owner"] is Task.THANK
        assert first(Step.EVALUATE, thank)["owner"] is Task.LOOK_BACK


def test_roles_of_the_place_are_those_of_the_rules() -> None:
    assert set(ACTORS.values()) == set(Actor)
