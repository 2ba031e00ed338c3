"""The seven steps as the method tells them: what each needs, and who may do what. No database."""

import itertools

import pytest

from tables.lifecycle import (
    NEEDS,
    Actor,
    Facts,
    Move,
    Need,
    State,
    Step,
    Weight,
    asks_reason,
    blockers,
    destination,
    is_open,
    may,
    movers,
    moves,
    needs,
    speakers,
)

SAT = [Need.SAT_RESIDENT, Need.SAT_PROFESSIONAL, Need.SAT_EMPLOYEE]
# the table of the method, row by row: what is needed before the next step, locally and nationally
METHOD: dict[Step, tuple[list[Need], list[Need]]] = {
    Step.IDEA: ([Need.PUBLISHED], [Need.PUBLISHED]),
    Step.MATCH: ([Need.COACH, Need.ANSWERS], [Need.ANSWERS]),
    Step.ASK: (
        [Need.INVITED_RESIDENT, Need.INVITED_PROFESSIONAL, Need.INVITED_EMPLOYEE, Need.FIRST_MEETING],
        [Need.INVITED_RESIDENT, Need.INVITED_PROFESSIONAL, Need.INVITED_EMPLOYEE, Need.FIRST_MEETING],
    ),
    Step.CREATE: (
        [Need.FIRST_MINUTES, Need.CLOSING_QUESTIONS, Need.GO_ON],
        [Need.FIRST_MINUTES, Need.CLOSING_QUESTIONS, Need.GO_ON],
    ),
    Step.CHOOSE: (
        [*SAT, Need.VARIANT, Need.SECOND_MINUTES, Need.PLAN],
        [*SAT, Need.VARIANT, Need.SECOND_MINUTES, Need.PLAN],
    ),
    Step.DO: ([Need.CAN_BE_JUDGED], [Need.CAN_BE_JUDGED]),
    Step.EVALUATE: ([Need.OUTCOME], [Need.OUTCOME]),
}
OWN, COACH, COORD, OPER = Actor.OWNER, Actor.COACH, Actor.COORDINATOR, Actor.OPERATOR
# who moves a running table whose owner has an account: (local, national)
FORWARD: dict[Step, tuple[set[Actor], set[Actor]]] = {
    Step.IDEA: ({COORD}, {OWN, COACH}),
    Step.MATCH: ({OWN, COACH}, {OWN, COACH}),
    Step.ASK: ({OWN, COACH}, {OWN, COACH}),
    Step.CREATE: ({OWN, COACH}, {OWN, COACH}),
    Step.CHOOSE: ({OWN, COACH}, {OWN, COACH}),
    Step.DO: ({OWN}, {OWN}),
    Step.EVALUATE: (set(), set()),
}


def at(step: Step, **more: object) -> Facts:
    return Facts(step=step, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("is_local", [True, False])
class TestEveryStep:
    def test_needs_what_the_method_says(self, step: Step, is_local: bool) -> None:
        assert list(needs(at(step, is_local=is_local))) == METHOD[step][0 if is_local else 1]

    def test_lacks_all_of_it_until_it_is_there(self, step: Step, is_local: bool) -> None:
        wanted = METHOD[step][0 if is_local else 1]
        for count in range(len(wanted) + 1):
            facts = at(step, is_local=is_local, met=frozenset(wanted[:count]))
            assert [one.need for one in blockers(facts)] == wanted[count:]
        assert is_open(facts)
        assert not asks_reason(facts)

    @pytest.mark.parametrize("actor", Actor)
    def test_goes_on_by_whom_it_should(self, step: Step, is_local: bool, actor: Actor) -> None:
        expected = FORWARD[step][0 if is_local else 1]
        assert may(at(step, is_local=is_local), Move.FORWARD, actor) == (actor in expected)

    @pytest.mark.parametrize("actor", Actor)
    def test_stops_by_owner_or_the_desk_that_looks_after_it(self, step: Step, is_local: bool, actor: Actor) -> None:
        assert may(at(step, is_local=is_local), Move.STOP, actor) == (actor in {OWN, COORD if is_local else OPER})

    @pytest.mark.parametrize("actor", Actor)
    def test_goes_back_by_owner_coach_or_desk(self, step: Step, is_local: bool, actor: Actor) -> None:
        lowest = Step.MATCH if is_local else Step.IDEA
        who = {OWN, COACH, COORD if is_local else OPER} if step > lowest else set()
        assert may(at(step, is_local=is_local), Move.BACK, actor) == (actor in who)

    @pytest.mark.parametrize("actor", Actor)
    def test_that_stopped_only_goes_on_by_owner_or_desk(self, step: Step, is_local: bool, actor: Actor) -> None:
        facts = at(step, is_local=is_local, state=State.STOPPED)
        assert moves(facts) == {Move.RESUME}
        assert may(facts, Move.RESUME, actor) == (actor in {OWN, COORD if is_local else OPER})

    @pytest.mark.parametrize("move", Move)
    def test_that_is_finished_or_hidden_does_nothing(self, step: Step, is_local: bool, move: Move) -> None:
        for facts in (
            at(step, is_local=is_local, state=State.FINISHED),
            at(step, is_local=is_local, is_public=False),
            at(step, is_local=is_local, is_public=False, state=State.STOPPED),
        ):
            assert not any(may(facts, move, actor) for actor in Actor)

    def test_is_moved_by_coach_or_desk_for_an_owner_without_an_account(self, step: Step, is_local: bool) -> None:
        facts = at(step, is_local=is_local, owner_acts=False)
        desk = COORD if is_local else OPER
        assert speakers(facts) == {OWN, COACH, desk}
        if Move.FORWARD in moves(facts) and not (step is Step.IDEA and is_local):
            assert {COACH, desk} <= movers(facts, Move.FORWARD)
        assert {COACH, desk} <= movers(facts, Move.STOP)


class TestGatesAndAdvice:
    FIRM = frozenset({Need.PUBLISHED, Need.CAN_BE_JUDGED, Need.OUTCOME})

    @pytest.mark.parametrize(("step", "need"), [(step, need) for step, all_ in NEEDS.items() for need in all_])
    def test_locally_a_need_is_a_gate_and_nationally_a_reason_passes_it(self, step: Step, need: Need) -> None:
        rest = frozenset(NEEDS[step]) - {need}
        local, national = at(step, is_local=True, met=rest), at(step, met=rest)
        assert [one.weight for one in blockers(local)] == [Weight.GATE]
        assert not is_open(local)
        if need is Need.COACH:
            assert blockers(national) == ()
        else:
            assert is_open(national) == (need not in self.FIRM)
            assert asks_reason(national) == (need not in self.FIRM)

    @pytest.mark.parametrize("need", SAT)
    def test_a_side_that_stays_away_is_asked_again_before_a_reason_passes_it(self, need: Need) -> None:
        met = frozenset(NEEDS[Step.CHOOSE]) - {need}
        others = frozenset(SAT) - {need}
        for again, opens in ((frozenset(), False), (others, False), (frozenset({need}), True)):
            facts = at(Step.CHOOSE, is_local=True, met=met, asked_again=again)
            assert (is_open(facts), asks_reason(facts)) == (opens, opens)

    def test_two_sides_are_each_asked_again(self) -> None:
        met = frozenset(NEEDS[Step.CHOOSE]) - {Need.SAT_EMPLOYEE, Need.SAT_PROFESSIONAL}
        once = at(Step.CHOOSE, is_local=True, met=met, asked_again=frozenset({Need.SAT_EMPLOYEE}))
        assert not is_open(once)
        assert {one.need: one.weight for one in blockers(once)} == {
            Need.SAT_PROFESSIONAL: Weight.GATE,
            Need.SAT_EMPLOYEE: Weight.REASON,
        }


class TestTheEnd:
    def test_after_looking_back_it_is_finished_or_begins_anew(self) -> None:
        assert moves(at(Step.EVALUATE)) == {Move.STOP, Move.BACK, Move.FINISH, Move.NEW_ROUND}

    @pytest.mark.parametrize("outcome", [Move.FINISH, Move.NEW_ROUND])
    def test_it_does_what_was_decided_last(self, outcome: Move) -> None:
        facts = at(Step.EVALUATE, met=frozenset({Need.OUTCOME}), outcome=outcome)
        assert moves(facts) == {Move.STOP, Move.BACK, outcome}

    @pytest.mark.parametrize(("actor", "move"), list(itertools.product(Actor, [Move.FINISH, Move.NEW_ROUND])))
    def test_only_the_owner_ends_it(self, actor: Actor, move: Move) -> None:
        assert may(at(Step.EVALUATE, is_local=True), move, actor) == (actor is OWN)

    def test_where_each_move_leads(self) -> None:
        assert destination(Step.EVALUATE, Move.NEW_ROUND) is Step.ASK
        assert destination(Step.CHOOSE, Move.BACK) is Step.CREATE
        assert destination(Step.CHOOSE, Move.FORWARD) is Step.DO
        for move in (Move.STOP, Move.RESUME, Move.FINISH):
            assert destination(Step.DO, move) is Step.DO
