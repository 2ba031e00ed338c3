"""What the logbook of the desk tells about coaches."""

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from aantafel.pages.coordinator.logbook import Line, Source, register
from coaches.enums import ApplicationState, MatchState
from coaches.models import CoachApplication, Match, MatchWeights
from municipalities.models import Municipality

TOOK_BACK = pgettext_lazy("logbook", "Took a question to a coach back")
ENDED = pgettext_lazy("logbook", "Ended the work of a coach at an idea")
ACCEPTED = pgettext_lazy("logbook", "Made somebody who applied a coach")
REFUSED = pgettext_lazy("logbook", "Answered an application with a no")
WEIGHTS = pgettext_lazy("logbook", "Changed what counts in matching")


def connect() -> None:
    for source in (
        Source("match_asked", _matches, "asked_at", "asked_by", _asked),
        Source("match_closed", _closed, "ended_at", "ended_by", _ended),
        Source("application", _decided, "decided_at", "decided_by", _decision),
        Source("weights", _weights, "changed_at", "changed_by", lambda _kept: Line(WEIGHTS)),
    ):
        register(source)


def _matches(town: Municipality) -> QuerySet[Match]:
    rows = Match.objects.filter(coach__municipality=town).select_related("coach__user", "idea")
    return rows.defer("coach__search", "idea__search")


def _closed(town: Municipality) -> QuerySet[Match]:
    """By the desk: not by the coach, the pinner, or the site itself."""
    rows = _matches(town).filter(ended_at__isnull=False, ended_by__isnull=False)
    return rows.exclude(ended_by=F("coach__user")).exclude(ended_by=F("idea__owner"))


def _decided(town: Municipality) -> QuerySet[CoachApplication]:
    return CoachApplication.objects.filter(municipality=town, decided_at__isnull=False, decided_by__isnull=False)


def _weights(town: Municipality) -> QuerySet[MatchWeights]:
    return MatchWeights.objects.filter(municipality=town)


def _asked(match: Match) -> Line:
    return _about(_("Asked a coach: %(name)s") % {"name": match.coach}, match)


def _ended(match: Match) -> Line:
    return _about(TOOK_BACK if match.state == MatchState.WITHDRAWN else ENDED, match)


def _about(what: str | Promise, match: Match) -> Line:
    return Line(what, match.idea.title, reverse("coordinator:one_match", args=[match.pk]))


def _decision(application: CoachApplication) -> Line:
    accepted = application.state == ApplicationState.ACCEPTED
    url = reverse("coordinator:application", args=[application.pk])
    return Line(ACCEPTED if accepted else REFUSED, application.name, url)
