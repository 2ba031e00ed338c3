"""The invitations of somebody who signed in: to their account, and to their address."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import ngettext, pgettext

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.addresses import with_query
from aantafel.core.paging import by_moment
from ideas.own_lines import OwnLine
from municipalities import sites
from tables.enums import Answer, MeetingState
from tables.meetings import words as meeting_words
from tables.models import Invitation

MOST = 100  # to come, of one person


@dataclass(frozen=True)
class Mine:
    """One invitation: what it is about, how it stands, and where to answer."""

    title: str
    language: str
    when: str
    standing: str
    kind: str
    url: str


def own_line(*, user: User) -> list[OwnLine]:
    """For the own page: how many wait for an answer, or how many there are. One query."""
    open_ones = list(_to_come(user).values_list("answer", flat=True)[:MOST])
    if not open_ones:
        return []
    waiting = sum(not answer for answer in open_ones)
    url = reverse("tables:my_invitations")
    if waiting:
        text = ngettext("%(n)d invitation waits for your answer", "%(n)d invitations wait for your answer", waiting) % {
            "n": waiting
        }
        return [OwnLine(text, url, "mail", waits=True)]
    count = len(open_ones)
    text = ngettext("%(n)d meeting to come", "%(n)d meetings to come", count) % {"n": count}
    return [OwnLine(text, url, "calendar")]


def page(user: User, *, after: str) -> dict[str, Any]:
    """What is to come first, the nearest day on top and what has none yet below; then what is over, the latest first,
    twenty a page. Two queries.
    """
    coming = _shown(_to_come(user)).order_by(F("meeting__starts_at").asc(nulls_last=True), "pk")
    over = _shown(_of(user)).exclude(pk__in=_to_come(user).values("pk"))
    day = Coalesce("meeting__starts_at", "meeting__made_at")
    found = by_moment(over.annotate(day=day), moment="day", after=after)
    here = reverse("tables:my_invitations")
    return {
        "coming": [_ready(one) for one in coming[:MOST]] if found.is_first else [],
        "over": [_ready(one) for one in found.items],
        "newer": "" if found.is_first else here,
        "older": with_query(here, {"na": found.next}) if found.next else "",
    }


def _shown(rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    return rows.select_related("meeting__table__idea", "seat").defer("meeting__table__idea__search")


def _of(user: User) -> QuerySet[Invitation]:
    theirs = Q(seat__user=user) | Q(seat__email=user.email)
    shown = Invitation.everywhere.filter(theirs, seat__removed_at=None, meeting__table__idea__state="published")
    return shown.exclude(sent_at=None, answer="")


def _to_come(user: User) -> QuerySet[Invitation]:
    to_come = Q(meeting__state="poll") | Q(meeting__state="planned", meeting__starts_at__gt=clock.now())
    return _of(user).filter(to_come, meeting__table__state="running")


def _ready(one: Invitation) -> Mine:
    idea = one.meeting.table.idea
    standing, kind = _standing(one)
    with_site = sites.elsewhere(one.meeting.table.municipality_id)
    return Mine(
        idea.title,
        idea.language,
        meeting_words.called(one.meeting),
        standing,
        kind,
        with_site + reverse("tables:invitation", args=[one.key]),
    )


def _standing(one: Invitation) -> tuple[str, str]:
    """Of a meeting that is over nobody has to say anything any more."""
    meeting = one.meeting
    if meeting.state == MeetingState.CANCELLED:
        return str(MeetingState.CANCELLED.label), "neutral"
    if meeting.state == MeetingState.HELD or (meeting.ends_at is not None and meeting.ends_at <= clock.now()):
        return str(MeetingState.HELD.label), "neutral"
    if not one.answer:
        return pgettext("own invitation", "Waits for your answer"), "warning"
    if one.waits_since:
        return pgettext("own invitation", "On the waiting list"), "info"
    kinds = {Answer.COMES: "ok", Answer.MAYBE: "info"}
    words = {
        Answer.COMES: pgettext("own invitation", "You come"),
        Answer.MAYBE: pgettext("own invitation", "You come perhaps"),
        Answer.NOT: pgettext("own invitation", "You do not come"),
        Answer.SENDS: pgettext("own invitation", "You send somebody"),
    }
    return words[Answer(one.answer)], kinds.get(Answer(one.answer), "neutral")
