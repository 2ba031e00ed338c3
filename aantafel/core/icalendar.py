"""What other programs read of our days: RFC 5545, as far as we need it. Times are those of the clock in Amsterdam."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.http import HttpResponse

from aantafel.core import clock

CONTENT_TYPE = "text/calendar; charset=utf-8"
ZONE = "Europe/Amsterdam"
LINE = 75  # octets: what is longer goes on in the next line, after a space
REFRESH = timedelta(hours=1)  # how often a program that follows a calendar may look
KEPT = timedelta(days=90)  # how long what has been stays in a calendar that people follow
_CLOCK = ZoneInfo(ZONE)
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
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # each of them ends a line for one program or another
_ADDRESS = "@!$'*+"  # what may stand in a mailto as it is, beside letters and digits
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Event:
    """`uid` makes it known for ever, whatever changes in it; `sequence` goes up with each change that people have to
    know, so that a calendar replaces what it had. `weekly`: it comes back every week at the same time of the clock, but
    not at the moments in `without`. `remind`: how long before the start the calendar itself says so.
    """

    uid: str
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str = ""
    text: str = ""
    url: str = ""
    sequence: int = 0
    is_cancelled: bool = False
    is_busy: bool = True
    position: tuple[float, float] | None = None  # latitude and longitude
    remind: timedelta | None = None
    weekly: bool = False
    without: Sequence[datetime] = ()


@dataclass(frozen=True)
class Party:
    """Who invites, or who is invited."""

    address: str
    name: str = ""


def since() -> datetime:
    """From when on what people follow holds their days."""
    return clock.now() - KEPT


def calendar(name: str, events: Iterable[Event]) -> str:
    """What a program follows, asking for it again and again. What is cancelled stays in it, as such."""
    refresh = _duration(REFRESH)
    lines = [
        f"NAME:{text(name)}",
        f"X-WR-CALNAME:{text(name)}",
        f"X-WR-TIMEZONE:{ZONE}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{refresh}",
        f"X-PUBLISHED-TTL:{refresh}",
    ]
    return _file("PUBLISH", lines, events)


def single(event: Event) -> str:
    """One event, for who takes it over into their own calendar."""
    return _file("PUBLISH", [], [event])


# PUBLISH says what will be. It has no attendee, and who gets one by mail finds it in their calendar once more at each
# change (Gmail), or has to put it there themselves (Outlook). REQUEST lets Outlook, Gmail and Apple change what they
# have, and CANCEL lets them take it away. Both need an organizer and an attendee: without one Outlook writes "not
# supported calendar message". So a mail to one person is a REQUEST with that person alone as attendee, who learns
# nobody else's address. RSVP=FALSE, because people answer on our own pages; some programs offer their buttons all the
# same, and mail that answer to the organizer: that has to be an address that people read.
def invitation(event: Event, *, organizer: Party, attendee: Party, accepted: bool) -> str:
    """The file in a mail to one person, which the calendar of that person keeps up. `accepted`: they said that they
    come.
    """
    status = "ACCEPTED" if accepted else "NEEDS-ACTION"
    who = [
        f"ORGANIZER{_named(organizer)}",
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={status};RSVP=FALSE{_named(attendee)}",
    ]
    return _file("CANCEL" if event.is_cancelled else "REQUEST", [], [event], who)


def response(content: str, filename: str) -> HttpResponse:
    """The file, for a calendar that follows it or for who opens it once."""
    disposition = f'inline; filename="{filename}"'
    return HttpResponse(content, content_type=CONTENT_TYPE, headers={"Content-Disposition": disposition})


def text(value: str) -> str:
    """A value of text, in which commas, semicolons, backslashes and new lines have another meaning."""
    bare = _CONTROL.sub("", _LINE_END.sub("\n", value).replace("\t", " "))
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


def _file(method: str, about: Iterable[str], events: Iterable[Event], who: Sequence[str] = ()) -> str:
    """In lines that end on CRLF."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//AanTafel//AanTafel 1//NL", "CALSCALE:GREGORIAN"]
    lines += [f"METHOD:{method}", *about, *_ZONE_LINES]
    for event in events:
        lines += _event(event, who)
    return "".join(f"{fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(event: Event, who: Sequence[str]) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{_one_line(event.uid)}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_utc(event.changed_at)}",
        f"LAST-MODIFIED:{_utc(event.changed_at)}",
        *_when(event),
        f"SUMMARY:{text(event.title)}",
        *_told(event),
        *who,
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
        f"TRANSP:{'OPAQUE' if event.is_busy else 'TRANSPARENT'}",
        *_alarm(event),
        "END:VEVENT",
    ]


def _when(event: Event) -> list[str]:
    """By the clock in Amsterdam; in universal time when that clock shows the hour of October for the second time, which
    RFC 5545 has no words for.
    """
    starts, ends = event.starts_at.astimezone(_CLOCK), event.ends_at.astimezone(_CLOCK)
    if not event.weekly and (starts.fold or ends.fold):
        return [f"DTSTART:{_utc(starts)}", f"DTEND:{_utc(ends)}"]
    lines = [f"DTSTART;TZID={ZONE}:{_local(starts)}", f"DTEND;TZID={ZONE}:{_local(ends)}"]
    if event.weekly:
        lines.append("RRULE:FREQ=WEEKLY")
    if event.without:
        days = ",".join(_local(moment.astimezone(_CLOCK)) for moment in event.without)
        lines.append(f"EXDATE;TZID={ZONE}:{days}")
    return lines


def _told(event: Event) -> list[str]:
    geo = "{:.6f};{:.6f}".format(*event.position) if event.position else ""
    found = {
        "LOCATION": text(event.place),
        "GEO": geo,
        "DESCRIPTION": text(event.text),
        "URL": _one_line(event.url),
    }
    return [f"{name}:{value}" for name, value in found.items() if value]


def _alarm(event: Event) -> list[str]:
    if event.remind is None or event.is_cancelled:
        return []
    trigger = f"TRIGGER:-{_duration(event.remind)}"
    return ["BEGIN:VALARM", "ACTION:DISPLAY", trigger, f"DESCRIPTION:{text(event.title)}", "END:VALARM"]


def _named(party: Party) -> str:
    """The end of a line about somebody: their name, which may hold no quotation mark there, and their address."""
    name = _one_line(party.name).replace("^", "^^").replace('"', "'")  # RFC 6868: one ^ begins something else
    return (f';CN="{name}"' if name else "") + f":mailto:{quote(party.address, safe=_ADDRESS)}"


def _one_line(value: str) -> str:
    return _CONTROL.sub("", _LINE_END.sub(" ", value)).strip()


def _duration(span: timedelta) -> str:
    hours, minutes = divmod(int(span.total_seconds() // 60), 60)
    return f"PT{hours}H" if hours and not minutes else f"PT{hours * 60 + minutes}M"


def _local(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
