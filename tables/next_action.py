"""The one next thing to do at a table, for each who organises it; or whom they wait for.

`tasks` is pure: from what `lifecycle` knows of a table, and from what goes on there, follows what there is to do, the
first thing first. Who does it follows from the same rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.core import dates
from tables import facts as known
from tables import lifecycle, situation
from tables.enums import ActorRole, MeetingPurpose, TableStep
from tables.lifecycle import GUIDES, TRIANGLE, Actor, Facts, Move, Need, State, Step
from tables.models import Table
from tables.places import Place, url
from tables.situation import Situation

ACTORS = {
    ActorRole.OWNER: Actor.OWNER,
    ActorRole.COACH: Actor.COACH,
    ActorRole.COORDINATOR: Actor.COORDINATOR,
    ActorRole.OPERATOR: Actor.OPERATOR,
}
INVITED = frozenset({Need.INVITED_RESIDENT, Need.INVITED_PROFESSIONAL, Need.INVITED_EMPLOYEE})


class Task(Enum):
    """What there can be to do."""

    RESUME = auto()
    LOOK = auto()
    TELL = auto()
    FIND_COACH = auto()
    BEGIN = auto()
    ANSWER = auto()
    MAKE_LIST = auto()
    PLAN_FIRST = auto()
    PICK_DATE = auto()
    INVITE = auto()
    COME_TOGETHER = auto()
    WRITE = auto()
    CHECK = auto()
    CLOSE_WELL = auto()
    DECIDE = auto()
    WORK_OUT = auto()
    PLAN_SECOND = auto()
    INVITE_AGAIN = auto()
    PICK = auto()
    AGREE = auto()
    GO_WITHOUT = auto()
    CATCH_UP = auto()
    CARRY_OUT = auto()
    JUDGE = auto()
    LOOK_BACK = auto()
    ROUND_OFF = auto()
    FORWARD = auto()


@dataclass(frozen=True)
class Words:
    """`label` stands on the button, `text` says it to who does it, `waits` to the others. `%(day)s` is that of the next
    meeting, `%(step)s` the name of the next step.
    """

    place: Place
    label: str | Promise
    text: str | Promise
    waits: str | Promise


@dataclass(frozen=True)
class NextAction:
    """Without a `label` there is nothing to do now: `text` says whom one waits for."""

    label: str
    url: str
    text: str


def for_role(role: ActorRole, table: Table, facts: Facts, now: Situation) -> NextAction:
    """The one next thing for somebody who organises the table as that."""
    todo = list(tasks(facts, now))
    mine = next((task for task in todo if ACTORS[role] in doers(task, facts)), None)
    words = WORDS[mine or todo[0]]
    filled = {
        "day": dates.day(now.coming) if now.coming else "",
        "step": _step_name(facts),
    }
    if mine is None:
        return NextAction("", "", str(words.waits) % filled)
    there = url(words.place, table, role) or url(Place.HOME, table, role)
    return NextAction(str(words.label) % filled, there, str(words.text) % filled)


def of_each(tables: list[Table], role: ActorRole) -> dict[int, NextAction]:
    """By number, for somebody who organises all of them as that. Uses `idea`; as many queries for one as for all."""
    facts, now = known.gather_all(tables), situation.gather_all(tables)
    return {table.pk: for_role(role, table, facts[table.pk], now[table.pk]) for table in tables}


def doers(task: Task, facts: Facts) -> frozenset[Actor]:
    """Who does it."""
    speakers, desk = lifecycle.speakers(facts), lifecycle.desk_of(facts)
    if task is Task.LOOK:
        return frozenset(Actor)
    if task is Task.FIND_COACH:
        return frozenset({Actor.COORDINATOR})
    if task is Task.RESUME:
        return lifecycle.movers(facts, Move.RESUME)
    if task in (Task.CHECK, Task.DECIDE, Task.JUDGE, Task.ROUND_OFF):
        return speakers
    if task in (Task.FORWARD, Task.BEGIN, Task.GO_WITHOUT):
        return lifecycle.movers(facts, Move.FORWARD)
    if task in (Task.WRITE, Task.COME_TOGETHER):
        return GUIDES | speakers | {desk}
    return GUIDES | speakers


def tasks(facts: Facts, now: Situation) -> Iterator[Task]:
    """What there is to do, the first thing first; never nothing."""
    if facts.state is State.STOPPED:
        yield Task.RESUME
        return
    if facts.state is State.FINISHED:
        yield Task.LOOK
        return
    if now.was_asked:
        yield Task.TELL
    found = list(_of_step(facts, now))
    yield from found or [Task.FORWARD]


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
    yield Task.FIND_COACH if facts.is_local else Task.BEGIN


def _match(facts: Facts, now: Situation, missing: set[Need]) -> Iterator[Task]:
    if Need.COACH in missing:
        yield Task.FIND_COACH
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
    yield from _written(now)
    if Need.FIRST_MINUTES in missing:
        if now.coming:
            yield Task.COME_TOGETHER
        elif not (now.to_write or now.to_check):
            yield Task.PICK_DATE if now.has_poll else Task.PLAN_FIRST
    elif Need.CLOSING_QUESTIONS in missing:
        yield Task.CLOSE_WELL
    elif Need.GO_ON in missing:
        yield Task.DECIDE


def _choose(facts: Facts, now: Situation, missing: set[Need]) -> Iterator[Task]:
    yield from _written(now)
    if now.to_decide:
        yield Task.DECIDE
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
    if not now.coming or now.coming_purpose != MeetingPurpose.SECOND:
        yield Task.PICK_DATE if now.has_poll else Task.PLAN_SECOND
    if Need.VARIANT in missing:
        yield Task.WORK_OUT
    if now.coming:
        yield Task.COME_TOGETHER


def _do(facts: Facts, now: Situation, missing: set[Need]) -> Iterator[Task]:
    yield from _written(now)
    if now.overdue:
        yield Task.CATCH_UP
    elif missing and (now.open_actions or not now.actions):
        yield Task.CARRY_OUT
    if missing:
        yield Task.JUDGE


def _evaluate(facts: Facts, now: Situation, missing: set[Need]) -> Iterator[Task]:
    yield from _written(now)
    yield Task.LOOK_BACK if missing else Task.ROUND_OFF


def _written(now: Situation) -> Iterator[Task]:
    if now.to_write:
        yield Task.WRITE
    if now.to_check:
        yield Task.CHECK


def _step_name(facts: Facts) -> str:
    following = min(facts.step + 1, lifecycle.LAST.value)
    return str(TableStep(following).label)


WORDS: dict[Task, Words] = {
    Task.RESUME: Words(
        Place.RESUME,
        _("Let the table go on"),
        _("The table has stopped. It can go on where it stood."),
        _("The table has stopped. The table owner can let it go on."),
    ),
    Task.LOOK: Words(
        Place.PUBLIC,
        _("Look at the page of the table"),
        _("The table is finished. There is nothing left to do. What was done stays readable."),
        _("The table is finished."),
    ),
    Task.TELL: Words(
        Place.STILL,
        _("Tell how it goes"),
        _("Nothing was heard of this table for a while. Tell in one click how it goes."),
        _("Nothing was heard of this table for a while. The table owner and the coach were asked how it goes."),
    ),
    Task.FIND_COACH: Words(
        Place.COACH,
        _("Choose a coach"),
        _("Look for a coach for this table. As soon as one was asked, step 2 begins."),
        _("The coordinator looks for a coach. You get a mail when there is one."),
    ),
    Task.BEGIN: Words(
        Place.FORWARD,
        _("Begin with step 2"),
        _("The idea is on the site. Now think it over with four questions: that is step 2."),
        _("The table owner begins with step 2: the four questions."),
    ),
    Task.ANSWER: Words(
        Place.CORE,
        _("Answer the four questions"),
        _("Not all four questions have an answer yet. Answer them, so that you can tell the idea well."),
        _("The table owner answers the four questions."),
    ),
    Task.MAKE_LIST: Words(
        Place.SEATS,
        _("Make the list of people"),
        _("Who can contribute something? Think of residents, of professionals and of people of the municipality."),
        _("The table owner makes a list of people who can contribute."),
    ),
    Task.PLAN_FIRST: Words(
        Place.MEETINGS,
        _("Plan the first meeting"),
        _("Choose when and where everybody meets for the first time. Then you can invite people."),
        _("The table owner plans the first meeting."),
    ),
    Task.PICK_DATE: Words(
        Place.MEETINGS,
        _("Pick the date"),
        _("People say on which days they can come. Look at the answers, and pick the date."),
        _("People say on which days they can come. The table owner picks the date."),
    ),
    Task.INVITE: Words(
        Place.SEATS,
        _("Invite people"),
        _("Not all three have been invited yet: residents, professionals and people of the municipality."),
        _("The table owner invites people: residents, professionals and people of the municipality."),
    ),
    Task.COME_TOGETHER: Words(
        Place.MEETINGS,
        _("Get the meeting ready"),
        _("The next meeting is on %(day)s. Look whether everything is ready: the place, the work form, the people."),
        _("The next meeting is on %(day)s."),
    ),
    Task.WRITE: Words(
        Place.MINUTES,
        _("Write the minutes"),
        _("The meeting has begun or has been. Write down what was said, so that everyone can read along."),
        _("The minutes of the last meeting are being written."),
    ),
    Task.CHECK: Words(
        Place.MINUTES,
        _("Check the minutes"),
        _("The minutes are ready for you. Read them, change what is not right, and put them on the site."),
        _("The table owner checks the minutes."),
    ),
    Task.CLOSE_WELL: Words(
        Place.MINUTES,
        _("Add the three closing questions"),
        _("The minutes are there, but not yet who takes part, who comes again, and who is missing. Add that."),
        _("The answers to the three closing questions are still missing in the minutes."),
    ),
    Task.DECIDE: Words(
        Place.WORDS,
        _("Decide: go on or stop"),
        _("The minutes are on the site. Does the table go on? Say it, and everyone can read it."),
        _("The table owner decides whether the table goes on."),
    ),
    Task.WORK_OUT: Words(
        Place.CHOICE,
        _("Work out what you can choose from"),
        _("Small groups work out what the first meeting brought: what is it, what does it cost, what speaks for it?"),
        _("Small groups work out what the first meeting brought."),
    ),
    Task.PLAN_SECOND: Words(
        Place.MEETINGS,
        _("Plan the second meeting"),
        _("In the second meeting the table chooses. Choose when and where, and invite everybody again."),
        _("The table owner plans the second meeting, in which the table chooses."),
    ),
    Task.INVITE_AGAIN: Words(
        Place.SEATS,
        _("Ask who is missing again"),
        _("Not all three have sat at the table yet. Ask who is missing once more, for the next meeting."),
        _("Not all three have sat at the table yet. The table owner asks who is missing again."),
    ),
    Task.GO_WITHOUT: Words(
        Place.FORWARD,
        _("Go on without them"),
        _("Who is missing was asked again. You may go on to the next step, with a reason that everyone can read."),
        _("Who is missing was asked again. The table owner may go on to the next step, with a reason."),
    ),
    Task.PICK: Words(
        Place.CHOICE,
        _("Write down the choice"),
        _("The second meeting has been. Write down what the table chose, and why."),
        _("The table owner writes down what the table chose."),
    ),
    Task.AGREE: Words(
        Place.PLAN,
        _("Make the action plan"),
        _("Write down who does what, and by when."),
        _("The table makes its action plan: who does what, and by when."),
    ),
    Task.CATCH_UP: Words(
        Place.PLAN,
        _("Look at what is late"),
        _("Something in the plan should have been done by now. Ask how it goes, or choose another date."),
        _("Something in the plan should have been done by now. The table owner looks into it."),
    ),
    Task.CARRY_OUT: Words(
        Place.PLAN,
        _("Keep the plan up to date"),
        _("The table carries out its plan. Tell how it goes, also when it does not go well."),
        _("The table carries out its plan."),
    ),
    Task.JUDGE: Words(
        Place.WORDS,
        _("Say that it can be judged"),
        _("The plan is done. Is there enough to look back on? Then say so: step 7 begins with that."),
        _("The table owner says when there is enough to look back on."),
    ),
    Task.LOOK_BACK: Words(
        Place.EVALUATION,
        _("Look back"),
        _("What did it bring, and for whom? Look back together. Then decide what comes of the table."),
        _("The table looks back on what it brought."),
    ),
    Task.ROUND_OFF: Words(
        Place.FINISH,
        _("Round it off"),
        _("It was decided what comes of the table. Round it off."),
        _("The table owner rounds the table off."),
    ),
    Task.FORWARD: Words(
        Place.FORWARD,
        _("Go to the next step: %(step)s"),
        _("Everything is there for the next step."),
        _("Everything is there for the next step. The table owner takes it."),
    ),
}
