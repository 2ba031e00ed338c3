"""Reading the tables of municipalities, places, postcodes and mergers. Nothing is half read: one error refuses all."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from municipalities.enums import Province

DATA = Path(__file__).resolve().parent.parent / "data"
_CODE = re.compile(r"GM[0-9]{4}")
_PC4 = re.compile(r"[1-9][0-9]{3}")
_URL = URLValidator(schemes=["http", "https"])
Row = TypeVar("Row")


class MalformedFile(Exception):
    """A table that cannot be read; says which line (1 is the header) and what is wrong with it."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}, line {line}: {problem}")
        self.line = line


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    code: str
    name: str
    official_name: str
    province: str
    email: str
    contact_form: str
    website: str
    population: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class PlaceRow:
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class PostcodeRow:
    pc4: str
    code: str
    rank: int
    place: str


@dataclass(frozen=True, slots=True)
class MergerRow:
    """`status` is a remark for the reader ("planned", "confirmed"); it decides nothing."""

    old_code: str
    new_code: str
    on: date
    status: str


@dataclass(frozen=True, slots=True)
class Tables:
    municipalities: list[MunicipalityRow]
    places: list[PlaceRow]
    postcodes: list[PostcodeRow]
    mergers: list[MergerRow]


def read_tables(municipalities: Path | None = None) -> Tables:
    """Our own tables; with `municipalities` that file instead of ours. Raises MalformedFile or OSError."""
    return Tables(
        municipalities=read_municipalities(municipalities or DATA / "municipalities.csv"),
        places=_read(DATA / "places.csv", ("woonplaats", "gm_code"), _place),
        postcodes=_read(DATA / "postcodes.csv", ("pc4", "gm_code", "rank", "place"), _postcode),
        mergers=_read(DATA / "mergers.csv", ("old_code", "new_code", "date", "status"), _merger),
    )


def read_municipalities(path: Path) -> list[MunicipalityRow]:
    """Needs the columns below; others may stand between them. A code may stand in it once."""
    columns = ("code", "name", "cbs_name", "province", "email", "contact_form", "website", "population", "lat", "lon")
    lines = _numbered(path, columns)
    rows: dict[str, MunicipalityRow] = {}
    for line, cells in lines:
        row = _parsed(path, line, cells, _municipality)
        if row.code in rows:
            raise MalformedFile(path, line, f"code {row.code} stands in this file twice.")
        rows[row.code] = row
    if not rows:
        raise MalformedFile(path, 1, "there is no municipality in it.")
    return list(rows.values())


def _read(path: Path, columns: tuple[str, ...], parse: Callable[[dict[str, str]], Row]) -> list[Row]:
    return [_parsed(path, line, cells, parse) for line, cells in _numbered(path, columns)]


def _numbered(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row's cells by column, without spaces around, with the line on which the row ends."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(path, header, columns)
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                raise MalformedFile(path, reader.line_num, f"{len(cells)} cells where {len(header)} are needed.")
            yield reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))
    except csv.Error as error:
        raise MalformedFile(path, reader.line_num, f"not readable as CSV ({error}).") from error


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MalformedFile(path, line, "not readable as UTF-8.") from error
    if "\x00" in text:
        raise MalformedFile(path, text[: text.index("\x00")].count("\n") + 1, "there is a NUL character in it.")
    return text


def _check_header(path: Path, header: list[str], columns: tuple[str, ...]) -> None:
    missing = [column for column in columns if column not in header]
    if missing:
        hint = " Columns must be separated by commas." if len(header) == 1 else ""
        raise MalformedFile(path, 1, f"these columns are missing: {', '.join(missing)}.{hint}")
    if len(set(header)) != len(header):
        raise MalformedFile(path, 1, "a column stands in it twice.")


def _parsed(path: Path, line: int, cells: dict[str, str], parse: Callable[[dict[str, str]], Row]) -> Row:
    try:
        return parse(cells)
    except ValueError as error:
        raise MalformedFile(path, line, str(error)) from error


def _municipality(cells: dict[str, str]) -> MunicipalityRow:
    if cells["province"] not in Province.values:
        raise ValueError(f"{cells['province']!r} is not a province.")
    return MunicipalityRow(
        code=_gm_code(cells["code"]),
        name=_name(cells["name"]),
        official_name=_name(cells["cbs_name"]) if cells["cbs_name"] else "",
        province=cells["province"],
        email=_email(cells["email"]),
        contact_form=_url(cells["contact_form"]),
        website=_url(cells["website"]),
        population=_whole_number(cells["population"], "population", least=0),
        latitude=_degrees(cells["lat"], "lat", 50, 54),
        longitude=_degrees(cells["lon"], "lon", 3, 8),
    )


def _place(cells: dict[str, str]) -> PlaceRow:
    return PlaceRow(_name(cells["woonplaats"]), _gm_code(cells["gm_code"]))


def _postcode(cells: dict[str, str]) -> PostcodeRow:
    if not _PC4.fullmatch(cells["pc4"]):
        raise ValueError(f"{cells['pc4']!r} is not a postcode of four digits.")
    rank = _whole_number(cells["rank"], "rank", least=1)
    return PostcodeRow(cells["pc4"], _gm_code(cells["gm_code"]), rank, _name(cells["place"]) if cells["place"] else "")


def _merger(cells: dict[str, str]) -> MergerRow:
    old, new = _gm_code(cells["old_code"]), _gm_code(cells["new_code"])
    if old == new:
        raise ValueError(f"{old} cannot merge into itself.")
    return MergerRow(old, new, date.fromisoformat(cells["date"]), cells["status"])


def _gm_code(value: str) -> str:
    if not _CODE.fullmatch(value):
        raise ValueError(f"{value!r} is not a municipality's code such as GM0301.")
    return value


def _name(value: str) -> str:
    if not 1 <= len(value) <= 100:
        raise ValueError(f"a name of 1 to 100 characters is needed, not {value!r}.")
    return value


def _email(value: str) -> str:
    try:
        if value:
            validate_email(value)
    except ValidationError as error:
        raise ValueError(f"{value!r} is not an e-mail address.") from error
    return value.lower()


def _url(value: str) -> str:
    try:
        if value:
            _URL(value)
    except ValidationError as error:
        raise ValueError(f"{value!r} is not a web address.") from error
    if len(value) > 300:
        raise ValueError("a web address of at most 300 characters is needed.")
    return value


def _whole_number(value: str, column: str, *, least: int) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 8 and int(value) >= least):
        raise ValueError(f"{column} must be a whole number from {least}, not {value!r}.")
    return int(value)


def _degrees(value: str, column: str, low: int, high: int) -> float:
    try:
        degrees = float(value)
    except ValueError:
        degrees = float("nan")
    if not low <= degrees <= high:
        raise ValueError(f"{column} must lie between {low} and {high} degrees, not {value!r}.")
    return degrees
