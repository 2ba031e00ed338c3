"""From which parts of a municipality people take part: never fewer than five are counted out."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from aantafel.core import clock
from aantafel.core.sheets import Cell
from aantafel.pages.coordinator.figures import reach, report
from aantafel.pages.coordinator.figures.figure import Figure
from aantafel.pages.coordinator.figures.period import Span, period_of
from ideas.models import Like
from municipalities import scope
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import (
    InstanceFactory,
    NeighbourhoodFactory,
)
from tests.factories.municipalities import MunicipalityFactory

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


def row(figure: Figure, name: str) -> dict[str, Cell]:
    """The row that begins with `name`, by column."""
    (found,) = [one for one in figure.rows if one[0] == name]
    return dict(zip(figure.columns, found, strict=True))


def liked_by(number: int, town: Municipality, home: Municipality | None = None, **more: object) -> None:
    """As many people each like two ideas."""
    liked = [IdeaFactory.create(published=True, municipality=town, **more) for _number in range(2)]
    for _number in range(number):
        user = UserFactory.create(home_postcode="7201", home_municipality=home or town)
        for idea in liked:
            Like.objects.create(idea=idea, user=user, municipality=home or town)


@pytest.mark.parametrize(("number", "told"), [(1, "minder dan 5"), (4, "minder dan 5"), (5, 5)])
def test_fewer_than_five_people_are_not_counted_out(town: Municipality, number: int, told: Cell) -> None:
    part = NeighbourhoodFactory.create(municipality=town, name="De Hoven")
    liked_by(number, town, neighbourhood=part)
    few = "minder dan 5"
    for figure, name in ((reach.by_neighbourhood(), "De Hoven"), (reach.by_postcode(town), "7201")):
        assert list(row(figure, name).values())[1:] == [few, few, told]
        assert (figure.chart is None) is (told == few)


def test_how_many_ideas_there_are_tells_no_more_than_how_many_people(town: Municipality) -> None:
    owner = UserFactory.create(home_postcode="")
    more = {"published": True, "municipality": town, "pinner__postcode": "7202"}
    for _number in range(9):
        IdeaFactory.create(owner=owner, **more)
    assert list(row(reach.by_postcode(town), "7202").values())[1:3] == ["minder dan 5", "minder dan 5"]
    for _number in range(4):
        IdeaFactory.create(owner=None, **more)  # told by telephone: each of another person
    assert list(row(reach.by_postcode(town), "7202").values())[1:3] == [13, 5]


def test_postcodes_of_another_municipality_stay_out(town: Municipality) -> None:
    liked_by(9, town, home=MunicipalityFactory.create())
    assert [one for one in reach.by_postcode(town).rows if one[3] != "minder dan 5"] == []
    assert row(reach.by_neighbourhood(), "Geen buurt genoemd")["Mensen die het goed vinden"] == 9


def test_no_figure_about_reach_depends_on_the_period(town: Municipality) -> None:
    """Two periods laid beside each other would tell who came in between."""
    liked_by(6, town)
    Like.objects.update(created_at=NOW - 900 * DAY)
    year, everything = (
        {figure.key: figure.rows for figure in report.of(town, period_of(span))} for span in (Span.YEAR, Span.ALL)
    )
    assert [year[key] for key in ("buurten", "postcodes")] == [everything[key] for key in ("buurten", "postcodes")]
