"""How long something waits, in words."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aantafel.core import clock, dates


@dataclass(frozen=True)
class Waiting:
    """Working days since something came in, and whether that is more than what is promised."""

    since: datetime
    days: int

    @property
    def late(self) -> bool:
        return self.days > int(settings.REVIEW_PROMISE_WORKING_DAYS)

    @property
    def text(self) -> str:
        """The time alone: "today", "3 working days"; over a weekend "less than a working day"."""
        if self.days == 0:
            same_day = dates.day_of(self.since) == clock.today()
            return _("today") if same_day else _("less than a working day")
        return ngettext("%(n)d working day", "%(n)d working days", self.days) % {"n": self.days}

    @property
    def kind(self) -> str:
        """The colour of the badge; the words say the same."""
        return "error" if self.late else "neutral"

    @property
    def icon(self) -> str:
        return "warning" if self.late else "clock"

    @property
    def badge(self) -> str:
        """The time, with the verdict in words when it is too long."""
        return _("%(time)s: too long") % {"time": self.text} if self.late else self.text


def since(moment: datetime | None) -> Waiting:
    """How long ago that was in working days; a missing moment counts as now."""
    start = moment or clock.now()
    return Waiting(start, max(clock.working_days_between(start, clock.now()), 0))


def late_before() -> datetime:
    """What came in before this moment waits longer than is promised."""
    left, day = int(settings.REVIEW_PROMISE_WORKING_DAYS), clock.today()
    while left or not clock.is_working_day(day):
        left -= clock.is_working_day(day)
        day -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time.min))
