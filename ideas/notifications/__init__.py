"""Mails about ideas: one function per kind. Each is a row in the caller's transaction."""

from ideas.notifications.base import addressee, link
from ideas.notifications.fifty import (
    FIFTY_MUNICIPALITY_KIND,
    fifty_context,
    fifty_municipality,
    fifty_operator,
    fifty_pinner,
    fifty_supporter,
)
from ideas.notifications.review import (
    confirm_reminder,
    entered_for_key,
    entered_for_you,
    question,
    received,
    refused,
    withdrawn,
)
from ideas.notifications.support import support_brought, support_keys, support_reply

__all__ = [
    "FIFTY_MUNICIPALITY_KIND",
    "addressee",
    "confirm_reminder",
    "entered_for_key",
    "entered_for_you",
    "fifty_context",
    "fifty_municipality",
    "fifty_operator",
    "fifty_pinner",
    "fifty_supporter",
    "link",
    "question",
    "received",
    "refused",
    "support_brought",
    "support_keys",
    "support_reply",
    "withdrawn",
]
