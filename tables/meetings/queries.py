"""Questions about meetings that a public page asks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Min,
    OuterRef,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone

from aantafel.accounts.enums import Capacity
from aantafel.core import clock
from aantafel.core.paging import Page, by_moment
from municipalities import sites
from municipalities.models import Municipality
from tables.enums import Answer, MeetingState
from tables.meetings.calendar import FEED_FIELDS
from tables.models import Invitation, Meeting, Minutes, Seat, Table

MOST_IN_FEED = 500
FEED_BACK = timedelta(days=90)  # how long a calendar that follows us keeps seeing what has been
ON_HOME = 3
MOST_MONTHS = 18
SHOWN_FIELDS = (
    *("number", "purpose", "title", "state", "starts_at", "minutes", "place", "address", "link", "size", "is_open"),
    *(
        "cancel_reason",
        "language",
        "is_free",
        "table__municipality__name",
        "table__idea__title",
        "table__idea__language",
    ),
    *("table__idea__capacity", "table__idea__owner", "table__step", "table__municipality"),
)


@dataclass(frozen=True)
class Wish:
    """Which meetings somebody looks for. `capacity`: an open place, and nobody of this capacity comes yet."""

    municipality: Municipality | None = None
    capacity: str = ""
    online: bool = False
    month: date | None = None
    past: bool = False


def find(wish: Wish, *, after: str = "") -> Page[Meeting]:
    """A page of meetings with a day: those to come by day, those that have been the newest first. Two queries: which
    ones, and then what only those twenty show.
    """
    rows: QuerySet[Meeting] = Meeting.objects.public()
    if wish.municipality is not None:
        rows = rows.filter(table__municipality=wish.municipality)
    if wish.online:
        rows = rows.exclude(link="")
    if wish.month is not None:
        rows = rows.filter(starts_at__gte=_begin(wish.month), starts_at__lt=_begin(_next_month(wish.month)))
    if wish.past:
        rows = rows.filter(state=MeetingState.HELD)
    else:
        rows = rows.filter(state=MeetingState.PLANNED, starts_at__gte=_still_on())
    if wish.capacity:
        rows = _open_to(wish.capacity, rows)
    keys = rows.values_list("pk", "starts_at", named=True)
    page = by_moment(keys, moment="starts_at", after=after, oldest_first=not wish.past)
    shown = _shown(Meeting.objects.public()).in_bulk([one.pk for one in page.items])
    return Page([shown[one.pk] for one in page.items if one.pk in shown], page.next, is_first=page.is_first)


def _open_to(capacity: str, rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those with a place for somebody of a capacity of which nobody comes yet. One condition, in which the idea has a
    part: so PostgreSQL counts who comes to what it knows already to be one of `rows`, instead of to every meeting of
    the country before it looks where that is.
    """
    wanted = Case(
        When(**{f"{capacity}s__gt": 0}, then=False),
        When(table__idea__capacity=capacity, has_owners=False, then=False),
        When(size=0, then=True),
        When(taken__lt=F("size"), then=True),
        default=False,
        output_field=BooleanField(),
    )
    return _counted(rows).filter(wanted, is_open=True)


def coming(*, municipality: Municipality | None = None, limit: int = ON_HOME) -> list[Meeting]:
    """What comes first: in one municipality, or wherever this site looks. One query."""
    rows = Meeting.objects.public().filter(state=MeetingState.PLANNED, starts_at__gte=_still_on())
    if municipality is not None:
        rows = rows.filter(table__municipality=municipality)
    return list(_shown(rows).order_by("starts_at", "pk")[:limit])


def public_meeting(pk: int) -> Meeting | None:
    """One meeting with its table, idea and the version of its minutes. One query."""
    tables = ("table__municipality", "table__idea__owner", "table__idea__pinner", "work_form")
    rows = Meeting.objects.public().select_related(*tables)
    return _counted(rows.defer("table__idea__search")).filter(pk=pk).first()


def was_public(pk: int) -> bool:
    """Whether it stood on the site and went with its idea."""
    rows = Meeting.everywhere.of_this_site().filter(pk=pk).exclude(starts_at=None)
    return rows.filter(table__idea__state__in=("withdrawn", "merged")).exists()


def months(wish: Wish, page: Page[Meeting]) -> list[date]:
    """The months in which there is something to come, the first one first: also what else the wish asks leaves out.
    `page` is what `find` gave. One query.
    """
    rows: QuerySet[Meeting] = Meeting.objects.public()
    rows = rows.filter(state=MeetingState.PLANNED, starts_at__gte=_still_on())
    if wish.municipality is not None:
        rows = rows.filter(table__municipality=wish.municipality)
    if page.next or not (wish.municipality or sites.is_local()):
        rows = _one_of_each_month(rows)
    found = rows.order_by().datetimes("starts_at", "month", tzinfo=timezone.get_current_timezone())
    return [moment.date() for moment in found[:MOST_MONTHS]]


def _one_of_each_month(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Where there are many: one meeting of each month in which one of `rows` is, so that not every meeting has to be
    looked up at its table and idea. The days around the month are for the index; the month is what counts.
    """
    of_month = TruncMonth("starts_at", tzinfo=timezone.get_current_timezone())
    coming = Meeting.everywhere.filter(state=MeetingState.PLANNED, starts_at__gte=_still_on())
    coming = coming.order_by().annotate(begin=of_month)
    of_each = coming.values("begin").annotate(one=Min("pk")).values("one")  # type: ignore[misc]  # annotated above
    after, before = (
        ExpressionWrapper(F("begin") + timedelta(days=days), output_field=DateTimeField()) for days in (-1, 33)
    )
    ones = coming.filter(pk__in=of_each).annotate(after=after, before=before)
    there = rows.annotate(begin=of_month).filter(
        begin=OuterRef("begin"), starts_at__gte=OuterRef("after"), starts_at__lt=OuterRef("before")
    )
    return ones.filter(Exists(there))


def of_table(table: Table) -> list[Meeting]:
    """For a calendar. Two queries."""
    return _for_feed(Meeting.objects.public().filter(table=table))


def of_site(municipality: Municipality | None) -> list[Meeting]:
    """For the calendar of a municipality, or of the whole site. Two queries."""
    rows = Meeting.objects.public()
    return _for_feed(rows.filter(table__municipality=municipality) if municipality else rows)


def for_sitemap() -> QuerySet[Meeting]:
    return Meeting.objects.public().only("changed_at").order_by("pk")


def counts(meeting: Meeting) -> dict[str, int]:
    """How many of each capacity came, or have a place, of a row of these questions: the same people as
    `tables.services.places` counts.
    """
    found = {f"{one.value}s": int(getattr(meeting, f"{one.value}s")) for one in Capacity}
    if meeting.state != MeetingState.HELD and not getattr(meeting, "has_owners", False):
        found[f"{meeting.table.idea.capacity}s"] += 1
    return found


def _shown(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    joined = rows.select_related("table__municipality", "table__idea")
    return _counted(joined).only(*SHOWN_FIELDS)


def _counted(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Adds how many of each capacity come (`residents`, …), with the owners who said nothing else, or came to one that
    was held, and how many together have a place (`taken`); whether somebody made seats of the owners (`has_owners`),
    without which whoever pinned the idea has a place besides; and the newest version of the minutes
    (`minutes_version`).
    """
    here = Invitation.everywhere.filter(meeting=OuterRef("pk")).order_by()
    comes = here.filter(answer=Answer.COMES, waits_since=None)
    came = here.exclude(checked_in_at=None)
    owners = Seat.everywhere.listed().filter(table=OuterRef("table"), is_owner=True).order_by()
    said = Invitation.everywhere.filter(meeting=OuterRef(OuterRef("pk")), seat=OuterRef("pk")).exclude(answer="")
    silent = owners.exclude(Exists(said))
    by_capacity = {
        f"{one.value}s": _by_state(
            _number(came.filter(sat_as=one), "meeting"),
            _number(comes.filter(seat__capacity=one), "meeting") + _number(silent.filter(capacity=one), "table"),
        )
        for one in Capacity
    }
    written = Minutes.everywhere.filter(meeting=OuterRef("pk"), version__gt=0)
    has_owners = Coalesce(Subquery(owners.values("is_owner")[:1]), False)  # an EXISTS would be answered for all at once
    return rows.annotate(
        **by_capacity,
        has_owners=has_owners,
        taken=_number(comes, "meeting") + _number(silent, "table") + Case(When(has_owners=False, then=1), default=0),
        minutes_version=Subquery(written.values("version")[:1]),
    )


def _by_state(came: Coalesce, comes: CombinedExpression) -> Case:
    return Case(When(state=MeetingState.HELD, then=came), default=comes)


def _number(rows: QuerySet[Any], of: str) -> Coalesce:
    """How many there are; all of them have the same value of the field `of`."""
    counted = rows.values(of).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _for_feed(rows: QuerySet[Meeting]) -> list[Meeting]:
    """With what was called off, so that calendars take it away; what was long ago has left them. Where there are very
    many, what comes first goes before the rest.
    """
    now = clock.now()
    found = rows.filter(starts_at__gt=now - FEED_BACK).select_related("table__idea", "table__municipality")
    fields = (*FEED_FIELDS, "table__idea__title", "table__municipality")
    to_come = Case(When(starts_at__gte=now, then=F("starts_at")))
    nearest = found.only(*fields).order_by(to_come.asc(nulls_last=True), "-starts_at", "pk")[:MOST_IN_FEED]
    return sorted(nearest, key=lambda meeting: (meeting.starts_at or now, meeting.pk))


def _still_on() -> datetime:
    """A meeting stays among those to come until the day is over."""
    return timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)


def _begin(month: date) -> datetime:
    return timezone.make_aware(datetime(month.year, month.month, 1))  # noqa: DTZ001 - made aware here


def _next_month(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)
