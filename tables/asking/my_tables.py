"""The running tables at which somebody sits without organising them: for their own page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aantafel.accounts.models import User
from aantafel.core import clock, dates
from tables.enums import ActionState, MeetingState, TableState
from tables.models import Action, Meeting, NoteTaker, Seat, Table

MOST = 10


@dataclass(frozen=True)
class MyTable:
    """`text` says what comes next there."""

    title: str
    language: str
    url: str
    text: str


def of(user: User) -> list[MyTable]:
    """Who has a place at a meeting or came, leads one, writes its minutes, or has something to do in the plan; what
    comes first on top. One query.
    """
    own = Seat.everywhere.listed().filter(Q(user=user) | Q(email=user.email), table=OuterRef("pk"))
    sits = own.seated() | own.filter(Exists(NoteTaker.objects.filter(seat=OuterRef("pk"))))
    leads = Meeting.everywhere.filter(table=OuterRef("pk"), facilitator=user).exclude(state=MeetingState.CANCELLED)
    theirs = Q(seat__user=user) | Q(seat__email=user.email)
    actions = Action.everywhere.filter(theirs, table=OuterRef("pk"), state__in=(ActionState.OPEN, ActionState.HELP))
    coming = Meeting.everywhere.filter(table=OuterRef("pk"), state=MeetingState.PLANNED, starts_at__gt=clock.now())
    count = actions.order_by().values("table").annotate(n=Count("pk")).values("n")
    rows = Table.everywhere.filter(state=TableState.RUNNING, idea__state="published").exclude(idea__owner=user)
    rows = rows.filter(Exists(sits) | Exists(leads) | Exists(actions)).exclude(Exists(own.filter(is_owner=True)))
    rows = rows.annotate(
        coming=Subquery(coming.order_by("starts_at").values("starts_at")[:1]), todo=Coalesce(Subquery(count), 0)
    )
    found = rows.select_related("idea", "municipality").defer("idea__search")
    return [_ready(one) for one in found.order_by(F("coming").asc(nulls_last=True), "pk")[:MOST]]


def _ready(table: Any) -> MyTable:
    idea = table.idea
    return MyTable(idea.title, idea.language, table.url, " ".join(_what_comes(table.coming, table.todo)))


def _what_comes(coming: datetime | None, todo: int) -> list[str]:
    found = [_("The next meeting is on %(day)s.") % {"day": dates.day(coming)}] if coming else []
    if todo:
        text = ngettext("You do something: %(n)d action is open.", "You do something: %(n)d actions are open.", todo)
        found.append(text % {"n": todo})
    return found or [_("No next meeting is planned yet.")]
