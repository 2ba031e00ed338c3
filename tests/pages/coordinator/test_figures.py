"""What is counted, and what is left out of it."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.test import Client

from aantafel.accounts.enums import Capacity, DeskPart, Role
from aantafel.core import clock
from aantafel.core.sheets import Cell
from aantafel.pages.coordinator.figures import ideas, people, report, tables
from aantafel.pages.coordinator.figures.figure import Figure, shown
from aantafel.pages.coordinator.figures.period import Period, Span, period_of, span_of
from coaches.enums import MatchRole
from ideas.enums import Channel
from municipalities import scope
from municipalities.models import Instance, Municipality
from tables.models import Table
from tests.factories.accounts import UserFactory
from tests.factories.coaches import CoachProfileFactory, MatchFactory
from tests.factories.ideas import IdeaFactory, SupportFactory
from tests.factories.instances import (
    InstanceFactory,
    NeighbourhoodFactory,
    helps_at_desk,
    initiative_group,
    somebody,
)
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.tables import StepChangeFactory, TableFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def town() -> Municipality:
    instance = InstanceFactory.create(municipality=MunicipalityFactory.create(name="Tafeldam"))
    return instance.municipality


@pytest.fixture(autouse=True)
def at_desk(town: Municipality) -> Iterator[None]:
    with scope.tenant(town):
        yield


@pytest.fixture
def client(town: Municipality) -> Client:
    client = Client(headers={"host": f"{town.slug}.{settings.BASE_DOMAIN}"})
    client.force_login(somebody(Role.COORDINATOR, town))
    return client


def twelve() -> Period:
    return period_of(Span.TWELVE)


def row(figure: Figure, name: str) -> dict[str, Cell]:
    """The row that begins with `name`, by column."""
    (found,) = [one for one in figure.rows if one[0] == name]
    return dict(zip(figure.columns, found, strict=True))


def decided(town: Municipality, took: timedelta, **more: object) -> None:
    IdeaFactory.create(published=True, municipality=town, submitted_at=NOW - took, decided_at=NOW, **more)


def began_long_ago(town: Municipality) -> None:
    """Before every period: they hold all of their months."""
    IdeaFactory.create(waiting=True, municipality=town, submitted_at=datetime(2024, 2, 9, tzinfo=UTC))


# the period


@pytest.mark.parametrize(
    ("span", "first", "months"),
    [(Span.YEAR, "2026-01-01", 6), (Span.TWELVE, "2025-07-01", 12), (Span.ALL, "2024-02-01", 29)],
)
def test_a_period_is_whole_months_up_to_now(town: Municipality, span: Span, first: str, months: int) -> None:
    IdeaFactory.create(waiting=True, municipality=town, submitted_at=datetime(2024, 2, 9, tzinfo=UTC))
    IdeaFactory.create(waiting=True, submitted_at=datetime(2020, 2, 9, tzinfo=UTC))  # somewhere else
    period = period_of(span)
    assert (period.months[0].isoformat(), len(period.months)) == (first, months)
    assert period.months[-1].isoformat() == "2026-06-01"


def test_a_period_begins_no_earlier_than_the_first_idea(town: Municipality) -> None:
    IdeaFactory.create(waiting=True, municipality=town, submitted_at=datetime(2026, 4, 9, tzinfo=UTC))
    for span in Span:
        assert [month.isoformat() for month in period_of(span).months] == ["2026-04-01", "2026-05-01", "2026-06-01"]


def test_from_the_beginning_is_this_month_where_there_is_nothing() -> None:
    assert [month.isoformat() for month in period_of(Span.ALL).months] == ["2026-06-01"]


@pytest.mark.parametrize("text", ["", "morgen", "12 maanden", "\x00"])
def test_an_address_that_names_no_period_means_the_last_twelve_months(text: str) -> None:
    assert span_of(text) is Span.TWELVE


def test_labels_leave_room_on_a_telephone(town: Municipality) -> None:
    began_long_ago(town)
    period = twelve()
    assert [label for label in period.labels() if label] == ["Jul", "Sep", "Nov", "Jan", "Mrt", "Mei"]
    assert [year for year in period.years() if year] == ["2025", "2026"]
    with clock.frozen(datetime(2026, 11, 3, tzinfo=UTC)):
        assert [year for year in twelve().years() if year] == ["2026"]  # December of 2025 is right beside it


# ideas


def test_ideas_are_counted_by_the_month_in_amsterdam_and_the_way_in(town: Municipality) -> None:
    new_year = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)  # half past twelve in Amsterdam
    IdeaFactory.create(waiting=True, municipality=town, submitted_at=new_year)
    IdeaFactory.create(refused=True, municipality=town, submitted_at=NOW, channel=Channel.TABLE)
    IdeaFactory.create(published=True, municipality=town, submitted_at=NOW, channel=Channel.TABLE)
    IdeaFactory.create(municipality=town)  # a draft
    IdeaFactory.create(waiting=True)  # of somewhere else
    IdeaFactory.create(waiting=True, municipality=town, submitted_at=NOW - 400 * DAY)  # before the period
    by_month, by_way = ideas.came_in(twelve())
    assert row(by_month, "januari 2026")["Alle"] == 1
    assert row(by_month, "juni 2026") == {
        "Maand": "juni 2026", "Alle": 2, "Aan een tafel in de buurt": 2, "Op de site": 0,
    }  # fmt: skip
    assert sum(int(str(one[1])) for one in by_month.rows) == 3
    assert row(by_way, "Aan een tafel in de buurt") == {
        "Weg naar binnen": "Aan een tafel in de buurt",
        **{"Alle": 2, "Wordt gelezen": 0, "Op de site": 1, "Geweigerd": 1, "Ingetrokken": 0, "Samengevoegd": 0},
    }


def test_more_ways_in_than_patterns_are_drawn_together_and_told_apart(town: Municipality) -> None:
    for channel in Channel:
        IdeaFactory.create(waiting=True, municipality=town, channel=channel)
    by_month, by_way = ideas.came_in(twelve())
    assert by_month.chart is not None
    assert [name for name, _look in by_month.chart.legend][-1] == "Op andere manieren"
    assert len({look for _name, look in by_month.chart.legend}) == 4
    assert len(by_way.rows) == len(Channel)
    assert len(by_month.columns) == len(Channel) + 2


def test_half_and_nine_in_ten_of_the_answers(town: Municipality) -> None:
    began_long_ago(town)
    for took in (1, 3, 10):
        decided(town, took * DAY)
    decided(MunicipalityFactory.create(), 90 * DAY)
    figure = ideas.answered(twelve())
    assert list(row(figure, "De hele periode").values())[1:] == [3, 3.0, 8.6]
    assert list(row(figure, "juni 2026").values())[1:] == [3, 3.0, 8.6]
    assert list(row(figure, "mei 2026").values())[1:] == [0, None, None]


def test_an_idea_that_waits_once_more_has_no_answer_yet(town: Municipality) -> None:
    decided(town, 3 * DAY)
    IdeaFactory.create(waiting=True, municipality=town, submitted_at=NOW, decided_at=NOW - 20 * DAY)
    assert list(row(ideas.answered(twelve()), "De hele periode").values())[1:] == [1, 3.0, 3.0]


def test_a_coach_is_waited_for_since_the_site_opened(town: Municipality) -> None:
    Instance.objects.filter(municipality=town).update(opened_at=NOW - 4 * DAY)
    idea = IdeaFactory.create(published=True, municipality=town, published_at=NOW - 90 * DAY)
    MatchFactory.create(idea=idea, accepted=True, answered_at=NOW)
    assert list(row(ideas.matched(twelve()), "De hele periode").values())[1:] == [1, 4.0, 4.0]


def test_a_match_counts_from_the_first_coach_who_said_yes(town: Municipality) -> None:
    idea = IdeaFactory.create(published=True, municipality=town, published_at=NOW - 10 * DAY)
    MatchFactory.create(idea=idea, accepted=True, answered_at=NOW - 9 * DAY, role=MatchRole.CO_COACH)
    MatchFactory.create(idea=idea, declined=True, answered_at=NOW - 8 * DAY)
    MatchFactory.create(idea=idea, ended=True, answered_at=NOW - 6 * DAY)
    MatchFactory.create(idea=idea, accepted=True, answered_at=NOW)
    other = IdeaFactory.create(published=True, published_at=NOW - 50 * DAY)
    MatchFactory.create(idea=other, accepted=True, answered_at=NOW)
    assert list(row(ideas.matched(twelve()), "De hele periode").values())[1:] == [1, 4.0, 4.0]


def test_without_anything_to_count_there_are_no_rows(town: Municipality) -> None:
    figures = report.of(town, twelve())
    assert [figure.key for figure in figures if figure.rows] == []


# tables


def table_at(town: Municipality, step: int, **more: object) -> Table:
    table = TableFactory.create(idea=IdeaFactory.create(published=True, municipality=town), opening=None)
    Table.everywhere.filter(pk=table.pk).update(step=step, **more)
    return table


def test_tables_stand_in_their_step_running_or_stopped(town: Municipality) -> None:
    table_at(town, 1)
    table_at(town, 3)
    table_at(town, 3, state="stopped")
    TableFactory.create(idea=IdeaFactory.create(taken_off=True, municipality=town))
    TableFactory.create()  # somewhere else
    figure = tables.standing()
    assert list(row(figure, "3. Stel je vraag").values())[1:3] == [1, 1]
    assert sum(int(str(cell)) for one in figure.rows for cell in one[1:]) == 3


def test_how_long_tables_stood_in_the_steps_that_they_left(town: Municipality) -> None:
    began_long_ago(town)
    for first, second in ((2, 6), (4, 8)):
        table = table_at(town, 3)
        StepChangeFactory.create(table=table, to_step=1, created_at=NOW - 40 * DAY)
        StepChangeFactory.create(table=table, from_step=1, to_step=2, created_at=NOW - (40 - first) * DAY)
        StepChangeFactory.create(table=table, from_step=2, to_step=2, created_at=NOW - 35 * DAY)  # a remark
        StepChangeFactory.create(table=table, from_step=2, to_step=3, created_at=NOW - (40 - first - second) * DAY)
    elsewhere = TableFactory.create(opening=None)
    StepChangeFactory.create(table=elsewhere, to_step=1, created_at=NOW - 300 * DAY)
    StepChangeFactory.create(table=elsewhere, from_step=1, to_step=2, created_at=NOW)
    figure = tables.stays(twelve())
    assert list(row(figure, "1. Idee").values())[1:] == [2, 3.0, 3.8]
    assert list(row(figure, "2. Match").values())[1:] == [2, 7.0, 7.8]
    assert list(row(figure, "3. Stel je vraag").values())[1:] == [0, None, None]


def test_steps_that_were_left_before_the_period_are_not_counted(town: Municipality) -> None:
    table = table_at(town, 2)
    StepChangeFactory.create(table=table, to_step=1, created_at=NOW - 500 * DAY)
    StepChangeFactory.create(table=table, from_step=1, to_step=2, created_at=NOW - 450 * DAY)
    assert tables.stays(twelve()).rows == []


# people


def test_the_load_of_coaches_is_what_they_have_and_are_asked_for(town: Municipality) -> None:
    busy = CoachProfileFactory.create(municipality=town, user__name="Bert Bezig", tables_at_once=2)
    for more in ({"accepted": True}, {}, {"ended": True}, {"declined": True}):
        MatchFactory.create(coach=busy, idea=IdeaFactory.create(published=True, municipality=town), **more)
    CoachProfileFactory.create(municipality=town, user__name="Rita Rust", paused=True)
    CoachProfileFactory.create(municipality=town, user__name="Leo Leert", in_training=True)
    CoachProfileFactory.create(municipality=town, user__name="Wim Weg", ended_at=NOW)
    CoachProfileFactory.create(user__name="Nel Naast")
    assert people.load().rows == [
        ("Bert Bezig", "Klaar voor een tafel", 2, 2, 0),
        ("Leo Leert", "In opleiding", 0, 2, 2),
        ("Rita Rust", "Houdt rust", 0, 2, 0),
    ]


def test_the_triangle_of_pinners_of_helpers_and_of_the_group(town: Municipality) -> None:
    idea = IdeaFactory.create(published=True, municipality=town, capacity=Capacity.EMPLOYEE)
    IdeaFactory.create(municipality=town, capacity=Capacity.EMPLOYEE)  # a draft
    helper = UserFactory.create()
    SupportFactory.create(idea=idea, user=helper)
    SupportFactory.create(idea=idea, user=helper)  # the same person
    SupportFactory.create(idea=idea, join=True)
    SupportFactory.create(idea=idea, kind="question")
    SupportFactory.create(idea=idea, state="withdrawn")
    SupportFactory.create()
    initiative_group(town)
    initiative_group(MunicipalityFactory.create())
    figure = people.triangle(twelve(), town)
    assert figure.rows == [
        ("Wie een idee prikt", 0, 0, 1),
        ("Wie hulp biedt of meedoet", 1, 1, 0),
        ("De initiatiefgroep", 1, 1, 1),
    ]


# the page and the files


def test_numbers_are_written_in_dutch() -> None:
    assert [shown(cell) for cell in (12345, 3.26, None, "minder dan 5")] == ["12.345", "3,3", "–", "minder dan 5"]


@pytest.mark.parametrize("part", [part for part in DeskPart if part is not DeskPart.LEAD])
def test_figures_are_not_for_who_has_one_part_of_the_desk(town: Municipality, part: DeskPart) -> None:
    helper = somebody(Role.INITIATIVE, town)
    helps_at_desk(helper, town, part)
    client = Client(headers={"host": f"{town.slug}.{settings.BASE_DOMAIN}"})
    client.force_login(helper)
    for address in ("", "alle-ideeen.csv", "alles.xlsx"):
        assert client.get(f"/coordinator/cijfers/{address}").status_code == 403
    assert "/coordinator/cijfers/" not in client.get("/coordinator/").text


@pytest.mark.parametrize("name", ["niets.csv", "ingang.pdf", "alles.csv", "ingang.CSV", "alle-ideeen.xls"])
def test_a_file_that_is_not_there_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/coordinator/cijfers/{name}").status_code == 404


def test_every_figure_is_a_file_in_both_kinds(client: Client, town: Municipality) -> None:
    for figure in report.of(town, twelve()):
        answer = client.get(f"/coordinator/cijfers/{figure.key}.csv")
        head = next(csv.reader(StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))
        assert head == list(figure.columns)
        book = ZipFile(BytesIO(client.get(f"/coordinator/cijfers/{figure.key}.xlsx").getvalue()))
        assert book.testzip() is None


def test_the_ideas_in_a_file_are_those_of_this_municipality(client: Client, town: Municipality) -> None:
    part = NeighbourhoodFactory.create(municipality=town, name="De Hoven")
    idea = IdeaFactory.create(
        published=True, municipality=town, title='=HYPERLINK("http://x.example")', neighbourhood=part, theme="groen"
    )
    TableFactory.create(idea=idea)
    IdeaFactory.create(municipality=town, title="Nog een concept")
    IdeaFactory.create(published=True, title="Een speelweide voor Buurdam")
    answer = client.get("/coordinator/cijfers/alle-ideeen.csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert f"aantafel-{town.slug}-alle-ideeen-2026-06-15.csv" in answer.headers["Content-Disposition"]
    (_head, found) = csv.reader(StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";")
    assert found[:6] == [
        *(str(idea.pk), '\'=HYPERLINK("http://x.example")', "Op de site", "Op de site"),
        *("Groen en natuur", "De Hoven"),
    ]
    assert found[-2:] == ["1. Idee", "Loopt"]


def test_a_file_speaks_the_language_of_its_page_to_the_end(client: Client, town: Municipality) -> None:
    """Its rows are written after the page is done, when the language has gone."""
    IdeaFactory.create(waiting=True, municipality=town, theme="groen")
    text = client.get("/en/coordinator/cijfers/alle-ideeen.csv").getvalue().decode()
    assert "Green and nature" in text
    assert "Waiting to be read" in text


def test_the_page_begins_with_four_numbers_and_folds_what_is_empty(client: Client, town: Municipality) -> None:
    IdeaFactory.create(waiting=True, municipality=town, submitted_at=NOW)
    TableFactory.create(idea=IdeaFactory.create(published=True, municipality=town, submitted_at=NOW))
    IdeaFactory.create(published=True, submitted_at=NOW)
    CoachProfileFactory.create(municipality=town)
    page = client.get("/coordinator/cijfers/")
    assert [number for number, _what in page.context["numbers"]] == ["2", "1", "1", "1"]
    assert page.context["empty"]
    for figure in page.context["empty"]:
        assert f'id="{figure.key}"' not in page.text and figure.title in page.text


def test_the_period_of_the_page_is_that_of_its_files(client: Client, town: Municipality) -> None:
    IdeaFactory.create(waiting=True, municipality=town, submitted_at=NOW - 500 * DAY)
    assert len(client.get("/coordinator/cijfers/ingang.csv").getvalue().splitlines()) == 1
    assert len(client.get("/coordinator/cijfers/ingang.csv?periode=alles").getvalue().splitlines()) == 2
    assert "periode=alles" in client.get("/coordinator/cijfers/?periode=alles").text
