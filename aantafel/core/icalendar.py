"""Calendars that other programs read: RFC 5545, as far as we need it. All times are of the clock in Amsterdam."""

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


def calendar(name: str, events: Iterable[Event]) -> str:
    """The whole file, in lines that end on CRLF."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//AanTafel//AanTafel 1//NL", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"NAME:{text(name)}", f"X-WR-CALNAME:{text(name)}", f"X-WR-TIMEZONE:{ZONE}"]
    lines += _ZONE_LINES
    for event in events:
        lines += _event(event)
    return "".join(f"{fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


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
        f"DTSTAMP:{event.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID={ZONE}:{_local(event.begins)}",
        f"DTEND;TZID={ZONE}:{_local(event.ends)}",
        f"SUMMARY:{text(event.summary)}",
    ]
    if event.weekly:
        lines.append("RRULE:FREQ=WEEKLY")
    if event.without:
        lines.append(f"EXDATE;TZID={ZONE}:{','.join(map(_local, event.without))}")
    for name, value in (("LOCATION", event.location), ("DESCRIPTION", event.description)):
        if value:
            lines.append(f"{name}:{text(value)}")
    if event.url:
        lines.append(f"URL:{event.url}")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _local(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"
