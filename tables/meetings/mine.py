"""What somebody was asked to do at meetings: to lead one, to write its minutes. Lines for the own page, and a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import BigIntegerField, Case, Func, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.addresses import with_query
from aantafel.core.paging import by_number
from ideas.own_lines import OwnLine
from municipalities import sites
from tables.enums import ActorRole, FacilitatorState, MeetingState, MinutesState
from tables.meetings import next_action as meeting_next
from tables.meetings import words as meeting_words
from tables.models import FacilitatorAsk, Meeting, Minutes
from tables.permissions import asked_to_write, role_at

SHOWN = timedelta(days=60)  # so long after a meeting its minutes can still be asked for
MOST = 10
FAR = 10**12  # in seconds: after any day


@dataclass(frozen=True)
class Mine:
    """One meeting: of which idea, what the task is, and where it is done."""

    title: str
    language: str
    when: str
    task: str
    url: str


def own_lines(*, user: User) -> list[OwnLine]:
    """For the own page, each with the next thing to do. Of a table that they organise its own page tells."""
    return [*_asked(user), *_led(user), *_noted(user)]


def page(user: User, *, after: str) -> dict[str, Any]:
    """What is to come first, the next one at the top and what has no day yet after it; then what has been, the last one
    first. Twenty a page. One query.
    """
    rows = _of(user).select_related("table__idea").defer("table__idea__search").annotate(order=_order())
    found = by_number(rows, number="order", after=after)
    here = reverse("tables:my_meetings")
    return {
        "mine": [_ready(one, user) for one in found.items],
        "newer": "" if found.is_first else here,
        "older": with_query(here, {"na": found.next}) if found.next else "",
    }


def _order() -> Case:
    """The highest first."""
    second = Func("starts_at", template="EXTRACT(EPOCH FROM %(expressions)s)::bigint", output_field=BigIntegerField())
    return Case(
        When(starts_at=None, then=Value(FAR)),
        When(starts_at__gt=clock.now(), then=Value(2 * FAR, BigIntegerField()) - second),
        default=second,
        output_field=BigIntegerField(),
    )


def work_url(user: User, meeting: Meeting) -> str:
    """Where they do their task at a public meeting; "" for who has none. One query at most."""
    if meeting.facilitator_id == user.pk:
        return reverse("tables:meeting_work", args=[meeting.table_id, meeting.number])
    if asked_to_write(user).filter(meeting=meeting).exists():
        return reverse("tables:write", args=[meeting.table_id, meeting.number])
    return ""


def _of(user: User) -> QuerySet[Meeting]:
    theirs = Q(facilitator=user) | Q(pk__in=asked_to_write(user).values("meeting"))
    rows = Meeting.everywhere.filter(theirs, table__idea__state="published")
    return rows.exclude(state=MeetingState.CANCELLED)


def _asked(user: User) -> Iterator[OwnLine]:
    rows = FacilitatorAsk.everywhere.filter(person=user, state=FacilitatorState.ASKED)
    for ask in rows.select_related("meeting__table__idea").defer("meeting__table__idea__search")[:MOST]:
        text = _("You are asked to lead a meeting about “%(title)s”. Say yes or no.")
        yield _line(ask.meeting, text, reverse("tables:facilitate", args=[ask.key]), "coach")


def _led(user: User) -> Iterator[OwnLine]:
    """Who guides or owns the table reads it where they work at that; who looks after it from a desk does not."""
    for meeting in _meetings().filter(facilitator=user)[:MOST]:
        if role_at(user, meeting.table) not in (ActorRole.OWNER, ActorRole.COACH):
            todo = meeting_next.of(meeting, clock.now(), ActorRole.FACILITATOR)
            where = reverse("tables:meeting_work", args=[meeting.table_id, meeting.number])
            yield _line(meeting, _("You lead a meeting about “%(title)s”.") + f" {todo.text}", where, "coach")


def _noted(user: User) -> Iterator[OwnLine]:
    """Until they handed it in."""
    handed_in = Minutes.everywhere.exclude(state=MinutesState.WRITING).values("meeting")
    rows = _meetings().filter(pk__in=asked_to_write(user).values("meeting")).exclude(pk__in=handed_in)
    for meeting in rows.exclude(state=MeetingState.POLL)[:MOST]:
        text = _("You write the minutes of a meeting about “%(title)s”.")
        yield _line(meeting, text, reverse("tables:write", args=[meeting.table_id, meeting.number]), "edit")


def _meetings() -> QuerySet[Meeting]:
    """Those to come, and those of which the minutes are not on the site yet."""
    public = Minutes.everywhere.filter(version__gt=0).values("meeting")
    rows = Meeting.everywhere.filter(table__idea__state="published", table__state="running").exclude(pk__in=public)
    rows = rows.exclude(state=MeetingState.CANCELLED)
    recent = rows.filter(Q(starts_at=None) | Q(starts_at__gt=clock.now() - SHOWN))
    return recent.select_related("table__idea", "table__municipality").defer("table__idea__search").order_by("pk")


def _line(meeting: Meeting, text: str, path: str, icon: str) -> OwnLine:
    url = sites.elsewhere(meeting.table.municipality_id) + path
    return OwnLine(text % {"title": meeting.table.idea.title}, url, icon, waits=True)


def _ready(meeting: Meeting, user: User) -> Mine:
    leads = meeting.facilitator_id == user.pk
    route = "tables:meeting_work" if leads else "tables:write"
    return Mine(
        title=meeting.table.idea.title,
        language=meeting.table.idea.language,
        when=meeting_words.called(meeting),
        task=pgettext("task at a meeting", "You lead it")
        if leads
        else pgettext("task at a meeting", "You write the minutes"),
        url=sites.elsewhere(meeting.table.municipality_id) + reverse(route, args=[meeting.table_id, meeting.number]),
    )
