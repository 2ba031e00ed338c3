"""The one next thing to do at a table, for each who organises it; or whom they wait for.

`tasks` is pure: from what `lifecycle` knows of a table, and from what goes on there, follows what there is to do, the
first thing first. Who does it follows from the same rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from aantafel.core import dates
from tables import lifecycle
from tables.enums import TableStep
from tables.lifecycle import DESKS, GUIDES, TRIANGLE, Actor, Facts, Move, Need, State, Step
from tables.permissions import Work
from tables.road import facts as known
from tables.road import situation
from tables.road.addresses import url
from tables.road.facts import ACTORS
from tables.road.situation import Situation
from tables.road.todo import WORDS, Task

A_CHOICE = 2  # variants from which one chooses
URGENT = frozenset({Task.TELL, Task.WAKE, Task.WRITE, Task.CHECK, Task.DECIDE})  # before what people ask about minutes
INVITED = frozenset({Need.INVITED_RESIDENT, Need.INVITED_PROFESSIONAL, Need.INVITED_EMPLOYEE})


@dataclass(frozen=True)
class NextAction:
    """Without a `label` there is nothing to do now: `text` says whom one waits for."""

    label: str
    url: str
    text: str


def of(work: Work | None, facts: Facts, now: Situation) -> NextAction:
    """The one next thing for somebody who organises the table: the first that they may do. Without `work`, for who only
    goes along: what the table waits for.
    """
    filled = {
        "day": dates.day(now.coming) if now.coming else "",
        "step": _step_name(facts),
    }
    todo = list(tasks(facts, now))
    for task in todo:
        there = _where(task, work, facts) if work else ""
        if there:
            return NextAction(str(WORDS[task].label) % filled, there, str(WORDS[task].text) % filled)
    words = WORDS[todo[0]]
    waits = words.waits if work and work.is_owner else words.others or words.waits
    return NextAction("", "", str(waits) % filled)


def _where(task: Task, work: Work, facts: Facts) -> str:
    """Where they do it; "" for who does not."""
    return url(WORDS[task].place, work) if ACTORS[work.role] in doers(task, facts) else ""


def of_each(works: list[Work]) -> dict[int, NextAction]:
    """By the number of the table. Uses `idea`; as many queries for one as for all."""
    tables = [work.table for work in works]
    facts, now = known.gather_all(tables), situation.gather_all(tables)
    return {work.table.pk: of(work, facts[work.table.pk], now[work.table.pk]) for work in works}


def doers(task: Task, facts: Facts) -> frozenset[Actor]:
    """Who does it."""
    speakers, desk = lifecycle.speakers(facts), lifecycle.desk_of(facts)
    if task in (Task.LOOK, Task.REPLY):
        return frozenset(Actor)
    if task is Task.TELL:  # a desk was not asked, also when it speaks for an owner without an account
        return (GUIDES | speakers) - DESKS
    if task is Task.WAKE:
        return frozenset({desk})
    if task in (Task.FIND_COACH, Task.AWAIT_COACH):
        return frozenset({Actor.COORDINATOR})
    if task is Task.RESUME:
        return lifecycle.movers(facts, Move.RESUME)
    if task in (Task.CHECK, Task.DECIDE, Task.JUDGE):
        return speakers
    if task in (Task.FORWARD, Task.BEGIN, Task.GO_WITHOUT):
        return lifecycle.movers(facts, Move.FORWARD)
    if task in (Task.WRITE, Task.COME_TOGETHER):
        return GUIDES | speakers | {desk}
    return GUIDES | speakers


def tasks(facts: Facts, now: Situation) -> Iterator[Task]:
    """What there is to do, the first thing first; never nothing."""
    found = _in_its_state(facts, now)
    yield from (task for task in found if task in URGENT)
    if now.requests:
        yield Task.REPLY
    yield from (task for task in found if task not in URGENT)


def _in_its_state(facts: Facts, now: Situation) -> list[Task]:
    thanks = [Task.THANK] if now.to_thank else []
    if facts.state is State.STOPPED:
        return [Task.RESUME, *thanks]
    if facts.state is State.FINISHED:
        return [*thanks, Task.LOOK]
    still = [*([Task.TELL] if now.was_asked else []), *([Task.WAKE] if now.rests else [])]
    return [*still, *(list(_of_step(facts, now)) or [Task.FORWARD]), *thanks]


def _of_step(facts: Facts, now: Situation) -> Iterator[Task]:
    missing = {one.need for one in lifecycle.blockers(facts)}
    steps = {
        Step.IDEA: _idea,
        Step.MATCH: _match,
        Step.ASK: _ask,
        Step.CREATE: _create,
        Step.CHOOSE: _choose,
        Step.DO: _do,
        Step.EVALUATE: _evaluate,
    }
    return steps[facts.step](facts, now, missing)


def _idea(facts: Facts, now: Situation, missing: set[Need]) -> Iterator[Task]:
    yield _coach(now) if facts.is_local else Task.BEGIN


def _coach(now: Situation) -> Task:
    return Task.AWAIT_COACH if now.asked_coach else Task.FIND_COACH


def _match(facts: Facts, now: Situation, missing: set[Need]) -> Iterator[Task]:
    if Need.COACH in missing:
        yield _coach(now)
    if Need.ANSWERS in missing:
        yield Task.ANSWER


def _ask(facts: Facts, now: Situation, missing: set[Need]) -> Iterator[Task]:
    """A list first, then a day, and with that day the invitations."""
    if missing & INVITED and not now.has_people:
        yield Task.MAKE_LIST
    if Need.FIRST_MEETING in missing:
        yield Task.PICK_DATE if now.has_poll else Task.PLAN_FIRST
    if missing & INVITED:
        yield Task.INVITE


def _create(facts: Facts, now: Situation, missing: set[Need]) -> Iterator[Task]:
    yield from _after_a_meeting(now)
    if Need.FIRST_MINUTES in missing:
        if now.coming:
            yield Task.COME_TOGETHER
        elif not (now.to_write or now.to_check):
            yield Task.PICK_DATE if now.has_poll else Task.PLAN_FIRST
    elif Need.GO_ON in missing and not now.to_decide:
        yield Task.DECIDE


def _choose(facts: Facts, now: Situation, missing: set[Need]) -> Iterator[Task]:
    yield from _after_a_meeting(now)
    if not now.had_second:
        yield from _before_second(now, missing)
        return
    if Need.VARIANT in missing:
        yield Task.PICK
    if Need.PLAN in missing:
        yield Task.AGREE
    away = missing & TRIANGLE
    if away - facts.asked_again:
        yield Task.INVITE_AGAIN
    if missing and now.coming:
        yield Task.COME_TOGETHER
    elif away and away == missing:
        yield Task.GO_WITHOUT


def _before_second(now: Situation, missing: set[Need]) -> Iterator[Task]:
    if not now.has_second:
        yield Task.PICK_DATE if now.has_poll else Task.PLAN_SECOND
    elif not now.asked_second:
        yield Task.INVITE_SECOND
    if Need.VARIANT in missing and now.to_choose_from < A_CHOICE:
        yield Task.WORK_OUT
    if now.coming:
        yield Task.COME_TOGETHER


def _do(facts: Facts, now: Situation, missing: set[Need]) -> Iterator[Task]:
    yield from _after_a_meeting(now)
    if now.overdue:
        yield Task.CATCH_UP
    elif missing and (now.open_actions or not now.actions):
        yield Task.CARRY_OUT
    if missing:
        yield Task.JUDGE


def _evaluate(facts: Facts, now: Situation, missing: set[Need]) -> Iterator[Task]:
    yield from _after_a_meeting(now)
    yield Task.LOOK_BACK


def _after_a_meeting(now: Situation) -> Iterator[Task]:
    """Whichever it was: its minutes, and then whether the table goes on."""
    if now.to_write:
        yield Task.WRITE
    if now.to_check:
        yield Task.CHECK
    if now.to_decide:
        yield Task.DECIDE


def _step_name(facts: Facts) -> str:
    following = min(facts.step + 1, lifecycle.LAST.value)
    return str(TableStep(following).label)
