"""What everyone reads at the page of a table once it chose, and once it is finished."""

import re

import pytest
from django.test import Client

from aantafel.core import clock
from coaches.enums import MatchState
from tables.enums import ActorRole, ChoiceWay, TableState, TimelineKind, WordKind
from tables.lifecycle import Step
from tables.models import Choice, Effect, OwnerWord, StepChange, Table
from tests.factories.coaches import MatchFactory
from tests.factories.evaluations import evaluation_of
from tests.factories.minutes import meeting_of
from tests.factories.plans import action_of, variant_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


def page_of(client: Client, table: Table) -> str:
    return client.get(table.get_absolute_url()).content.decode()


def chosen(table: Table, reason: str = "Er is weinig plek.") -> Choice:
    variant = variant_of(table, chosen_at=clock.now())
    made = {"table": table, "round": table.round, "way": ChoiceWay.DOTS, "variant": variant, "reason": reason}
    return Choice.everywhere.create(**made, closed_at=clock.now())


def said(table: Table, kind: WordKind, reason: str = "", **about: object) -> None:
    word = OwnerWord.objects.create(
        table=table, round=table.round, kind=kind, role=ActorRole.OWNER, reason=reason, **about
    )
    line = TimelineKind.FINISHED if kind == WordKind.UPKEEP else TimelineKind.WORD
    step = {"from_step": table.step, "to_step": table.step, "role": ActorRole.OWNER}
    StepChange.objects.create(table=table, kind=line, word=word, **step)


class TestChosen:
    def test_what_and_why_stand_above_what_happens_now(self, client: Client) -> None:
        table = TableFactory.create(step=Step.CHOOSE)
        assert "Wat er nu gebeurt" in page_of(client, table) and "De tafel koos" not in page_of(client, table)
        chosen(table)
        page = page_of(client, table)
        assert page.index("De tafel koos: Een kleine tuin") < page.index("Er is weinig plek.") < page.index('id="nu"')
        assert "De tafel heeft gekozen. Nu spreekt die af" in page and "kiest de tafel" not in page
        assert f'href="{table.get_absolute_url()}keuze/"' in page

    def test_its_own_page_says_how_and_counts_rounds_only_when_there_are_more(self, client: Client) -> None:
        table = TableFactory.create(step=Step.DO)
        chosen(table)
        for address in (f"{table.get_absolute_url()}keuze/", f"{table.get_absolute_url()}verloop/"):
            page = client.get(address).content.decode()
            assert "Wat elke variant kreeg" in page and "ronde 1" not in page
            assert "Waar de tafel uit kiest" not in page
        Table.everywhere.update(round=2)
        variant_of(Table.everywhere.get(), title="Een kas")
        for address in (f"{table.get_absolute_url()}keuze/", f"{table.get_absolute_url()}verloop/"):
            assert "Wat elke variant kreeg in ronde 1" in client.get(address).content.decode()

    def test_of_this_round_alone(self, client: Client) -> None:
        table = TableFactory.create(step=Step.CHOOSE)
        chosen(table)
        Table.everywhere.update(round=2)
        assert "De tafel koos:" not in page_of(client, table)


class TestFinished:
    @pytest.fixture
    def table(self) -> Table:
        table = TableFactory.create(step=Step.EVALUATE, state=TableState.FINISHED)
        evaluation = evaluation_of(table, published_at=clock.now())
        Effect.everywhere.create(evaluation=evaluation, text="Twaalf fietsen staan droog")
        action_of(table)
        said(table, WordKind.UPKEEP, "De vereniging zorgt ervoor.")
        return table

    def test_what_came_of_it_stands_in_one_piece_on_top(self, client: Client, table: Table) -> None:
        page = page_of(client, table)
        piece = page[page.index('id="geworden"') : page.index('id="idee"')]
        for text in (
            "Anderen houden het in stand",
            "De vereniging zorgt ervoor.",
            "Twaalf fietsen staan droog",
            "0 van 1",
        ):
            assert text in piece, text
        assert f'href="{table.get_absolute_url()}terugblik/"' in piece

    def test_all_seven_steps_have_a_tick(self, client: Client, table: Table) -> None:
        page = page_of(client, table)
        assert page.count("at-steps__step--done") == 7 and 'aria-current="step"' not in page
        assert "Alle 7 stappen zijn gedaan" in page

    def test_the_coach_stays_named(self, client: Client, table: Table) -> None:
        match = MatchFactory.create(
            idea=table.idea,
            state=MatchState.ENDED,
            answered_at=clock.now(),
            ended_at=clock.now(),
            coach__user__name="Bram Voorbeeld",
        )
        page = page_of(client, table)
        assert (
            "Wie de tafel begeleidde" in page
            and match.coach.public_name in page[page.index("Wie de tafel begeleidde") :]
        )

    def test_a_coach_who_stopped_and_came_back_stands_there_once(self, client: Client, table: Table) -> None:
        ended = {"state": MatchState.ENDED, "answered_at": clock.now(), "ended_at": clock.now()}
        match = MatchFactory.create(idea=table.idea, coach__user__name="Bram Voorbeeld", **ended)
        MatchFactory.create(idea=table.idea, coach=match.coach, **ended)
        named = page_of(client, table).split("Wie de tafel begeleidde")[1].split("</ul>")[0]
        assert named.count("<li>") == 1

    def test_in_a_new_round_the_plan_of_now_is_no_part_of_it(self, client: Client, table: Table) -> None:
        Table.everywhere.update(round=2, step=Step.DO, state=TableState.RUNNING)
        table.refresh_from_db()
        action_of(table)
        page = page_of(client, table)
        piece = page.split('id="geworden"')[1].split("</section>")[0]
        assert "Twaalf fietsen staan droog" in piece and "0 van 1" not in piece
        assert "0 van 1" in page.split('id="plan"')[1]


def test_the_whole_story_is_one_press_away_near_the_top(client: Client) -> None:
    page = page_of(client, TableFactory.create())
    assert page.index('verloop/"') < page.index('id="idee"')


def test_a_decision_says_after_which_meeting(client: Client) -> None:
    table = TableFactory.create(step=Step.CREATE)
    meeting = meeting_of(table)
    said(table, WordKind.GO_ON, meeting=meeting)
    decided = page_of(client, table).split('id="besluiten"')[1].split("</section>")[0]
    assert re.search(r"De tafel gaat door</strong> \(na de bijeenkomst van \d+ \w+ \d{4}\)", decided)
