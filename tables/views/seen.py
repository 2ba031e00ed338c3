"""Which state of a thing stood before somebody who changes it: the moment at which it had been changed last."""

from datetime import datetime

from django.http import QueryDict
from django.utils.dateparse import parse_datetime


def moment_of(text: str) -> datetime | None:
    """None for what is no moment, as when somebody made up the field."""
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def seen_again(sent: QueryDict, at: datetime) -> QueryDict:
    """What was typed, now that whoever typed it has what stands there before them."""
    typed = sent.copy()
    typed["seen"] = at.isoformat()
    return typed
