"""What somebody was asked to do at meetings of tables that they do not organise: to lead one, to write its minutes."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.own_lines import OwnLine
from municipalities import sites
from tables import meeting_next
from tables.enums import FacilitatorState, MeetingState, MinutesState
from tables.models import FacilitatorAsk, Meeting, Minutes
from tables.permissions import role_at

SHOWN = timedelta(days=60)  # so long after a meeting its minutes can still be asked for
MOST = 10


def own_lines(*, user: User) -> list[OwnLine]:
    """For the own page, each with the next thing to do. Of a table that they organise its own page tells."""
    return [*_asked(user), *_led(user), *_noted(user)]


def _asked(user: User) -> Iterator[OwnLine]:
    rows = FacilitatorAsk.everywhere.filter(person=user, state=FacilitatorState.ASKED)
    for ask in rows.select_related("meeting__table__idea").defer("meeting__table__idea__search")[:MOST]:
        text = _("You are asked to lead a meeting about “%(title)s”. Say yes or no.")
        yield _line(ask.meeting, text, reverse("tables:facilitate", args=[ask.key]), "coach")


def _led(user: User) -> Iterator[OwnLine]:
    for meeting in _meetings().filter(facilitator=user)[:MOST]:
        if role_at(user, meeting.table) is None:
            todo = meeting_next.of(meeting, clock.now(), organises=False)
            where = reverse("tables:meeting_work", args=[meeting.table_id, meeting.number])
            yield _line(meeting, _("You lead a meeting about “%(title)s”.") + f" {todo.text}", where, "coach")


def _noted(user: User) -> Iterator[OwnLine]:
    """Until they handed it in."""
    seats = Q(note_takers__seat__user=user) | Q(note_takers__seat__user=None, note_takers__seat__email=user.email)
    handed_in = Minutes.everywhere.exclude(state=MinutesState.WRITING).values("meeting")
    rows = _meetings().filter(seats, note_takers__seat__removed_at=None).exclude(pk__in=handed_in)
    for meeting in rows.exclude(state=MeetingState.POLL).distinct()[:MOST]:
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
