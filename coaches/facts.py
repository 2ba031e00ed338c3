"""The facts that coaches are ranked by, in one query, however many coaches there are."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchRank
from django.db.models import Count, Exists, F, FloatField, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from aantafel.core import clock
from coaches.enums import MatchRole, Moment
from coaches.lifecycle import State
from coaches.matching import Coach, Exclusion, Ranked, Weights, Wish, exclusions, may_go_along, rank
from coaches.models import CoachProfile, Match
from coaches.querysets import OPEN_STATES
from coaches.weights import weights_of
from ideas import search
from ideas.models import Idea

SAID_YES = [State.ACCEPTED.value, State.ENDED.value]
RANK_OF_A_WORD = 0.0608  # what ts_rank gives for one unweighted word, before it divides by the words that were asked


@dataclass(frozen=True)
class Candidate:
    """A coach as the desk sees them for one idea: ranked, or left out for `reasons`."""

    profile: CoachProfile
    coach: Coach
    ranked: Ranked | None = None
    reasons: tuple[Exclusion, ...] = ()

    @property
    def may_go_along(self) -> bool:
        return may_go_along(self.coach)


def wish_of(idea: Idea, *, language: str = "", dayparts: frozenset[str] = frozenset()) -> Wish:
    """What the idea asks, with what the desk asks besides. Its own language counts when it is not Dutch."""
    own = idea.language if idea.language != "nl" else ""
    moments = frozenset(moment for moment in Moment.values if moment.partition("-")[2] in dayparts)
    return Wish(theme=idea.theme, neighbourhood=idea.neighbourhood_id, language=language or own, moments=moments)


def candidates(idea: Idea, wish: Wish, weights: Weights | None = None) -> list[Candidate]:
    """Every coach of the idea's municipality: who can be asked, best first, and then who cannot, with the reasons."""
    profiles = {profile.pk: profile for profile in _with_facts(idea)}
    found = {pk: Candidate(profile, _coach(profile, idea)) for pk, profile in profiles.items()}
    chosen = weights_of(idea.municipality_id) if weights is None else weights
    ranked = rank([each.coach for each in found.values()], wish, chosen)
    first = [replace(found[one.coach.pk], ranked=one) for one in ranked]
    left = [replace(each, reasons=exclusions(each.coach)) for each in found.values() if exclusions(each.coach)]
    return first + sorted(left, key=lambda each: (each.reasons[0].value, each.profile.user.name, each.coach.pk))


def coach_for(idea: Idea, profile_id: int) -> Coach:
    """The facts about one coach, as they are at this moment. Raises CoachProfile.DoesNotExist for who serves here no
    longer, or never did."""
    return _coach(_with_facts(idea).get(pk=profile_id), idea)


def _with_facts(idea: Idea) -> QuerySet[CoachProfile]:
    """The profiles with what `_coach` reads, over all municipalities' managers: the idea says which one it is."""
    own = Match.everywhere.filter(coach=OuterRef("pk")).order_by()
    of_idea = own.filter(idea=idea)
    places = CoachProfile.neighbourhoods.through._default_manager.filter(coachprofile=OuterRef("pk"))
    serving = CoachProfile.everywhere.serving().filter(municipality=idea.municipality_id)
    return (
        serving.select_related("user")
        .defer("search")
        .annotate(
            f_open=_count(own.filter(state__in=OPEN_STATES)),
            f_running=_count(own.filter(state=State.ACCEPTED.value)),
            f_done=_count(own.filter(state__in=SAID_YES).exclude(role=MatchRole.ALONG)),
            f_earlier=_count(_with_same_pinner(own, idea)),
            f_last=Subquery(own.values("coach").annotate(last=Max("asked_at")).values("last")),
            f_linked=Exists(of_idea.filter(state__in=OPEN_STATES)),
            f_declined=Exists(of_idea.filter(state=State.DECLINED.value)),
            f_places=ArraySubquery(places.values("neighbourhood")),
            f_words=_words(idea),
        )
    )


def _with_same_pinner(matches: Any, idea: Idea) -> Any:
    if idea.owner_id is None:
        return matches.none()
    return matches.filter(Q(state__in=SAID_YES) & Q(idea__owner=idea.owner_id) & ~Q(idea=idea))


def _count(matches: Any) -> Any:
    counted = matches.values("coach").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _words(idea: Idea) -> Any:
    """About how many of the telling words of the idea stand in what a coach tells."""
    text = " ".join((idea.title, idea.origin, idea.approach, idea.people))
    asked = search.any_of(search.telling_words(text))
    if asked is None:
        return Value(0.0, output_field=FloatField())
    query, terms = asked
    return SearchRank(F("search"), query) * Value(terms / RANK_OF_A_WORD, output_field=FloatField())


def _coach(profile: Any, idea: Idea) -> Coach:
    return Coach(
        pk=profile.pk,
        themes=frozenset(profile.themes),
        words=profile.f_words,
        neighbourhoods=frozenset(profile.f_places),
        languages=frozenset(profile.languages),
        moments=frozenset(profile.moments),
        tables_at_once=profile.tables_at_once,
        open_matches=profile.f_open,
        running=profile.f_running,
        done=profile.f_done,
        earlier=profile.f_earlier,
        days_since_asked=None if profile.f_last is None else max((clock.now() - profile.f_last).days, 0),
        is_trained=profile.is_trained,
        is_linked=profile.f_linked,
        has_declined=profile.f_declined,
        is_paused=profile.is_paused,
        is_pinner=profile.user_id == idea.owner_id,
    )
