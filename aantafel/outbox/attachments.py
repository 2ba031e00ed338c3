"""Small texts that travel with a mail. They stand in the mail's own row, and go with its text."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass

CALENDAR = "text/calendar"
MOST = 3
LONGEST = 64 * 1024  # octets: a mail is a row that is read whole, fifty at a time
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,58}\.ics")
_METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)
_ASKS = ("REQUEST", "CANCEL")


@dataclass(frozen=True)
class Attachment:
    """`content_type` without parameters. So far only calendars (`core.icalendar`) are taken."""

    name: str
    content_type: str
    content: str

    @property
    def method(self) -> str:
        """What a calendar wants of the program that reads it; the mail has to say the same (RFC 6047)."""
        found = _METHOD.search(self.content)
        return found[1] if found else ""

    @property
    def asks(self) -> bool:
        """Whether the receiver's calendar has to do something with it, not only show it."""
        return self.method in _ASKS


def checked(attachments: Iterable[Attachment]) -> list[dict[str, str]]:
    """As a mail keeps them. Raises ValueError for too many or too long, and for what we do not send."""
    found = list(attachments)
    if len(found) > MOST:
        raise ValueError(f"A mail has at most {MOST} attachments.")
    if sum(one.asks for one in found) > 1:
        raise ValueError("A mail asks for one thing in a calendar.")
    for one in found:
        if one.content_type != CALENDAR or not _METHOD.search(one.content):
            raise ValueError(f"This is no calendar: {one.content_type}.")
        if not _NAME.fullmatch(one.name):
            raise ValueError(f"This is no name for a calendar: {one.name}.")
        if len(one.content.encode()) > LONGEST:
            raise ValueError(f"An attachment has at most {LONGEST} bytes.")
    return [asdict(one) for one in found]


def kept(rows: Iterable[dict[str, str]]) -> list[Attachment]:
    """From what a mail keeps."""
    return [Attachment(**row) for row in rows]
