"""Rows as files for Excel: nothing in them calculates, and what goes in comes out."""

import csv
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aantafel.core import clock, sheets
from aantafel.core.sheets import Cell, Sheet

NOON = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)  # 12 o'clock in Amsterdam
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULAS = ["=1+1", "+31612345678", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "=cmd|'/C calc'!A0"]


def read(sheet: Sheet) -> list[list[str]]:
    """The CSV as a reader of the Dutch Excel takes it in."""
    content = sheets.csv_response("proef", sheet).getvalue().decode("utf-8-sig")
    return list(csv.reader(StringIO(content, newline=""), delimiter=";"))


def workbook(*made: Sheet) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(sheets.xlsx_response("proef", made).getvalue()))


def cells(book: zipfile.ZipFile, number: int = 1) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{SPACE}c"))


def test_csv_is_what_the_dutch_excel_opens() -> None:
    rows: list[list[Cell]] = [["Een kas; of twee", 12, 3.5, None, date(2026, 7, 1), NOON]]
    sheet = Sheet("Ideeën", ["Idee", "Aantal", "Dagen", "Niets", "Dag", "Moment"], rows)
    answer = sheets.csv_response("proef", sheet)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.getvalue().startswith(b"\xef\xbb\xbfIdee;Aantal;")
    sheet = Sheet("Ideeën", sheet.columns, rows)
    assert read(sheet)[1] == ["Een kas; of twee", "12", "3,5", "", "2026-07-01", "2026-07-01 12:00"]


def test_a_file_has_the_day_in_its_name() -> None:
    with clock.frozen(NOON):
        answers = [sheets.csv_response("proef", Sheet("x", [], [])), sheets.xlsx_response("proef", [])]
    assert [answer.headers["Content-Disposition"] for answer in answers] == [
        'attachment; filename="proef-2026-07-01.csv"',
        'attachment; filename="proef-2026-07-01.xlsx"',
    ]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text: str) -> None:
    assert read(Sheet("x", [text], [[text]])) == [[f"'{text}"], [f"'{text}"]]
    for cell in cells(workbook(Sheet("x", [text], [[text]]))):
        assert cell.find(f"{SPACE}f") is None
        assert cell.get("t") == "inlineStr"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r")))
def test_other_text_comes_out_as_it_went_in(text: str) -> None:
    """But for the apostrophe: whatever stands there, a spreadsheet takes it for a text."""
    (out,) = read(Sheet("x", ["kop"], [[text]]))[1] or [""]
    assert out.removeprefix("'") == text.removeprefix("'")
    assert not out.lstrip().startswith(sheets.FORMULA_STARTS)


def test_numbers_below_zero_stay_numbers() -> None:
    assert read(Sheet("x", ["a", "b"], [[-3, -0.5]]))[1] == ["-3", "-0,5"]


def test_rows_go_out_one_by_one() -> None:
    """The first line leaves before the second row is made."""
    made = []

    def rows() -> Iterator[list[Cell]]:
        for number in range(3):
            made.append(number)
            yield [number]

    lines = iter(sheets.csv_response("proef", Sheet("x", ["n"], rows())))
    assert next(lines)
    assert made == []
    next(lines)
    assert made == [0]


def test_a_workbook_has_a_page_for_each_sheet_with_a_name_of_its_own() -> None:
    long = "Hoe lang tot er een antwoord is: dagen/maanden"
    book = workbook(Sheet(long, ["a"], [[1]]), Sheet(long, ["b"], [[2]]), Sheet("[]", ["c"], []))
    listed = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{SPACE}sheet")
    names = [str(one.get("name")) for one in listed]
    assert names[0].startswith("Hoe lang tot er een antwoord")
    assert len({name.lower() for name in names}) == 3
    assert all(len(name) <= sheets.LONGEST_TITLE for name in names)


def test_an_excel_file_keeps_numbers_and_days_as_such() -> None:
    rows: list[list[Cell]] = [["Een kas", 12, 3.5, None, date(2026, 7, 1), NOON]]
    found = cells(workbook(Sheet("x", ["a", "b", "c", "d", "e", "f"], rows)))[6:]
    values = [one.findtext(f"{SPACE}v") for one in found]
    assert values[1:3] == ["12", "3.5"]
    assert [float(value or 0) for value in values[3:]] == [46204.0, 46204.5]
    assert found[0].findtext(f"{SPACE}is/{SPACE}t") == "Een kas"


def test_text_that_is_too_long_for_a_cell_is_cut_and_not_lost() -> None:
    (cell,) = cells(workbook(Sheet("x", [], [["é" * 40_000]])))
    assert cell.findtext(f"{SPACE}is/{SPACE}t") == "é" * sheets.LONGEST_TEXT


@pytest.mark.parametrize(("ending", "kind"), [("csv", sheets.Kind.CSV), ("xlsx", sheets.Kind.XLSX), ("pdf", None)])
def test_the_end_of_a_name_says_what_it_is(ending: str, kind: sheets.Kind | None) -> None:
    assert sheets.kind_of(ending) is kind
