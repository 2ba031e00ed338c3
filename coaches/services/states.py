"""The one writer of a match's state, and the order of locks: local site, idea, coach, match; of each the lowest number
first."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from aantafel.core.errors import WrongState
from coaches import lifecycle
from coaches.lifecycle import State
from coaches.models import CoachProfile, Match
from coaches.querysets import MatchQuerySet
from ideas.models import Idea
from ideas.services import states as ideas


class NoMatch(WrongState):
    default = _("This question to a coach is no longer here.")


class MovedOn(WrongState):
    default = _("This was answered or taken back in the meantime. Look at how it stands now.")


def lock(match_id: int) -> tuple[Idea, CoachProfile, Match]:
    """All three, locked until the caller's transaction ends: nobody else asks, answers, fills up or pauses meanwhile.
    Raises NoMatch, and `ideas.Gone`."""
    found = Match.everywhere.filter(pk=match_id).values_list("idea", "coach").first()
    if found is None:
        raise NoMatch
    idea, coach = ideas.lock(found[0]), lock_coach(found[1])
    return idea, coach, lock_match(match_id)


def number_of(key: UUID) -> int:
    """The match with this key. Raises NoMatch."""
    found = Match.everywhere.filter(key=key).values_list("pk", flat=True).first()
    if found is None:
        raise NoMatch
    return found


def lock_coach(profile_id: int) -> CoachProfile:
    """The profile, locked; its own key is not (no_key), to which a match that is written at this moment refers."""
    rows = CoachProfile.everywhere.select_for_update(of=("self",), no_key=True).select_related("user")
    profile = rows.filter(pk=profile_id).first()
    if profile is None:
        raise NoMatch
    return profile


def lock_match(match_id: int) -> Match:
    """The match alone, for what closes it whatever the idea and the coach do."""
    match = _locking(Match.everywhere.filter(pk=match_id)).first()
    if match is None:
        raise NoMatch
    return match


def lock_open(matches: MatchQuerySet) -> list[Match]:
    """Of these matches those that are open now that they are locked; what closed a moment ago is left out."""
    return list(_locking(matches.open()).order_by("pk"))


def _locking(matches: MatchQuerySet) -> MatchQuerySet:
    rows = matches.select_for_update(of=("self",), no_key=True).select_related("coach__user", "idea__owner")
    return rows.defer("idea__search", "coach__search")


def move(match: Match, target: State, **fields: Any) -> None:
    """Put a locked match in another state, along with the fields that go with it. Raises MovedOn."""
    if not lifecycle.may(match.status, target):
        raise MovedOn
    match.state = target.value
    for name, value in fields.items():
        setattr(match, name, value)
    match.save(update_fields=["state", *fields])
