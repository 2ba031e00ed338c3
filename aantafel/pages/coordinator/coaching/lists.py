"""The coaches of a municipality and who wants to become one, made ready for the desk's lists."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from aantafel.core.paging import Page, by_moment
from coaches.lifecycle import State
from coaches.models import CoachApplication, CoachProfile, Match
from coaches.querysets import CoachProfileQuerySet

HEAPS: dict[str, str | Promise] = {
    "": pgettext_lazy("coaches", "Everyone"),
    "training": pgettext_lazy("coaches", "In training"),
    "rust": pgettext_lazy("coaches", "Resting"),
    "gestopt": pgettext_lazy("coaches", "Stopped"),
}
APPLICATION_HEAPS: dict[str, str | Promise] = {
    "": gettext_lazy("To answer"),
    "beantwoord": gettext_lazy("Answered"),
}
PAGE_SIZE = 40


@dataclass(frozen=True)
class CoachRow:
    profile: CoachProfile
    running: int
    asked: int
    training: str
    is_resting: bool
    seen_at: datetime | None


def coaches(heap: str, text: str, *, after: str = "") -> Page[CoachRow]:
    """Who came last first. One query."""
    rows = _heap(CoachProfile.objects.all(), heap)
    if text:
        rows = rows.filter(Q(user__name__icontains=text) | Q(user__email=text.lower()))
    counted = (
        rows.select_related("user")
        .defer("search")
        .annotate(
            running=Count("matches", filter=Q(matches__state=State.ACCEPTED.value)),
            asked=Count("matches", filter=Q(matches__state=State.ASKED.value)),
        )
    )
    page: Page[Any] = by_moment(counted, moment="started_at", after=after, size=PAGE_SIZE)
    return Page([_row(profile) for profile in page.items], page.next, page.is_first)


def _heap(rows: CoachProfileQuerySet, heap: str) -> CoachProfileQuerySet:
    match heap:
        case "gestopt":
            return rows.filter(ended_at__isnull=False)
        case "rust":
            return rows.serving().paused()
        case "training":
            return rows.serving().exclude(pk__in=rows.trained().values("pk"))
        case _:
            return rows.serving()


def _row(profile: Any) -> CoachRow:
    return CoachRow(profile, profile.running, profile.asked, training(profile), profile.is_paused, profile.user.seen_at)


def training(profile: CoachProfile) -> str:
    """How far the training is, in words."""
    if profile.is_trained:
        return _("Trained")
    days = [day for day in (profile.first_day_on, profile.second_day_on) if day is not None]
    return _("In training") if days else _("Not trained yet")


def coach_at_desk(pk: int) -> CoachProfile:
    """A coach of the municipality of this desk, also who stopped; any other is not found."""
    rows = CoachProfile.objects.select_related("user", "municipality").prefetch_related("neighbourhoods")
    return get_object_or_404(rows.defer("search"), pk=pk)


def matches_of(profile: CoachProfile) -> QuerySet[Match]:
    return Match.objects.filter(coach=profile).select_related("idea").defer("idea__search").order_by("-asked_at", "-pk")


def applications(heap: str, *, after: str = "") -> Page[CoachApplication]:
    """Those to answer by who waits longest, the others by who came last. One query."""
    rows = CoachApplication.objects.exclude(state="unconfirmed").select_related("user")
    waiting = ("new", "invited")
    if heap == "beantwoord":
        return by_moment(rows.exclude(state__in=waiting), moment="created_at", after=after)
    return by_moment(rows.filter(state__in=waiting), moment="created_at", after=after, oldest_first=True)


def application_at_desk(pk: int) -> CoachApplication:
    rows = CoachApplication.objects.exclude(state="unconfirmed").select_related("user", "decided_by")
    return get_object_or_404(rows, pk=pk)
