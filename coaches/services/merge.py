"""Coaches move with their municipality when it merges into another."""

from aantafel.core import clock
from coaches.models import CoachApplication, CoachProfile, Match, MatchWeights
from municipalities.models import Municipality


def move_coaches(*, old: Municipality, new: Municipality) -> str:
    """Profiles, applications and weights go to the successor. Who is a coach in both keeps the profile there, with the
    matches of both. Safe to run twice.
    """
    there = dict(CoachProfile.everywhere.filter(municipality=new).values_list("user", "pk"))
    for doubled in CoachProfile.everywhere.filter(municipality=old, user__in=there):
        _join(doubled, there[doubled.user_id])
    profiles = CoachProfile.everywhere.filter(municipality=old).update(municipality=new)
    _move_applications(old, new)
    if MatchWeights.everywhere.filter(municipality=new).exists():
        MatchWeights.everywhere.filter(municipality=old).delete()
    MatchWeights.everywhere.filter(municipality=old).update(municipality=new)
    return f"coaches: {profiles} profiles"


def _join(doubled: CoachProfile, kept: int) -> None:
    Match.everywhere.filter(coach=doubled).update(coach=kept)
    if doubled.ended_at is None:
        CoachProfile.everywhere.filter(pk=kept).update(ended_at=None)
    doubled.delete()


def _move_applications(old: Municipality, new: Municipality) -> None:
    """Of two that somebody has open, the one at the successor is answered."""
    waiting = CoachApplication.everywhere.waiting()
    there = waiting.filter(municipality=new).values_list("user", flat=True)
    waiting.filter(municipality=old, user__in=set(there)).order_by().update(state="withdrawn", decided_at=clock.now())
    CoachApplication.everywhere.filter(municipality=old).update(municipality=new)
