"""Rows as a file to work on in Excel: CSV or XLSX, sent row by row, in which no text becomes a formula.

CSV is what the Dutch Excel opens by itself: semicolons, a comma in numbers, UTF-8 with a mark in front. A text that a
spreadsheet would read as a formula gets an apostrophe there; in XLSX a text is a text by its type.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from io import BytesIO
from typing import IO

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from aantafel.core import clock

Cell = str | int | float | date | datetime | None

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the wide ones count in Excel too
LONGEST_TEXT = 32_767  # in one cell of Excel
LONGEST_TITLE = 31
NOT_IN_A_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
SAMPLE_WIDTH = 60


class Kind(Enum):
    """The value is the end of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"


def kind_of(ending: str) -> Kind | None:
    return next((kind for kind in Kind if kind.value == ending), None)


@dataclass(frozen=True)
class Sheet:
    """`rows` is read once, after the view has ended: a query in it must have been built inside its scope."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


class _Line:
    """What `csv.writer` writes to: it hands the line back."""

    def write(self, line: str) -> str:
        return line


def csv_response(name: str, sheet: Sheet) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(_lines(sheet), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = _named(name, Kind.CSV)
    return answer


def xlsx_response(name: str, sheets: Iterable[Sheet]) -> FileResponse:
    """One worksheet for each of `sheets`. Rows are written to disk one by one; only the packed file is in memory."""
    file = BytesIO()
    _write_book(file, sheets)
    answer = FileResponse(file, content_type=XLSX_TYPE)
    answer.headers["Content-Disposition"] = _named(name, Kind.XLSX)
    return answer


def _write_book(file: IO[bytes], sheets: Iterable[Sheet]) -> None:
    with Workbook(file, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        head = book.add_format({"bold": True})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        taken: set[str] = set()
        for sheet in sheets:
            page = book.add_worksheet(_title(sheet.title, taken))
            page.freeze_panes(1, 0)
            for column, heading in enumerate(sheet.columns):
                page.set_column(column, column, min(max(len(heading) + 2, 12), SAMPLE_WIDTH))
                page.write_string(0, column, heading, head)
            for number, cells in enumerate(sheet.rows, start=1):
                for column, cell in enumerate(cells):
                    _write(page, number, column, cell, moment)
    file.seek(0)


def harmless(text: str) -> str:
    """Never the beginning of a formula, whatever white space stands before it."""
    starts = text.lstrip().startswith(FORMULA_STARTS) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if starts else text


def _lines(sheet: Sheet) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";")
    yield BYTE_ORDER_MARK + str(writer.writerow([harmless(heading) for heading in sheet.columns]))
    for cells in sheet.rows:
        yield str(writer.writerow([_as_text(cell) for cell in cells]))


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    if isinstance(cell, datetime):
        return f"{_local(cell):%Y-%m-%d %H:%M}"
    return harmless(cell) if isinstance(cell, str) else str(cell)


def _write(page: Worksheet, row: int, column: int, cell: Cell, moment: object) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, cell[:LONGEST_TEXT])
    elif isinstance(cell, datetime):
        page.write_datetime(row, column, _local(cell), moment)
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell)
    elif cell is not None:
        page.write_number(row, column, cell)


def _local(moment: datetime) -> datetime:
    """As the clock on the wall said; a sheet knows no time zones."""
    return timezone.localtime(moment).replace(tzinfo=None) if timezone.is_aware(moment) else moment


def _title(title: str, taken: set[str]) -> str:
    """What may stand on a tab, different from those before it."""
    wanted = title.translate(NOT_IN_A_TITLE).strip()[:LONGEST_TITLE].strip() or "1"
    found, number = wanted, 1
    while found.lower() in taken:
        number += 1
        found = f"{wanted[: LONGEST_TITLE - 4]} {number}"
    taken.add(found.lower())
    return found


def _named(name: str, kind: Kind) -> str:
    return content_disposition_header(True, f"{name}-{clock.today():%Y-%m-%d}.{kind.value}") or ""
