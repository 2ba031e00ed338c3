"""From numbers to places."""

from collections.abc import Sequence
from xml.etree import ElementTree

import pytest
from django.template import Context, Engine
from hypothesis import given
from hypothesis import strategies as st

from aantafel.core import charts
from aantafel.core.charts import Chart, Series

numbers = st.lists(st.floats(0, 1e6), min_size=1, max_size=40)


def percent(text: str) -> float:
    return float(text.removesuffix("%"))


def em(text: str) -> float:
    return float(text.removesuffix("em"))


def bars(*series: Series, whole: bool = False, labels: Sequence[str] = ("een", "twee")) -> Chart:
    written = ["x"] * len(labels)
    return charts.bars("k", "t", "s", labels=labels, series=series, written=written, whole=whole)


def columns(*series: Series) -> Chart:
    labels = [str(number) for number in range(len(series[0].values))]
    return charts.columns("k", "t", "s", labels=labels, below=labels, series=series)


def lines(*series: Series) -> Chart:
    labels = [str(number) for number in range(len(series[0].values))]
    return charts.lines("k", "t", "s", labels=labels, below=labels, series=series)


def test_the_longest_bar_is_as_wide_as_the_page() -> None:
    chart = bars(Series("a", [2, 4], "a"))
    assert [(block.x, block.width) for block in chart.blocks] == [("0%", "50%"), ("0%", "100%")]


def test_series_lie_behind_each_other_and_what_is_nothing_is_not_drawn() -> None:
    chart = bars(Series("a", [1, 0], "a"), Series("b", [3, None], "b"))
    assert [(block.x, block.width, block.look) for block in chart.blocks] == [("0%", "25%", "a"), ("25%", "75%", "b")]
    assert chart.legend == [("a", "a"), ("b", "b")]


def test_shares_fill_every_bar() -> None:
    chart = bars(Series("a", [1, 100], "a"), Series("b", [1, 300], "b"), whole=True)
    assert [percent(block.width) for block in chart.blocks] == [50, 50, 25, 75]


def test_a_long_name_is_cut() -> None:
    chart = bars(Series("a", [1], "a"), labels=["Stichting tot bevordering van het samen eten in de straat"])
    assert len(chart.words[0].text) <= charts.LABEL_LENGTH


@given(numbers, numbers)
def test_columns_stand_on_the_ground_and_stay_below_the_top(first: list[float], second: list[float]) -> None:
    size = min(len(first), len(second))
    chart = columns(Series("a", first[:size], "a"), Series("b", second[:size], "b"))
    for block in chart.blocks:
        assert em(block.y) >= charts.TOP - 0.01
        assert em(block.y) + em(block.height) <= charts.TOP + charts.PLOT + 0.01
        assert 0 <= percent(block.x) < percent(block.x) + percent(block.width) <= 100.001


def test_many_columns_get_no_number_each() -> None:
    few, many = columns(Series("a", [70] * 12, "a")), columns(Series("a", [70] * 40, "a"))
    assert [words.text for words in few.words].count("70") == 12
    assert [words.text for words in many.words].count("70") == 0


def test_a_line_is_interrupted_where_there_is_no_number() -> None:
    chart = lines(Series("a", [1, 2, None, 4, 3], "a"))
    drawn = [line for line in chart.lines if line.look == "a"]
    assert [(line.x1, line.x2) for line in drawn] == [("10%", "30%"), ("70%", "90%")]
    assert len(chart.dots) == 4


@pytest.mark.parametrize(("most", "top"), [(0, 1), (0.4, 1), (1, 1), (3, 3), (11, 15), (70, 80), (99, 100), (301, 400)])
def test_the_top_of_an_axis_reads_well(most: float, top: float) -> None:
    assert charts._round_up(most) == top


@given(st.floats(0, 1e12))
def test_the_top_of_an_axis_is_never_below_the_numbers(most: float) -> None:
    assert most <= charts._round_up(most) <= max(1, most * 2)


def test_a_chart_without_anything_is_drawn_all_the_same() -> None:
    assert bars(Series("a", [], "a"), labels=[]).blocks == []
    assert charts.columns("k", "t", "s", labels=[], below=[], series=[]).blocks == []


def test_a_chart_is_told_in_words_and_no_place_is_written_in_dutch() -> None:
    """A comma in a number would put everything in the corner."""
    chart = lines(Series("Eén & meer", [1.25, 2.5, None], "a"), Series("Twee", [0.5, 1, 1], "b"))
    page = (
        Engine.get_default()
        .from_string('{% load components %}{% part "chart" chart=chart %}')
        .render(Context({"chart": chart}))
    )
    drawn = ElementTree.fromstring(page[page.index('<svg class="at-chart__drawing"') : page.rindex("</div>")])
    assert (drawn.get("aria-labelledby"), drawn.get("aria-describedby")) == ("k-title", "k-summary")
    assert [drawn.find(name) is not None for name in ("title", "desc")] == [True, True]
    for one in drawn.iter():
        places = [one.get(name, "") for name in ("x", "y", "x1", "y1", "x2", "y2", "width", "height", "cx", "cy")]
        assert not [place for place in places if "," in place]
    assert "Eén &amp; meer" in page
