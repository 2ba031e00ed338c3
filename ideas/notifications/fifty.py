"""Mails about an idea that enough people of its municipality like: once each, ever; and about its meeting's day.

The operator gives the meeting and sends them, also when the municipality has a site of its own by then; the links
lead to where the idea is read.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation

from aantafel.accounts.models import User
from aantafel.outbox.services import enqueue
from ideas.enums import NoticeWay
from ideas.models import FreeMeeting, Idea
from ideas.notifications.base import addressee
from municipalities import sites

FIFTY_PINNER_KIND = "ideas/fifty_pinner"
FIFTY_MUNICIPALITY_KIND = "ideas/fifty_municipality"
FIFTY_MUNICIPALITY_KEY = "ideas:fifty_municipality:"
FIFTY_OPERATOR_KIND = "ideas/fifty_operator"
FIFTY_SUPPORTER_KIND = "ideas/fifty_supporter"
MEETING_DAY_KIND = "ideas/meeting_day"
MEETING_OFF_KIND = "ideas/meeting_off"
UPDATES = "likes"  # the sort of mail that whoever likes an idea may stop


def fifty_pinner(meeting: FreeMeeting) -> None:
    """To the pinner, or the helper: enough people like it, and what happens now."""
    _to_pinner(FIFTY_PINNER_KIND, meeting)


def meeting_day(meeting: FreeMeeting, *, before: date | None) -> None:
    """To the pinner: the day of the meeting, each time that another day is set. `before` is the day that it was."""
    _to_pinner(MEETING_DAY_KIND, meeting, key=_day_key("meeting_day", meeting), before=before)


def meeting_off(meeting: FreeMeeting, *, before: date) -> None:
    """To the pinner: it is not on that day after all, and there is no other day yet."""
    _to_pinner(MEETING_OFF_KIND, meeting, key=_day_key("meeting_off", meeting), before=before)


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
    """To the operator's own mailbox: there is a meeting to plan, and who of the others cannot be mailed about it."""
    hears = {
        "pinner_hears": addressee(meeting.idea) is not None,
        "municipality_hears": meeting.way == NoticeWay.MAIL,
    }
    context = {**fifty_context(meeting, "nl"), **hears, "url": settings.BASE_URL + "/beheer/bijeenkomsten/"}
    to = settings.OPERATOR_EMAIL
    _enqueue(FIFTY_OPERATOR_KIND, meeting, to=to, language="nl", context=context, conversation=f"to:{to}")


def fifty_supporter(meeting: FreeMeeting, user: User) -> None:
    """To somebody of the municipality who liked it and wanted to hear what becomes of it."""
    _enqueue(
        FIFTY_SUPPORTER_KIND,
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


def fifty_municipality_key(idea_id: int) -> str:
    """Under which key the outbox keeps the one mail to the municipality."""
    return f"{FIFTY_MUNICIPALITY_KEY}{idea_id}"


def fifty_context(meeting: FreeMeeting, language: str) -> dict[str, Any]:
    """What each of these mails tells; the ones for municipality and pinner are also shown to pass on by hand."""
    return {
        "idea": meeting.idea,
        "municipality": meeting.municipality,
        "threshold": meeting.threshold,
        "day": meeting.planned_for,
        "idea_url": sites.base_url(meeting.idea.municipality_id) + _path(meeting.idea, language),
    }


def _to_pinner(kind: str, meeting: FreeMeeting, *, key: str = "", **more: Any) -> None:
    user = addressee(meeting.idea)
    if user is None:
        return
    _enqueue(
        kind,
        meeting,
        key=key,
        to=user.email,
        language=user.language,
        context={**fifty_context(meeting, user.language), "name": user.get_short_name(), **more},
        recipient=user.recipient,
        conversation=f"to:{user.email}",
    )


def _day_key(name: str, meeting: FreeMeeting) -> str:
    """Of one change of the day: a meeting may move to a day that it was on before."""
    return f"{name}:{meeting.idea_id}:{meeting.changed_at:%Y%m%d%H%M%S%f}"


def _enqueue(kind: str, meeting: FreeMeeting, *, key: str = "", **mail: Any) -> None:
    dedupe_key = f"ideas:{key}" if key else f"{kind.replace('/', ':')}:{meeting.idea.pk}"
    enqueue(kind=kind, dedupe_key=dedupe_key, reply_to=settings.OPERATOR_EMAIL, **mail)


def _path(idea: Idea, language: str) -> str:
    with translation.override(language):
        return idea.get_absolute_url()
