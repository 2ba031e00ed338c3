"""The meetings at which somebody has a task: those that they lead, and those of which they were asked to write the
minutes.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext, pgettext

from aantafel.accounts.models import User
from aantafel.core.addresses import with_query
from aantafel.core.paging import by_number
from ideas.own_lines import OwnLine
from municipalities import sites
from tables import meeting_words
from tables.enums import MeetingState, TableState
from tables.models import Meeting
from tables.permissions import asked_to_write


@dataclass(frozen=True)
class Mine:
    """One meeting: of which idea, what the task is, and where it is done."""

    title: str
    language: str
    when: str
    task: str
    url: str


def own_lines(*, user: User) -> list[OwnLine]:
    """For the own page: how many meetings somebody leads, and of how many they write the minutes, as long as those are
    not on the site. One query.
    """
    leaders = list(_to_do(user).values_list("facilitator", flat=True)[:100])
    led = sum(leader == user.pk for leader in leaders)
    written = len(leaders) - led
    url = reverse("tables:my_meetings")
    found = []
    if led:
        text = ngettext("You lead %(n)d meeting", "You lead %(n)d meetings", led) % {"n": led}
        found.append(OwnLine(text, url, "calendar"))
    if written:
        text = ngettext("You write the minutes of %(n)d meeting", "You write the minutes of %(n)d meetings", written)
        found.append(OwnLine(text % {"n": written}, url, "note"))
    return found


def page(user: User, *, after: str) -> dict[str, Any]:
    """Newest first, twenty a page. One query."""
    rows = _of(user).select_related("table__idea").defer("table__idea__search")
    found = by_number(rows, number="pk", after=after)
    here = reverse("tables:my_meetings")
    return {
        "mine": [_ready(one, user) for one in found.items],
        "newer": "" if found.is_first else here,
        "older": with_query(here, {"na": found.next}) if found.next else "",
    }


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


def _to_do(user: User) -> QuerySet[Meeting]:
    here = _of(user).filter(table__state=TableState.RUNNING, round=F("table__round"))
    return here.exclude(written__version__gt=0)


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
