"""The seven steps of a table: what each needs before the next, and who may move it. Pure Python.

The rules are those of the AanTafel! method. At a local site, where a coach guides, a need is a gate. On the national
site it is advice: the owner may go on without it, with a short public reason. Who of the three capacities stays away
from a local table is asked again, and only then passed with a public reason.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum


class Step(IntEnum):
    """Where a table stands. A table takes the steps in this order and is in exactly one."""

    IDEA = 1
    MATCH = 2
    ASK = 3
    CREATE = 4
    CHOOSE = 5
    DO = 6
    EVALUATE = 7


class State(Enum):
    """Whether it goes on. The words are those of the database."""

    RUNNING = "running"
    STOPPED = "stopped"
    FINISHED = "finished"


class Need(Enum):
    """What has to be there before a table leaves a step."""

    PUBLISHED = "published"
    COACH = "coach"
    ANSWERS = "answers"
    INVITED_RESIDENT = "invited_resident"
    INVITED_PROFESSIONAL = "invited_professional"
    INVITED_EMPLOYEE = "invited_employee"
    FIRST_MEETING = "first_meeting"
    FIRST_MINUTES = "first_minutes"
    CLOSING_QUESTIONS = "closing_questions"
    GO_ON = "go_on"
    SAT_RESIDENT = "sat_resident"
    SAT_PROFESSIONAL = "sat_professional"
    SAT_EMPLOYEE = "sat_employee"
    VARIANT = "variant"
    SECOND_MINUTES = "second_minutes"
    PLAN = "plan"
    CAN_BE_JUDGED = "can_be_judged"
    OUTCOME = "outcome"


class Actor(Enum):
    """As what somebody moves a table."""

    OWNER = "owner"
    COACH = "coach"
    COORDINATOR = "coordinator"
    OPERATOR = "operator"


class Move(Enum):
    """What can be done with a table as a whole."""

    FORWARD = "forward"
    BACK = "back"
    STOP = "stop"
    RESUME = "resume"
    FINISH = "finish"
    NEW_ROUND = "new_round"


FIRST, LAST = Step.IDEA, Step.EVALUATE
BEGIN_OF_ROUND = Step.ASK  # a new round asks people again, with the coach and the answers that are there

NEEDS: dict[Step, tuple[Need, ...]] = {
    Step.IDEA: (Need.PUBLISHED,),
    Step.MATCH: (Need.COACH, Need.ANSWERS),
    Step.ASK: (Need.INVITED_RESIDENT, Need.INVITED_PROFESSIONAL, Need.INVITED_EMPLOYEE, Need.FIRST_MEETING),
    Step.CREATE: (Need.FIRST_MINUTES, Need.CLOSING_QUESTIONS, Need.GO_ON),
    Step.CHOOSE: (
        Need.SAT_RESIDENT,
        Need.SAT_PROFESSIONAL,
        Need.SAT_EMPLOYEE,
        Need.VARIANT,
        Need.SECOND_MINUTES,
        Need.PLAN,
    ),
    Step.DO: (Need.CAN_BE_JUDGED,),
    Step.EVALUATE: (Need.OUTCOME,),
}

ONLY_LOCAL = frozenset({Need.COACH})  # nationally there are no coaches
TRIANGLE = frozenset({Need.SAT_RESIDENT, Need.SAT_PROFESSIONAL, Need.SAT_EMPLOYEE})
# nobody can reason these away: they are the move itself
FIRM = frozenset({Need.PUBLISHED, Need.CAN_BE_JUDGED, Need.OUTCOME})
# only owners say these, so only they go on from here; for an owner without an account somebody writes it down
OWNERS_WORD = frozenset({Step.DO, Step.EVALUATE})
WITH_REASON = frozenset({Move.BACK, Move.STOP, Move.RESUME})
GUIDES = frozenset({Actor.OWNER, Actor.COACH})
DESKS = frozenset({Actor.COORDINATOR, Actor.OPERATOR})


class Weight(Enum):
    """How heavily a missing need weighs."""

    GATE = "gate"  # nothing to be done but to see to it
    REASON = "reason"  # may be passed with a short public reason


@dataclass(frozen=True)
class Facts:
    """What is known of a table. `met` are the needs that are there; `asked_again` the sides of the triangle of which
    somebody was invited after a meeting to which that side had not come. `owner_acts`: an owner has an account.
    `outcome` is what the owner decided after looking back: a table does what was said last.
    """

    step: Step
    state: State = State.RUNNING
    is_local: bool = False
    is_public: bool = True
    owner_acts: bool = True
    met: frozenset[Need] = frozenset()
    asked_again: frozenset[Need] = frozenset()
    outcome: Move | None = None


@dataclass(frozen=True)
class Blocker:
    need: Need
    weight: Weight


def needs(facts: Facts) -> tuple[Need, ...]:
    """What the table needs in the step where it stands, in the order in which one sees to it."""
    return tuple(need for need in NEEDS[facts.step] if facts.is_local or need not in ONLY_LOCAL)


def blockers(facts: Facts) -> tuple[Blocker, ...]:
    """What is still missing before the table can leave its step."""
    return tuple(Blocker(need, _weight(need, facts)) for need in needs(facts) if need not in facts.met)


def _weight(need: Need, facts: Facts) -> Weight:
    if need in FIRM:
        return Weight.GATE
    if need in TRIANGLE:
        return Weight.REASON if need in facts.asked_again or not facts.is_local else Weight.GATE
    return Weight.GATE if facts.is_local else Weight.REASON


def asks_reason(facts: Facts) -> bool:
    """Whether going on now takes a public reason, since something that may be passed is missing."""
    return any(one.weight is Weight.REASON for one in blockers(facts))


def is_open(facts: Facts) -> bool:
    """Whether nothing holds the table back but, at most, a reason."""
    return all(one.weight is Weight.REASON for one in blockers(facts))


def moves(facts: Facts) -> frozenset[Move]:
    """What can happen to a table that stands like this, whoever does it, once its needs are seen to."""
    if not facts.is_public:
        return frozenset()
    if facts.state is State.STOPPED:
        return frozenset({Move.RESUME})
    if facts.state is State.FINISHED:
        return frozenset()
    found = {Move.STOP}
    if facts.step is LAST:
        found |= {facts.outcome} if facts.outcome else {Move.FINISH, Move.NEW_ROUND}
    else:
        found.add(Move.FORWARD)
    lowest = Step.MATCH if facts.is_local else Step.IDEA  # at a local site there is a match from then on
    if facts.step > lowest:
        found.add(Move.BACK)
    return frozenset(found)


def movers(facts: Facts, move: Move) -> frozenset[Actor]:
    """Who may do it. Whoever's idea it is decides; without an account the coach or a desk writes it down."""
    desk = desk_of(facts)
    if move in {Move.STOP, Move.RESUME}:
        return speakers(facts) | {desk}
    if move in {Move.FINISH, Move.NEW_ROUND} or (facts.step in OWNERS_WORD and move is Move.FORWARD):
        return speakers(facts)
    if move is Move.FORWARD and facts.step is Step.IDEA and facts.is_local:
        return frozenset({Actor.COORDINATOR})  # by asking a coach
    return GUIDES | speakers(facts) | ({desk} if move is Move.BACK else frozenset())


def desk_of(facts: Facts) -> Actor:
    """Which desk looks after the table."""
    return Actor.COORDINATOR if facts.is_local else Actor.OPERATOR


def speakers(facts: Facts) -> frozenset[Actor]:
    """Who says what only an owner decides; for one without an account coach or desk writes it down."""
    return frozenset({Actor.OWNER}) if facts.owner_acts else frozenset({Actor.OWNER, Actor.COACH, desk_of(facts)})


def may(facts: Facts, move: Move, actor: Actor) -> bool:
    return move in moves(facts) and actor in movers(facts, move)


def destination(step: Step, move: Move) -> Step:
    """Where the table stands after that move."""
    if move is Move.FORWARD:
        return Step(step + 1)
    if move is Move.BACK:
        return Step(step - 1)
    return BEGIN_OF_ROUND if move is Move.NEW_ROUND else step
