"""Questions to the tables of coaches."""

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from aantafel.core import clock
from coaches.lifecycle import OPEN, State
from municipalities.scope import TenantQuerySet

if TYPE_CHECKING:
    from coaches.models import CoachApplication, CoachProfile, Match, MatchWeights
else:
    CoachApplication = CoachProfile = Match = MatchWeights = Any

OPEN_STATES = sorted(state.value for state in OPEN)


class CoachProfileQuerySet(TenantQuerySet["CoachProfile"]):
    def public(self) -> Self:
        """Coaches who show at least a part of their profile; which part, the profile says."""
        return self.serving().exclude(public_parts=[])

    def serving(self) -> Self:
        """Those who are a coach now."""
        return self.filter(ended_at=None)

    def trained(self) -> Self:
        today = clock.today()
        return self.filter(first_day_on__lte=today, second_day_on__lte=today)

    def paused(self) -> Self:
        return self.filter(_paused())


def _paused() -> Q:
    today = clock.today()
    return Q(paused_from__lte=today) & (Q(paused_until=None) | Q(paused_until__gte=today))


class MatchQuerySet(TenantQuerySet["Match"]):
    municipality_lookup = "coach__municipality_id"

    def public(self) -> Self:
        """None of it: what everyone may know of a match stands on the timeline of its table."""
        return self.none()

    def open(self) -> Self:
        """Asked, or running."""
        return self.filter(state__in=OPEN_STATES)

    def running(self) -> Self:
        """The coach said yes, and it has not ended."""
        return self.filter(state=State.ACCEPTED.value)

    def unanswered(self) -> Self:
        """Asked and not answered yet, who waits longest first."""
        return self.filter(state=State.ASKED.value).order_by("answer_by", "pk")


class CoachApplicationQuerySet(TenantQuerySet["CoachApplication"]):
    def public(self) -> Self:
        """None: an application is between the person and the desk."""
        return self.none()

    def waiting(self) -> Self:
        """What the coordinator has to decide about, the oldest first."""
        return self.filter(state__in=["new", "invited"]).order_by("created_at", "pk")


class MatchWeightsQuerySet(TenantQuerySet["MatchWeights"]):
    def public(self) -> Self:
        return self.none()
