"""When and where a meeting is, in words."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tables.models import Meeting


def when(meeting: Meeting) -> str:
    """ "dinsdag 5 december 2026, 19:30", or that the day is still looked for."""
    if meeting.starts_at is None:
        return _("The day is still being chosen")
    return date_format(timezone.localtime(meeting.starts_at), "l j F Y, H:i")


def where(meeting: Meeting) -> str:
    parts = [part for part in (meeting.place, meeting.address) if part]
    if not parts and meeting.link:
        return _("Online")
    return ", ".join(parts) or _("The place is still being chosen")


def called(meeting: Meeting) -> str:
    """Its title, or what it is for, with the day: to choose it from a list."""
    return f"{meeting.title or meeting.get_purpose_display()}: {when(meeting)}"
