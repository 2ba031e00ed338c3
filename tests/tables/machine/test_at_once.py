"""Two people at one moment, each over a connection of their own: whatever comes first, all promises are kept."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.http import Http404
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from aantafel.core import clock
from aantafel.core.errors import DomainError
from municipalities import sites
from tests.support.at_once import at_once
from tests.tables.machine import invariants, pages, road, snapshot, world
from tests.tables.machine.acts import ACTS, Ask
from tests.tables.machine.running import Machine, drive
from tests.tables.machine.world import ORGANISERS, OUTSIDERS, Nothing

pytestmark = pytest.mark.django_db(transaction=True)

WHO = st.sampled_from((*ORGANISERS, *ORGANISERS, *OUTSIDERS))
# what is done by the clock looks at every table, and moves the clock of this one
APART = {
    "stand_still",
    "ask_again_by_the_clock",
    "go_to_the_meeting",
    "keep_question_days",
    "remind_of_survey",
}
PLAYED = st.builds(
    lambda name, who, pick, tells: (name, Ask(who, pick, tells)),
    st.sampled_from(sorted(set(ACTS) - APART)),
    WHO,
    st.integers(0, 3),
    st.sampled_from((True, True, True, False)),
)
MOVES = ("advance", "go_back", "stop", "resume", "decide_outcome", "publish_minutes", "invite", "plan_meeting")
MOVING = st.builds(lambda name, who, pick: (name, Ask(who, pick)), st.sampled_from(MOVES), WHO, st.integers(0, 3))
Play = tuple[str, Ask]


class AtOnce(Machine):
    """What an example made stays; each has a table of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.world: world.World | None = None
        self.pushed = 0
        cache.clear()
        sites._directory.clear()

    @initialize(is_local=st.booleans(), step=st.integers(1, 7))
    def begin(self, is_local: bool, step: int) -> None:
        self.world = world.make(is_local=is_local, shows_pinner="hidden")
        road.to_step(self.world, step)

    @rule(first=PLAYED, second=PLAYED)
    def two_things(self, first: Play, second: Play) -> None:
        self._together(first, second)

    @rule(first=MOVING, second=MOVING)
    def two_moves(self, first: Play, second: Play) -> None:
        self._together(first, second)

    @rule(play=PLAYED, other=WHO)
    def the_same_twice(self, play: Play, other: str) -> None:
        """By two people, or by one who clicks twice."""
        name, ask = play
        self._together(play, (name, Ask(other, ask.pick, ask.tells)))

    @precondition(lambda self: self.pushed < 3)
    @rule()
    def goes_further(self) -> None:
        self.pushed += 1
        assert self.world is not None
        self.plays("goes further")
        road.further(self.world)

    def _together(self, first: Play, second: Play) -> None:
        self.plays((first, second))
        try:
            self._check(first, second)
        except Exception as error:
            self.went_wrong(error)
            raise

    def _check(self, first: Play, second: Play) -> None:
        here = self.world
        assert here is not None
        here.wait(minutes=1)
        with here.clock():
            before = snapshot.take(here)
        at_once(*(self._alone(name, ask) for name, ask in (first, second)))
        sites._directory.clear()
        with here.clock():
            after = snapshot.take(here)
            for kept in invariants.PROMISES:
                if kept not in ONE_BY_ONE:
                    kept(here, before, after)
            in_order(before, after)

    def _alone(self, name: str, ask: Ask) -> Callable[[], str]:
        """What it came to. A deadlock, or a row that is not there, is no refusal: it is raised."""
        here = self.world
        assert here is not None
        now = here.now

        def play() -> str:
            with clock.frozen(now):
                try:
                    ACTS[name](here, ask)
                except (Nothing, DomainError, Http404) as refusal:
                    return type(refusal).__name__
            return "done"

        return play

    def teardown(self) -> None:
        if self.world is not None:
            with self.world.clock():
                pages.read_all(self.world)
        cache.clear()


# of one change at a time: two may both have been allowed; or of the whole database, in which other tables stay
ONE_BY_ONE = (
    invariants.one_step_at_a_time,
    invariants.history_is_kept,
    invariants.gates_hold,
    invariants.one_mail_for_one_act,
    invariants.nothing_is_left_of_who_was_erased,
)


def in_order(before: snapshot.Snapshot, after: snapshot.Snapshot) -> None:
    """Of two at once each has its line, and each line begins where the one before it ended."""
    assert after.lines[: len(before.lines)] == before.lines
    assert after.words[: len(before.words)] == before.words
    here, fresh = before.look.step, after.lines[len(before.lines) :]
    for line in fresh:
        assert line["from_step"] == here, fresh
        assert abs(line["to_step"] - here) <= 1 or line["kind"] == invariants.ROUND, fresh
        here = line["to_step"]
    assert here == after.look.step, (fresh, after.look)
    moved = [line for line in fresh if line["kind"] in invariants.MOVES]
    assert len(moved) == after.events - before.events, fresh
    closing = [line["kind"] for line in moved if line["kind"] in (invariants.STOPPED, invariants.RESUMED, "end")]
    assert len(closing) == len(set(closing)), fresh
    numbers = [(row["minutes"], row["number"]) for row in after.versions]
    assert len(numbers) == len(set(numbers)), numbers


def test_two_at_once_keep_the_promises_of_a_table() -> None:
    drive(AtOnce, tables=3, steps=8, long_steps=20)
