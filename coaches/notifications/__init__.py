"""Mails about coaches: one function per kind."""

from coaches.notifications.applications import (
    application_new,
    application_received,
    application_refused,
    application_talk,
    welcome,
)
from coaches.notifications.matches import (
    accepted,
    answered,
    asked,
    beginnings,
    ended,
    expired,
    keys_of,
    pinner_gone,
    pinner_shares,
    reminder,
    said,
    taken_back,
)

__all__ = [
    "accepted",
    "answered",
    "application_new",
    "application_received",
    "application_refused",
    "application_talk",
    "asked",
    "beginnings",
    "ended",
    "expired",
    "keys_of",
    "pinner_gone",
    "pinner_shares",
    "reminder",
    "said",
    "taken_back",
    "welcome",
]
