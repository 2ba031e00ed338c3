"""Where a table stands has one writer, and asking a coach moves it."""

from typing import Any

import pytest
from django.test import Client

from aantafel.accounts.enums import NameDisplay
from aantafel.accounts.models import User
from coaches.enums import MatchRole, ProfilePart
from coaches.models import Match
from coaches.services import answers, matches
from tables.enums import ActorRole, TableState, TimelineKind
from tables.lifecycle import Step
from tables.models import StepChange, Table
from tables.services import steps
from tests.factories.accounts import UserFactory
from tests.factories.coaches import CoachProfileFactory, MatchFactory
from tests.factories.tables import TableFactory
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db


def lines(table: Table) -> list[tuple[str, int | None, int]]:
    return list(table.step_changes.values_list("kind", "from_step", "to_step"))


class TestAdvance:
    def test_the_next_step_is_taken_with_a_line(self) -> None:
        table, actor = TableFactory.create(), UserFactory.create()
        steps.advance(table.pk, Step.MATCH, actor=actor, role=ActorRole.OWNER, note="Omdat het kan.")
        table.refresh_from_db()
        assert table.step == Step.MATCH
        line = table.step_changes.last()
        assert line is not None
        assert (line.role, line.actor, line.note) == ("owner", actor, "Omdat het kan.")
        assert lines(table) == [("step", None, 1), ("step", 1, 2)]

    @pytest.mark.parametrize("to", [Step.IDEA, Step.ASK, Step.EVALUATE])
    def test_no_other_step_can_be_taken(self, to: Step) -> None:
        table = TableFactory.create()
        with pytest.raises(steps.CannotStep):
            steps.advance(table.pk, to, actor=None, role=ActorRole.OWNER)
        assert lines(table) == [("step", None, 1)]

    def test_a_stopped_table_takes_none(self) -> None:
        table = TableFactory.create(state=TableState.STOPPED)
        with pytest.raises(steps.CannotStep):
            steps.advance(table.pk, Step.MATCH, actor=None, role=ActorRole.OWNER)

    @pytest.mark.django_db(transaction=True)
    def test_two_at_once_take_one_step(self) -> None:
        table = TableFactory.create()

        def step() -> bool:
            try:
                steps.advance(table.pk, Step.MATCH, actor=None, role=ActorRole.OWNER)
            except steps.CannotStep:
                return False
            return True

        assert sorted(at_once(step, step)) == [False, True]
        assert lines(table) == [("step", None, 1), ("step", 1, 2)]


class TestNewsOfCoaches:
    @pytest.fixture
    def table(self) -> Table:
        return TableFactory.create()

    @pytest.fixture
    def coordinator(self) -> User:
        return UserFactory.create()

    def asked(self, table: Table, actor: User, **fields: Any) -> Match:
        profile = CoachProfileFactory.create(municipality=table.municipality, **fields)
        return matches.ask(actor=actor, idea_id=table.idea_id, coach_id=profile.pk)

    def test_asking_a_coach_brings_a_table_to_step_2_once(self, table: Table, coordinator: User) -> None:
        match = self.asked(table, coordinator)
        assert lines(table) == [("step", None, 1), ("step", 1, 2)]
        matches.withdraw(actor=coordinator, match_id=match.pk)
        self.asked(table, coordinator)
        assert lines(table) == [("step", None, 1), ("step", 1, 2)]

    def test_a_table_that_is_further_on_stays_there(self, coordinator: User) -> None:
        table = TableFactory.create(step=Step.CREATE)
        self.asked(table, coordinator)
        table.refresh_from_db()
        assert table.step == Step.CREATE

    def test_a_stopped_table_stays_where_it_is(self, coordinator: User) -> None:
        table = TableFactory.create(state=TableState.STOPPED)
        self.asked(table, coordinator)
        table.refresh_from_db()
        assert table.step == Step.IDEA

    @pytest.mark.parametrize(
        ("parts", "display", "told"),
        [
            ([], NameDisplay.FULL, "Een coach begeleidt deze tafel"),
            ([ProfilePart.NAME], NameDisplay.HIDDEN, "Koos begeleidt deze tafel als coach"),
            ([ProfilePart.NAME], NameDisplay.FULL, "Koos Coach begeleidt deze tafel als coach"),
        ],
    )
    def test_a_yes_stands_on_the_timeline_with_the_name_that_the_coach_shows(
        self, client: Client, table: Table, coordinator: User, parts: list[str], display: str, told: str
    ) -> None:
        user = {"user__name": "Koos Coach", "user__name_display": display}
        match = self.asked(table, coordinator, public_parts=parts, **user)
        answers.accept(actor=match.coach.user, key=match.key)
        html = client.get(table.get_absolute_url()).content.decode()
        assert told in html
        assert ("Koos" in html) == bool(parts)
        table.refresh_from_db()
        assert table.step == Step.MATCH

    def test_a_coach_who_stops_stands_there_too(self, client: Client, table: Table, coordinator: User) -> None:
        match = self.asked(table, coordinator)
        answers.accept(actor=match.coach.user, key=match.key)
        matches.end(actor=match.coach.user, match_id=match.pk, reason="Ik verhuis.")
        assert [line[0] for line in lines(table)] == ["step", "step", "coach", "left"]
        html = client.get(table.get_absolute_url()).content.decode()
        assert "Een coach is hier gestopt" in html
        assert "Ik verhuis." not in html

    def test_who_goes_along_to_learn_stays_out_of_it(self, table: Table, coordinator: User) -> None:
        MatchFactory.create(idea=table.idea, accepted=True)
        profile = CoachProfileFactory.create(municipality=table.municipality, in_training=True)
        match = matches.ask(actor=coordinator, idea_id=table.idea_id, coach_id=profile.pk, role=MatchRole.ALONG)
        answers.accept(actor=profile.user, key=match.key)
        assert not StepChange.objects.filter(kind=TimelineKind.COACH).exists()
