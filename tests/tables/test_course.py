"""Everything that happened at a table, in the order in which it happened, also on one day."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aantafel.accounts.enums import Capacity
from aantafel.core import clock
from tables.enums import ActorRole, ChoiceWay, TimelineKind
from tables.lifecycle import Step
from tables.models import Action, Ballot, Choice, ChoiceNumber, Effect, Invitation, News, StepChange, Table
from tests.factories.evaluations import answers_of, closed_evaluation
from tests.factories.ideas import IdeaFactory
from tests.factories.minutes import came, meeting_of, minutes_of, published, seat_of
from tests.factories.plans import action_of, variant_of
from tests.factories.questions import question_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

MEETING = datetime(2026, 6, 1, 10, tzinfo=UTC)


def test_what_came_after_a_meeting_stands_below_its_minutes(client: Client) -> None:
    table = TableFactory.create(step=Step.CREATE)
    published(minutes_of(meeting_of(table, starts_at=MEETING), said="We praatten."))
    step = {"from_step": Step.CREATE, "to_step": Step.CHOOSE, "role": ActorRole.OWNER}
    for hours, kind in ((-1, TimelineKind.ASKED), (5, TimelineKind.NEWS)):
        StepChange.objects.create(table=table, kind=kind, created_at=MEETING + timedelta(hours=hours), **step)
    page = client.get(f"{table.get_absolute_url()}verloop/").content.decode()
    said = ("De tafel vroeg iedereen om hulp", "/verslagen/", "De tafel vertelde hoe het gaat")
    assert sorted(said, key=page.index) == list(said)


def page_of(client: Client, table: Table) -> str:
    return client.get(f"{table.get_absolute_url()}verloop/").content.decode()


class TestWhoCame:
    """As the published minutes say: it changes with a version and its reason alone."""

    def test_nobody_reads_it_before_the_minutes(self, client: Client) -> None:
        table = TableFactory.create(step=Step.CREATE)
        came(meeting_of(table, starts_at=MEETING), seat_of(table))
        page = page_of(client, table)
        assert "Er staat geen verslag van op de site." in page
        assert "Wie er waren:" not in page

    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_it_counts_who_stands_in_them(self, client: Client, language: str) -> None:
        table = TableFactory.create(step=Step.CREATE)
        meeting = meeting_of(table, starts_at=MEETING, language=language)
        for capacity in (Capacity.RESIDENT, Capacity.RESIDENT, Capacity.EMPLOYEE):
            came(meeting, seat_of(table, capacity=capacity))
        published(minutes_of(meeting))
        undone = came(meeting, seat_of(table, capacity=Capacity.PROFESSIONAL))
        before = page_of(client, table)
        Invitation.everywhere.filter(meeting=meeting).exclude(pk=undone.pk).delete()
        page = page_of(client, table)
        assert "Wie er waren:" in page
        assert counted(page) == counted(before) == [2, 0, 1]


def counted(page: str) -> list[int]:
    """Residents, professionals and employees below the only meeting of the page."""
    shown = page[page.index("Wie er waren:") :]
    return [int(found) for found in re.findall(r"(\d+) (?:inwoner|professional|medewerker)", shown)[:3]]


class TestTheWholeStory:
    """Whoever prints this page has all of it."""

    @pytest.fixture
    def table(self) -> Table:
        texts = {"origin": "De straat is kaal.", "people": "Buren met een schop.", "place": "Lange Hofstraat"}
        idea = IdeaFactory.create(published=True, role="buurvrouw", **texts)
        table = TableFactory.create(idea=idea, step=Step.EVALUATE)
        self.meet(table)
        self.choose(table)
        self.do(table)
        self.look_back(table)
        return table

    def meet(self, table: Table) -> None:
        meeting = meeting_of(table, starts_at=MEETING)
        came(meeting, seat_of(table))
        came(meeting, seat_of(table, capacity=Capacity.EMPLOYEE))
        published(minutes_of(meeting, summary="We beginnen met een boom."))
        meeting_of(table, number=2, starts_at=MEETING + timedelta(days=1), title="Zonder verslag")
        meeting_of(
            table, number=3, starts_at=clock.now() + timedelta(days=9), state="planned", title="Nog niet geweest"
        )

    def choose(self, table: Table) -> None:
        small, large = variant_of(table, chosen_at=clock.now()), variant_of(table, "Een grote tuin")
        made = {"table": table, "way": ChoiceWay.CONSENT, "variant": small, "closed_at": clock.now()}
        choice = Choice.everywhere.create(
            **made, reason="Er is weinig plek.", objections="Te klein, dus we bouwen uit."
        )
        ChoiceNumber.objects.create(choice=choice, variant=small, number=4, against=1)
        ChoiceNumber.objects.create(choice=choice, variant=large, number=2)
        seat = seat_of(table)
        Ballot.objects.create(choice=choice, seat=seat, variant=small, number=1)
        Ballot.objects.create(choice=choice, seat=seat, variant=large, number=0)

    def do(self, table: Table) -> None:
        action = action_of(table, seat_of(table, "Joke Bakker", role="tuinman"), text="De bakker bellen")
        Action.everywhere.filter(pk=action.pk).update(state="done", done_at=clock.now())
        News.everywhere.create(table=table, text="De eerste boom staat.", role=ActorRole.OWNER)
        question_of(table, thanks="Dank aan de buren.")
        question_of(table, "Een vraag die weg moest", hidden_at=clock.now(), hidden_reason="Er stond een naam in.")

    def look_back(self, table: Table) -> None:
        looked = {"lessons": "Begin klein.", "heard": "Iedereen kwam aan het woord.", "published_at": clock.now()}
        evaluation = closed_evaluation(table, **looked)
        answers_of(evaluation, 5)
        Effect.everywhere.create(
            evaluation=evaluation, text="Meer bomen", whom="De buurt", unit="bomen", before=0, after=12
        )

    def test_all_of_it_is_there(self, client: Client, table: Table) -> None:
        page = page_of(client, table)
        for text in (
            *("De straat is kaal.", "Buren met een schop.", "Lange Hofstraat", "buurvrouw", table.municipality.name),
            *("Buurthuis De Eik", "1 inwoner<", "1 medewerker van de gemeente<", "We beginnen met een boom."),
            *("Zonder verslag", "De tafel koos: Een kleine tuin", "Er is weinig plek.", "Te klein, dus we bouwen uit."),
            *(
                "De bakker bellen",
                "tuinman",
                "De eerste boom staat.",
                "Wie heeft er een aanhanger?",
                "Dank aan de buren.",
            ),
            *("Meer bomen", "De buurt", "12", "Begin klein.", "Iedereen kwam aan het woord."),
            *("5 mensen vulden de vragenlijst in.", "Best wel</strong> (5)"),
        ):
            assert text in page, text
        for text in ("Nog niet geweest", "Een vraag die weg moest", "Joke"):
            assert text not in page, text

    def test_what_each_variant_got_on_telephones_and_by_hand(self, client: Client, table: Table) -> None:
        rows = re.findall(r"<th[^>]*scope=\"row\"[^>]*>([^<]*)", page_of(client, table))
        cells = re.findall(r"<td[^>]*data-label=\"(?:Kan ermee leven|Bezwaren)\">(\d+)<", page_of(client, table))
        assert [row.strip() for row in rows] == ["Een kleine tuin", "Een grote tuin"] and cells == ["5", "1", "2", "1"]

    def test_as_many_queries_for_more_of_everything(self, client: Client, table: Table) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as found:
                page_of(client, table)
            return len(found)

        once = asked()
        self.do(table)
        published(minutes_of(meeting_of(table, number=4, starts_at=MEETING + timedelta(days=2))))
        assert asked() == once <= 8

    def test_the_hour_stands_where_several_things_happened_on_a_day(self, client: Client, table: Table) -> None:
        page = page_of(client, table)
        assert re.search(r"<time[^>]*>[^<]*, \d\d:\d\d</time>", page)
        assert "1 juni 2026</time>" in page


def test_of_news_that_was_taken_away_its_line_is_left(client: Client) -> None:
    table = TableFactory.create(step=Step.DO)
    kept = News.everywhere.create(table=table, text="Het gaat goed.", role=ActorRole.OWNER)
    step = {"from_step": Step.DO, "to_step": Step.DO, "role": ActorRole.OWNER, "kind": TimelineKind.NEWS}
    for news in (kept.pk, kept.pk + 1):
        StepChange.objects.create(table=table, news_id=news, **step)
    page = page_of(client, table)
    assert page.count("De tafel vertelde hoe het gaat") == 2 and f"#nieuws-{kept.pk}" in page


def test_few_answers_to_a_survey_are_not_told(client: Client) -> None:
    table = TableFactory.create(step=Step.EVALUATE)
    answers_of(closed_evaluation(table, published_at=clock.now()), 4)
    assert "De tafel keek terug" in page_of(client, table) and "vragenlijst" not in page_of(client, table)
