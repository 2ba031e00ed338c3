"""What follows for coaches from news of people and ideas, inside the transaction of the news."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Membership, User
from aantafel.accounts.signals import role_ended, role_given
from coaches import notifications
from coaches.lifecycle import State
from coaches.models import Match
from coaches.services import answers, matches, profiles
from ideas.models import Idea
from ideas.signals import Along, idea_merged, idea_taken_over, idea_withdrawn, pinner_gone


def connect() -> None:
    role_given.connect(begin_profile, dispatch_uid="coaches.begin_profile")
    role_ended.connect(stop_profile, dispatch_uid="coaches.stop_profile")
    idea_withdrawn.connect(close_matches, dispatch_uid="coaches.close_matches")
    pinner_gone.connect(tell_of_gone_pinner, dispatch_uid="coaches.tell_of_gone_pinner")
    idea_merged.connect(close_matches_of_merged, dispatch_uid="coaches.close_matches_of_merged")
    idea_taken_over.connect(ask_consent_anew, dispatch_uid="coaches.ask_consent_anew")


def begin_profile(*, membership: Membership, **_kwargs: Any) -> None:
    if membership.role == Role.COACH and membership.municipality is not None:
        profiles.begin(user=membership.user, municipality=membership.municipality)


def stop_profile(*, membership: Membership, actor: User | None, **_kwargs: Any) -> None:
    if membership.role == Role.COACH and membership.municipality is not None:
        profiles.stop(user=membership.user, municipality=membership.municipality, actor=actor)


def close_matches(*, idea: Idea, actor: User | None, along: Mapping[str, Along], **_kwargs: Any) -> None:
    _close(idea, actor, _("The idea pinner took the idea back."), along)


def tell_of_gone_pinner(*, idea: Idea, stays: bool, **_kwargs: Any) -> None:
    """Before what runs is ended: a table has nobody left whose idea it is."""
    for match in Match.everywhere.filter(idea=idea, state=State.ACCEPTED.value).order_by("pk"):
        notifications.pinner_gone(match, stays=stays)


def close_matches_of_merged(*, goes: Idea, actor: User | None, **_kwargs: Any) -> None:
    """The desk chooses who goes on with the idea that stays: that is another table."""
    _close(goes, actor, _("The idea became part of another one."))


def ask_consent_anew(*, idea: Idea, **_kwargs: Any) -> None:
    answers.forget_consent(idea=idea)


def _close(idea: Idea, actor: User | None, reason: str, along: Mapping[str, Along] | None = None) -> None:
    matches.close_all(Match.everywhere.filter(idea=idea), actor=actor, reason=reason, along=along)
