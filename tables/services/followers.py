"""Who likes an idea and asked to hear what becomes of it gets one mail in a week in which something happened at its
table. Which week it is, and whether it was told, the key of each mail says: so this may run as often as it likes.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from aantafel.accounts.models import User
from aantafel.core import clock
from tables.enums import TimelineKind
from tables.models import Seat, StepChange, Table
from tables.notifications import followers as notifications
from tables.shown import queries, team

THURSDAY, AT = 3, time(9)
WEEK = timedelta(days=7)
# small things of those who organise are no news, and a name that was taken out is for nobody to look for
TOLD = frozenset(TimelineKind) - {
    *(TimelineKind.OWNERS, TimelineKind.PLACE, TimelineKind.RESTS, TimelineKind.COACH_LEFT, TimelineKind.TAKEN_OUT),
}


def tell_week() -> int:
    """What happened in the seven days up to the last Thursday morning; how many mails that made. Safe to run twice.

    A table of which it fails does not keep the others waiting: its error is raised when they are done.
    """
    end = last_moment()
    made, errors = 0, []
    for table in _with_news(end):
        try:
            with transaction.atomic():
                made += _tell(table, end)
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("news that could not be told to who likes an idea", errors)
    return made


def last_moment() -> datetime:
    """The last Thursday at nine in the morning, in Amsterdam."""
    now = timezone.localtime(clock.now())
    day = now.date() - timedelta(days=(now.weekday() - THURSDAY) % 7)
    moment = timezone.make_aware(datetime.combine(day, AT))
    return moment if moment <= now else timezone.make_aware(datetime.combine(day - WEEK, AT))


def _with_news(end: datetime) -> Iterator[Table]:
    lines = StepChange.objects.filter(created_at__gte=end - WEEK, created_at__lt=end, kind__in=TOLD)
    # where the idea came on the site is known to whoever likes it
    keys = lines.exclude(from_step=None, kind=TimelineKind.STEP).order_by().values("table").distinct()
    rows = Table.everywhere.filter(pk__in=keys, idea__state="published", idea__likes__wants_updates=True).distinct()
    yield from rows.select_related("idea__owner", "idea__pinner", "municipality").order_by("pk")


def _tell(table: Table, end: datetime) -> int:
    followers = _followers(table, end)
    if not followers:
        return 0
    lines = [one for one in queries.history(table) if end - WEEK <= one.created_at < end and one.kind in TOLD]
    guides = team.guides(table)
    return sum(notifications.news(table, user, lines, guides, end) for user in followers)


def _followers(table: Table, end: datetime) -> list[User]:
    """Who liked it before that moment. Not who owns the table or takes part: those hear of each thing by itself."""
    seated = Seat.everywhere.seated().filter(table=table)
    addresses = seated.exclude(email="").values("email")
    rows = User.objects.filter(
        likes__idea=table.idea_id, likes__wants_updates=True, likes__created_at__lt=end, is_active=True
    ).exclude(pk=table.idea.owner_id or 0)
    return list(
        rows.exclude(pk__in=seated.exclude(user=None).values("user")).exclude(email__in=addresses).order_by("pk")
    )
