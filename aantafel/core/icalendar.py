"""What other programs read of our days: RFC 5545, as far as we need it. A calendar has the times of the clock in
Amsterdam; one appointment has them in UTC, so that it need not tell a time zone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpResponse

CONTENT_TYPE = "text/calendar; charset=utf-8"
ZONE = "Europe/Amsterdam"
LINE = 75  # octets: what is longer goes on in the next line, after a space
_ZONE_LINES = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE""".split("\n")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Event:
    """`name` makes it known for ever, whatever changes in it. `begins`, `ends` and `without` are of the wall clock;
    with `weekly` it comes back every week, but not at the moments in `without`.
    """

    name: str
    changed_at: datetime
    begins: datetime
    ends: datetime
    summary: str
    location: str = ""
    description: str = ""
    url: str = ""
    weekly: bool = False
    without: Sequence[datetime] = field(default_factory=tuple)


@dataclass(frozen=True)
class Appointment:
    """`uid` stays the same and `sequence` goes up when it changes, so that a calendar replaces what it had."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    title: str
    place: str = ""
    text: str = ""
    url: str = ""
    is_cancelled: bool = False


def calendar(name: str, events: Iterable[Event]) -> str:
    """The whole file, in lines that end on CRLF."""
    lines = [f"NAME:{text(name)}", f"X-WR-CALNAME:{text(name)}", f"X-WR-TIMEZONE:{ZONE}", *_ZONE_LINES]
    for event in events:
        lines += _event(event)
    return _file(lines)


def appointment(one: Appointment) -> str:
    """The whole file of one appointment, for who takes it over."""
    lines = [
        "BEGIN:VEVENT",
        f"UID:{one.uid}",
        f"SEQUENCE:{one.sequence}",
        f"DTSTAMP:{_utc(one.changed_at)}",
        f"DTSTART:{_utc(one.starts_at)}",
        f"DTEND:{_utc(one.ends_at)}",
        f"SUMMARY:{text(one.title)}",
        *_told(one.place, one.text, one.url),
        f"STATUS:{'CANCELLED' if one.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
    ]
    return _file(lines)


def response(content: str, filename: str) -> HttpResponse:
    """The file, for a calendar that follows it or for who opens it once."""
    disposition = f'inline; filename="{filename}"'
    return HttpResponse(content, content_type=CONTENT_TYPE, headers={"Content-Disposition": disposition})


def text(value: str) -> str:
    """A value of text, in which commas, semicolons, backslashes and new lines have another meaning."""
    bare = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in ("\\", ";", ","):
        bare = bare.replace(sign, f"\\{sign}")
    return bare.replace("\n", "\\n")


def fold(line: str) -> str:
    """At most 75 octets a line, and never cut inside a character."""
    parts, part, room = [], "", LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append(part)
            part, room = "", LINE - 1
        part, room = part + character, room - size
    return "\r\n ".join([*parts, part])


def _event(event: Event) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.name}@{settings.BASE_DOMAIN}",
        f"DTSTAMP:{_utc(event.changed_at)}",
        f"DTSTART;TZID={ZONE}:{_local(event.begins)}",
        f"DTEND;TZID={ZONE}:{_local(event.ends)}",
        f"SUMMARY:{text(event.summary)}",
    ]
    if event.weekly:
        lines.append("RRULE:FREQ=WEEKLY")
    if event.without:
        lines.append(f"EXDATE;TZID={ZONE}:{','.join(map(_local, event.without))}")
    lines += _told(event.location, event.description, event.url)
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _told(location: str, description: str, url: str) -> list[str]:
    found = {"LOCATION": text(location), "DESCRIPTION": text(description), "URL": url}
    return [f"{name}:{value}" for name, value in found.items() if value]


def _file(lines: Iterable[str]) -> str:
    first = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//AanTafel//AanTafel 1//NL", "CALSCALE:GREGORIAN"]
    return "".join(f"{fold(line)}\r\n" for line in [*first, "METHOD:PUBLISH", *lines, "END:VCALENDAR"])


def _local(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
