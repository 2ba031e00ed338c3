"""Calendars for other programs: lines that every one of them reads, as a parser that is not ours says."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from aantafel.core import icalendar
from aantafel.core.icalendar import Event, Party

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
STAMP = datetime(2026, 11, 27, 12, tzinfo=UTC)
TEXT = st.text(max_size=300)
SEEN = st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=300)
DESK, NEIGHBOUR = Party("desk@stad.example", "AanTafel! Stad"), Party("buur@mail.example", "Buur")


def clock(moment: str, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM, fold=fold)


def event(**changes: Any) -> Event:
    usual: dict[str, Any] = {
        "uid": "meeting-1@stad.example",
        "changed_at": STAMP,
        "starts_at": clock("2026-12-01T10:00"),
        "ends_at": clock("2026-12-01T12:00"),
        "title": "Eerste bijeenkomst",
    }
    return Event(**{**usual, **changes})


def followed(one: Event) -> str:
    return icalendar.calendar("Agenda", [one])


def mailed(one: Event) -> str:
    return icalendar.invitation(one, organizer=DESK, attendee=NEIGHBOUR, accepted=False)


FORMS: list[Callable[[Event], str]] = [followed, icalendar.single, mailed]


def unfolded(content: str) -> list[str]:
    return content.replace("\r\n ", "").split("\r\n")[:-1]


def parsed(content: str) -> tuple[Any, Any]:
    """The calendar and its one event, as another program reads them."""
    whole: Any = Calendar.from_ical(content)
    (found,) = whole.walk("VEVENT")
    assert not whole.errors and not found.errors
    return whole, found


@pytest.mark.parametrize("written", FORMS)
def test_another_program_reads_all_of_it(written: Callable[[Event], str]) -> None:
    _whole, found = parsed(
        written(
            event(
                place="Het buurthuis, Dorpsstraat 1; zaal 2",
                text="Neem mee:\npen\\papier",
                url="https://stad.example/tafels/7-bankje/",
                sequence=3,
                position=(52.092876, 5.104480),
                remind=timedelta(days=1),
            )
        )
    )
    assert found["UID"] == "meeting-1@stad.example"
    assert (found["SEQUENCE"], found["STATUS"], found["TRANSP"]) == (3, "CONFIRMED", "OPAQUE")
    assert found["SUMMARY"] == "Eerste bijeenkomst"
    assert found["LOCATION"] == "Het buurthuis, Dorpsstraat 1; zaal 2"
    assert found["DESCRIPTION"] == "Neem mee:\npen\\papier"
    assert found["URL"] == "https://stad.example/tafels/7-bankje/"
    assert (found["GEO"].latitude, found["GEO"].longitude) == (52.092876, 5.10448)
    assert found["DTSTAMP"].dt == found["LAST-MODIFIED"].dt == STAMP
    (alarm,) = found.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", -timedelta(days=1))
    assert alarm["DESCRIPTION"] == "Eerste bijeenkomst"


def test_what_is_not_known_is_not_there() -> None:
    _whole, found = parsed(icalendar.single(event()))
    unknown = {"LOCATION", "DESCRIPTION", "URL", "GEO", "ORGANIZER", "ATTENDEE", "RRULE", "EXDATE"}
    assert not unknown & set(found)
    assert not found.walk("VALARM")


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (clock("2026-01-15T19:30"), clock("2026-01-15T21:30")),
        (clock("2026-07-15T19:30"), clock("2026-07-15T21:30")),
        (clock("2026-12-31T23:00"), clock("2027-01-01T01:00")),
        (clock("2026-03-29T01:30"), clock("2026-03-29T03:30")),  # the clock goes on: one hour
        (clock("2026-10-25T01:30"), clock("2026-10-25T03:30")),  # the clock goes back: three hours
        (clock("2026-10-25T01:30"), clock("2026-10-25T02:30")),
        (clock("2026-10-25T01:30"), clock("2026-10-25T02:30", fold=1)),
        (clock("2026-10-25T02:15", fold=1), clock("2026-10-25T02:45", fold=1)),
        (datetime(2026, 7, 1, 12, 30, tzinfo=UTC), datetime(2026, 7, 1, 13, 30, tzinfo=UTC)),
    ],
)
@pytest.mark.parametrize("written", FORMS)
def test_is_at_the_same_moment_elsewhere(written: Callable[[Event], str], starts: datetime, ends: datetime) -> None:
    _whole, found = parsed(written(event(starts_at=starts, ends_at=ends)))
    assert (found.start.astimezone(UTC), found.end.astimezone(UTC)) == (starts.astimezone(UTC), ends.astimezone(UTC))


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2037, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001
def test_no_moment_is_lost(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    _whole, found = parsed(icalendar.single(event(starts_at=moment, ends_at=moment + timedelta(minutes=90))))
    assert found.start.astimezone(UTC) == moment
    assert found.end.astimezone(UTC) == moment + timedelta(minutes=90)


def test_our_own_rules_of_summer_and_winter_are_those_of_amsterdam() -> None:
    whole, _found = parsed(followed(event()))
    (zone,) = whole.walk("VTIMEZONE")
    ours = zone.to_tz(lookup_tzid=False)
    for year in range(2026, 2038):
        for day in range(0, 365, 5):
            moment = datetime(year, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)
            wall = moment.astimezone(AMSTERDAM).replace(tzinfo=None)
            assert ours.utcoffset(wall) == wall.replace(tzinfo=AMSTERDAM).utcoffset(), wall


def test_every_week_is_at_the_same_time_of_the_clock() -> None:
    lines = unfolded(followed(event(weekly=True, is_busy=False, without=[clock("2026-12-08T10:00")])))
    for line in (
        "DTSTART;TZID=Europe/Amsterdam:20261201T100000",
        "DTEND;TZID=Europe/Amsterdam:20261201T120000",
        "RRULE:FREQ=WEEKLY",
        "EXDATE;TZID=Europe/Amsterdam:20261208T100000",
        "DTSTAMP:20261127T120000Z",
        "TRANSP:TRANSPARENT",
    ):
        assert line in lines


def test_a_calendar_to_follow_says_its_name_and_how_often_to_look() -> None:
    whole, _found = parsed(icalendar.calendar("Bijeenkomsten van Ömer", [event()]))
    assert whole["METHOD"] == "PUBLISH"
    assert whole["NAME"] == whole["X-WR-CALNAME"] == "Bijeenkomsten van Ömer"
    assert whole["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    assert whole["X-PUBLISHED-TTL"] == "PT1H"


def test_a_calendar_without_events_is_a_calendar() -> None:
    whole = Calendar.from_ical(icalendar.calendar("Agenda", []))
    assert not whole.walk("VEVENT") and not whole.errors


def test_what_is_cancelled_stays_in_what_people_follow() -> None:
    whole, found = parsed(followed(event(is_cancelled=True, sequence=4, remind=timedelta(hours=2))))
    assert (whole["METHOD"], found["STATUS"], found["SEQUENCE"]) == ("PUBLISH", "CANCELLED", 4)
    assert not found.walk("VALARM")


@pytest.mark.parametrize(("is_cancelled", "method"), [(False, "REQUEST"), (True, "CANCEL")])
def test_a_mail_asks_one_person_and_takes_it_back(is_cancelled: bool, method: str) -> None:
    whole, found = parsed(mailed(event(is_cancelled=is_cancelled)))
    assert whole["METHOD"] == method
    assert (found["ORGANIZER"], found["ORGANIZER"].params["CN"]) == ("mailto:desk@stad.example", "AanTafel! Stad")
    assert found["ATTENDEE"] == "mailto:buur@mail.example"
    assert found["ATTENDEE"].params["RSVP"] == "FALSE"
    assert found["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"


def test_who_said_yes_stands_there_as_such() -> None:
    content = icalendar.invitation(event(), organizer=DESK, attendee=Party("buur@mail.example"), accepted=True)
    _whole, found = parsed(content)
    assert found["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED" and "CN" not in found["ATTENDEE"].params


def test_only_a_mail_names_people() -> None:
    for written in (followed, icalendar.single):
        assert "mailto:" not in written(event())


HOSTILE = (
    'x"\r\nATTENDEE:mailto:boef@mail.example\r\n',
    "x\nBEGIN:VALARM",
    "x\x85END:VEVENT",
    "x\u2028END:VCALENDAR",
    "\x00\x1b[31m\t;:,\\n",
    "🪑" * 200,
)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("written", FORMS)
def test_nothing_that_is_typed_becomes_a_line_of_its_own(written: Callable[[Event], str], value: str) -> None:
    typed = {"title": value, "place": value, "text": value, "url": value, "uid": value, "remind": timedelta(hours=1)}
    content = written(event(**typed))
    plain = written(event(place="x", text="x", url="x", remind=timedelta(hours=1)))
    assert names_of(content) == names_of(plain)
    assert len(content.splitlines()) == content.count("\r\n")


@given(TEXT, TEXT, TEXT)
def test_no_text_breaks_out_of_its_line(title: str, place: str, name: str) -> None:
    people = {"organizer": Party("desk@stad.example", name), "attendee": Party(f"{place}@mail.example", title)}
    for content in (
        icalendar.calendar(name, [event(title=title, place=f"x{place}", text=f"x{name}")]),
        icalendar.invitation(event(title=title, place=f"x{place}", text=f"x{name}"), **people, accepted=True),
    ):
        for line in content.split("\r\n"):
            assert len(line.encode()) <= icalendar.LINE
            assert "\n" not in line and "\r" not in line
        names = names_of(content)
        assert names.count("BEGIN") == names.count("END") == 5
        assert names.count("LOCATION") == names.count("DESCRIPTION") == 1
        parsed(content)


@given(SEEN)
def test_what_is_written_is_read_back(value: str) -> None:
    content = icalendar.calendar(value, [event(title=value, place=value, text=value)])
    _whole, found = parsed(content)
    assert found["SUMMARY"] == found["LOCATION"] == found["DESCRIPTION"] == value


@given(SEEN)
def test_a_name_is_read_back(value: str) -> None:
    name = value.strip().replace('"', "'")
    content = icalendar.invitation(event(), organizer=Party("a@stad.example", value), attendee=DESK, accepted=True)
    _whole, found = parsed(content)
    assert found["ORGANIZER"].params.get("CN", "") == name


def names_of(content: str) -> list[str]:
    return [line.partition(":")[0].partition(";")[0] for line in unfolded(content)]
