"""Calendars for other programs: lines that every one of them reads."""

import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from aantafel.core import icalendar
from aantafel.core.icalendar import Event

TEXT = st.text(max_size=300)


wall = datetime.fromisoformat


def event(**changes: object) -> Event:
    usual = {
        "name": "table-hours-1",
        "changed_at": datetime(2026, 11, 27, 12, tzinfo=UTC),
        "begins": wall("2026-12-01T10:00"),
        "ends": wall("2026-12-01T12:00"),
        "summary": "Tafel in de bieb",
    }
    return Event(**{**usual, **changes})  # type: ignore[arg-type]  # a test may leave out any of them


def unfolded(content: str) -> list[str]:
    return content.replace("\r\n ", "").split("\r\n")[:-1]


def read(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


@given(TEXT, TEXT, TEXT)
def test_no_text_breaks_out_of_its_line(summary: str, location: str, description: str) -> None:
    content = icalendar.calendar("Agenda", [event(summary=summary, location=location, description=description)])
    for line in content.split("\r\n"):
        assert len(line.encode()) <= 75
        assert "\n" not in line and "\r" not in line
    lines = unfolded(content)
    names = [line.partition(":")[0].partition(";")[0] for line in lines]
    assert names.count("BEGIN") == names.count("END") == 5
    assert set(names) <= {
        *("BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE", "TZID"),
        *("DTSTART", "RRULE", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "UID", "DTSTAMP", "DTEND", "SUMMARY"),
        *("LOCATION", "DESCRIPTION", "TRANSP"),
    }


@given(st.text(alphabet=st.characters(blacklist_categories=["Cc", "Cs"]), min_size=1, max_size=300))
def test_what_is_written_is_read_back(value: str) -> None:
    lines = unfolded(icalendar.calendar("Agenda", [event(summary=value)]))
    written = next(line for line in lines if line.startswith("SUMMARY:"))
    assert read(written.removeprefix("SUMMARY:")) == value


def test_times_are_of_amsterdam_and_the_stamp_is_universal() -> None:
    lines = unfolded(icalendar.calendar("Agenda", [event(weekly=True, without=[wall("2026-12-08T10:00")])]))
    for line in (
        "DTSTART;TZID=Europe/Amsterdam:20261201T100000",
        "DTEND;TZID=Europe/Amsterdam:20261201T120000",
        "RRULE:FREQ=WEEKLY",
        "EXDATE;TZID=Europe/Amsterdam:20261208T100000",
        "DTSTAMP:20261127T120000Z",
        "UID:table-hours-1@testserver",
    ):
        assert line in lines
