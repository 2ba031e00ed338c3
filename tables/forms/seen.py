"""Which state of a thing stood before somebody who changes it: the moment at which it had been changed last."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_datetime


def moment_of(text: str) -> datetime | None:
    """None for what is no moment, as when somebody made up the field."""
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def seen_again(sent: Mapping[str, Any], mark: str) -> QueryDict:
    """What was typed, now that whoever typed it has what stands there before them, which bears this mark."""
    typed = QueryDict(mutable=True)
    typed.update(sent)
    typed["seen"] = mark
    return typed
