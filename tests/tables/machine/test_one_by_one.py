"""Tables are driven by chance: by anybody, through what is allowed and what is not. All promises are checked each time.

MACHINE=200 .venv/bin/pytest tests/tables/machine -q     # so many tables, and not the same ones each time
"""

import functools
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import Http404
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from aantafel.core.errors import DomainError
from municipalities import sites
from tables.models import Meeting, NoteTaker
from tests.tables.machine import acts_asking, invariants, oracle, pages, road, snapshot, world
from tests.tables.machine.acts import ACTS, Ask
from tests.tables.machine.running import Machine, drive
from tests.tables.machine.world import ORGANISERS, OUTSIDERS, Nothing

pytestmark = pytest.mark.django_db

MOST_PUSHES = 3
WHO = st.sampled_from((*ORGANISERS, *ORGANISERS, *OUTSIDERS))  # who organises comes twice as often
PICK = st.integers(0, 3)
TELLS = st.sampled_from((True, True, True, False))


class OneByOne(Machine):
    """Each example in a transaction that is taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.turn = self.pushed = self.shared = 0
        self.world: world.World | None = None
        self.frame = transaction.atomic()
        self.frame.__enter__()
        cache.clear()
        sites._directory.clear()

    @initialize(
        is_local=st.booleans(),
        step=st.integers(1, 7),
        shows=st.sampled_from(("hidden", "first", "full")),
        has_account=st.sampled_from((True, True, True, False)),
    )
    def begin(self, is_local: bool, step: int, shows: str, has_account: bool) -> None:
        self.world = world.make(is_local=is_local, shows_pinner=shows, has_account=has_account)
        road.to_step(self.world, step)

    @rule(name=st.sampled_from(sorted(ACTS)), who=WHO, pick=PICK, tells=TELLS)
    def does(self, name: str, who: str, pick: int, tells: bool) -> None:
        ask = Ask(who, pick, tells)
        self._do(functools.partial(ACTS[name], self.here, ask), name, ask)

    @rule(name=st.sampled_from(sorted(ACTS)), pick=PICK, tells=TELLS)
    def somebody_does(self, name: str, pick: int, tells: bool) -> None:
        """Whoever may, so that more happens than by chance."""
        for who in ORGANISERS:
            ask = Ask(who, pick, tells)
            if self._do(functools.partial(ACTS[name], self.here, ask), name, ask):
                return

    @precondition(lambda self: self.pushed < MOST_PUSHES)
    @rule()
    def goes_further(self) -> None:
        """Whoever would do the next thing does it."""
        self.pushed += 1
        before = snapshot.take(self.here)
        road.further(self.here)
        assert snapshot.take(self.here).lines[: len(before.lines)] == before.lines

    @precondition(lambda self: self.shared < MOST_PUSHES)
    @rule(
        who=st.sampled_from(acts_asking.CAST_WITH_ACCOUNT),
        then=st.sampled_from(("stay", "pinner leaves", "pinner goes", "all leave", "all go")),
    )
    def own_it_together(self, who: str, then: str) -> None:
        self.shared += 1
        self._one_by_one(acts_asking.together(self.here, who, then))

    @rule()
    def fill_a_meeting(self) -> None:
        self._one_by_one(acts_asking.fill_up())

    @rule(hours=st.sampled_from((1, 30, 24 * 8)))
    def time_passes(self, hours: int) -> None:
        self.here.wait(hours=hours)

    @rule(who=WHO, place=st.integers(0, 200))
    def knocks(self, who: str, place: int) -> None:
        """Somebody opens a page of who organises, which changes nothing."""
        before = snapshot.digest()
        self._visits(who, lambda browser, path: browser.get(path), place)
        assert snapshot.digest() == before or who in (
            "invitee",
            "partner",
            "helper",
        )  # who comes in gets what is theirs

    @rule(who=WHO, place=st.integers(0, 200))
    def pushes(self, who: str, place: int) -> None:
        """Somebody sends a form without anything in it."""
        send = functools.partial(self._visits, who, lambda browser, path: browser.post(path, {}), place)
        self._do(send, "pushes", Ask(who))

    @property
    def here(self) -> world.World:
        assert self.world is not None
        return self.world

    def _one_by_one(self, plays: list[tuple[str, Ask]]) -> None:
        for name, ask in plays:
            self._do(functools.partial(ACTS[name], self.here, ask), name, ask)

    def _visits(self, who: str, send: Any, place: int) -> None:
        here = self.here
        if who not in here.people:
            return
        path = pages.address(here, place)
        with here.clock():
            comes_in = oracle.role_of(here.people[who], here.table_id) != "" or self._leads(who)
            found = send(here.browser(who), path).status_code
        assert found < 500, (who, path, found)
        assert comes_in or found in (404, 405, 302), (who, path, found)

    def _leads(self, who: str) -> bool:
        """Who leads a meeting or takes its notes has the pages of that meeting."""
        user = self.here.people[who]
        notes = NoteTaker.objects.filter(meeting__table=self.here.table_id, seat__email=user.email)
        return notes.exists() or Meeting.everywhere.filter(table=self.here.table_id, facilitator=user).exists()

    def _do(self, call: Callable[[], object], name: str, ask: Ask) -> bool:
        """Whether it was done. What was refused has changed nothing, what was done keeps the promises."""
        self.plays((name, ask))
        try:
            return self._check(call, name, ask)
        except Exception as error:
            self.went_wrong(error)
            raise

    def _check(self, call: Callable[[], object], name: str, ask: Ask) -> bool:
        """What is remembered of open sites for some seconds would make it hang on how fast this machine is."""
        here = self.here
        sites._directory.clear()
        here.wait(minutes=1)
        with here.clock():
            before = snapshot.take(here)
            expected = expectation(here, name, ask, before)
            try:
                with transaction.atomic():
                    call()
            except Nothing:
                return False
            except (DomainError, Http404) as refusal:
                assert snapshot.digest() == before.digest, f"{name} was refused, and changed something"
                assert expected != "done", (name, ask, refusal, before.look)
                return False
            finally:
                sites._directory.clear()
            assert expected in ("", "done"), (name, ask, expected, before.look)
            after = snapshot.take(here)
            invariants.check(here, before, after)
            if after.digest != before.digest:
                self.turn += 1
                pages.read_some(here, self.turn)
            return True

    def teardown(self) -> None:
        try:
            if self.world is not None:
                with self.world.clock():
                    pages.read_all(self.world)
        finally:
            transaction.set_rollback(True)
            self.frame.__exit__(None, None, None)
            sites._directory.clear()
            cache.clear()


def expectation(here: world.World, name: str, ask: Ask, before: snapshot.Snapshot) -> str:
    """Whether a move has to be done or refused, by the method alone; "" for what is no move."""
    moves = {"advance": "forward", "go_back": "back", "stop": "stop", "resume": "resume"}
    if name not in moves or ask.who not in here.people:
        return ""
    look, move = before.look, moves[name]
    may = look.may(move, oracle.role_of(here.people[ask.who], here.table_id) or "nobody")
    if move != "forward":
        return "done" if may and ask.tells else "refused"
    is_next = ask.pick < 3 or look.step == 6
    return "done" if may and is_next and not look.hard and (ask.tells or not look.soft) else "refused"


def test_a_table_keeps_its_promises_whatever_people_do() -> None:
    drive(OneByOne, tables=5, steps=16, long_steps=40)
