"""Dates written out. A date filter in a template costs more than the rest of a card, so lists write theirs here."""

from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone, translation
from django.utils.dateformat import format as written


def day_of(moment: datetime | date) -> date:
    """The day in Amsterdam."""
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def day(moment: datetime | date) -> str:
    """ "5 december 2026", in the language in force."""
    return _written(day_of(moment), translation.get_language() or "nl")


@lru_cache(maxsize=4096)
def _written(value: date, language: str) -> str:
    with translation.override(language):
        return written(value, "j F Y")
