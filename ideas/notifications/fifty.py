"""Mails about an idea that enough people of its municipality like: once each, ever."""

from typing import Any

from django.conf import settings
from django.utils import translation

from aantafel.accounts.models import User
from aantafel.outbox.services import enqueue
from ideas.enums import NoticeWay
from ideas.models import FreeMeeting, Idea
from ideas.notifications.base import addressee, link

FIFTY_MUNICIPALITY_KIND = "ideas/fifty_municipality"
UPDATES = "likes"  # the sort of mail that whoever likes an idea may stop


def fifty_pinner(meeting: FreeMeeting) -> None:
    """To the pinner, or the helper: enough people like it, and what happens now."""
    user = addressee(meeting.idea)
    if user is None:
        return
    _enqueue(
        "ideas/fifty_pinner",
        meeting,
        to=user.email,
        language=user.language,
        context={
            **fifty_context(meeting, user.language),
            "name": user.get_short_name(),
            "url": link("ideas:mine", user.language, meeting.idea.pk),
        },
        recipient=user.recipient,
        conversation=f"to:{user.email}",
    )


def fifty_municipality(meeting: FreeMeeting) -> None:
    """To the municipality, where a mailbox is known. Municipal mail has a switch of its own, which the outbox holds."""
    if meeting.way != NoticeWay.MAIL:
        return
    label = f"municipality:{meeting.municipality.code}"
    _enqueue(
        FIFTY_MUNICIPALITY_KIND,
        meeting,
        to=meeting.municipality.email,
        to_name=meeting.municipality.name,
        language="nl",
        context=fifty_context(meeting, "nl"),
        recipient=label,
        conversation=label,
    )


def fifty_operator(meeting: FreeMeeting) -> None:
    """To the operator's own mailbox: there is a meeting to plan."""
    context = {**fifty_context(meeting, "nl"), "url": settings.BASE_URL + "/beheer/bijeenkomsten/"}
    to = settings.OPERATOR_EMAIL
    _enqueue("ideas/fifty_operator", meeting, to=to, language="nl", context=context, conversation=f"to:{to}")


def fifty_supporter(meeting: FreeMeeting, user: User) -> None:
    """To somebody of the municipality who liked it and wanted to hear what becomes of it."""
    _enqueue(
        "ideas/fifty_supporter",
        meeting,
        key=f"fifty_supporter:{meeting.idea.pk}:{user.pk}",
        to=user.email,
        language=user.language,
        context={**fifty_context(meeting, user.language), "name": user.get_short_name()},
        recipient=user.recipient,
        conversation=f"to:{user.email}",
        optional=True,
        category=UPDATES,
    )


def fifty_context(meeting: FreeMeeting, language: str) -> dict[str, Any]:
    """What each of these mails tells; the one for the municipality is also shown to paste into a contact form."""
    return {
        "idea": meeting.idea,
        "municipality": meeting.municipality,
        "threshold": meeting.threshold,
        "idea_url": settings.BASE_URL + _path(meeting.idea, language),
    }


def _enqueue(kind: str, meeting: FreeMeeting, *, key: str = "", **mail: Any) -> None:
    dedupe_key = f"ideas:{key}" if key else f"{kind.replace('/', ':')}:{meeting.idea.pk}"
    enqueue(kind=kind, dedupe_key=dedupe_key, reply_to=settings.OPERATOR_EMAIL, **mail)


def _path(idea: Idea, language: str) -> str:
    with translation.override(language):
        return idea.get_absolute_url()
