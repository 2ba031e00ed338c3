"""The one writer of a coach's profile: the coach themselves, and the desk for the training."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from coaches import notifications
from coaches.models import CoachProfile, Match
from coaches.services import matches, states
from municipalities.models import Municipality

OWN_FIELDS = frozenset(
    {
        "themes",
        "qualities",
        "languages",
        "moments",
        "about",
        "picture",
        "tables_at_once",
        "paused_from",
        "paused_until",
        "public_parts",
        "shares_contact",
    }
)
TRAINING = ("first_day_on", "first_day_trainer", "second_day_on", "second_day_trainer")


def begin(*, user: User, municipality: Municipality) -> CoachProfile:
    """Somebody is a coach from now on: a new profile with a word of welcome, or the old one again."""
    profile, new = CoachProfile.everywhere.get_or_create(user=user, municipality=municipality)
    if not new:
        if profile.ended_at is None:
            return profile
        profile.ended_at, profile.started_at = None, clock.now()
        profile.save(update_fields=["ended_at", "started_at"])
    notifications.welcome(profile)
    return profile


def stop(*, user: User, municipality: Municipality, actor: User | None) -> None:
    """Somebody is no longer a coach: what is asked is taken back and what runs ends, so that the idea waits for another
    coach at the desk."""
    profile = (
        CoachProfile.everywhere.select_for_update(no_key=True).filter(user=user, municipality=municipality).first()
    )
    if profile is None or profile.ended_at is not None:
        return
    profile.ended_at = clock.now()
    profile.save(update_fields=["ended_at"])
    own = Match.everywhere.filter(coach=profile)
    matches.close_all(own, actor=actor, reason=_("The work as a coach has ended here."))
    transaction.on_commit(page_cache.purge, robust=True)


def change(*, actor: User, profile_id: int, neighbourhoods: list[int] | None = None, **fields: Any) -> CoachProfile:
    """Change one's own profile. Raises ValueError for a field that is not the coach's own."""
    unknown = set(fields) - OWN_FIELDS
    if unknown:
        raise ValueError(f"not to be changed by a coach: {sorted(unknown)}")
    with transaction.atomic():
        profile = states.lock_coach(profile_id)
        if profile.user_id != actor.pk:
            raise states.NoMatch
        if "picture" in fields and profile.picture.name:
            forget([profile.picture.name])
        for name, value in fields.items():
            setattr(profile, name, value)
        profile.changed_at = clock.now()
        profile.save(update_fields=[*fields, "changed_at"])
        if neighbourhoods is not None:
            own = profile.municipality.neighbourhoods.filter(pk__in=neighbourhoods)
            profile.neighbourhoods.set(own)
        transaction.on_commit(page_cache.purge, robust=True)
    return profile


def set_training(*, actor: User, profile_id: int, **days: date | str | None) -> None:
    """The desk writes down which days of the training somebody had or will have, and with whom."""
    with transaction.atomic():
        profile = states.lock_coach(profile_id)
        for name in TRAINING:
            setattr(profile, name, days[name])
        profile.save(update_fields=list(TRAINING))


def forget(names: Iterable[str]) -> None:
    """These files go after the commit; one that is gone already does no harm."""
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name), robust=True)
