"""Liking an idea, and taking that back."""

import contextlib
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import ratelimit
from aantafel.core.errors import DomainError, WrongState
from ideas.models import Idea, IdeaTally, Intention, Like
from ideas.services import tallies
from ideas.services.tallies import NotOnTheSite
from municipalities.models import Municipality


class TooManyLikes(DomainError):
    default = _("That were many likes in a short time. Wait a while and try again.")


class OwnIdea(WrongState):
    default = _("This is your own idea: your own like does not count.")


class PlaceNeeded(DomainError):
    default = _("Tell us your postcode first, so that we know whether you live in this municipality.")


def like(*, actor: User, idea_id: int, wants_updates: bool = False) -> bool:
    """Like an idea once; False when this person liked it before. It counts where they live now, and goes on doing so.

    Locks the tally first, then writes the like. Raises PlaceNeeded, OwnIdea, NotOnTheSite, TooManyLikes.
    """
    here = actor.home_municipality_id
    if here is None:
        raise PlaceNeeded
    if not ratelimit.hit("like", actor.recipient, limit=200, per=timedelta(hours=1)):
        raise TooManyLikes
    with transaction.atomic():
        tally = tallies.lock(idea_id)
        if not tally.listed:
            raise NotOnTheSite
        if Idea.everywhere.filter(pk=idea_id, owner=actor).exists():
            raise OwnIdea
        given = Like.objects.filter(idea_id=idea_id, user=actor).first()
        if given is None:
            chosen = {"municipality_id": here, "wants_updates": wants_updates}
            _count(tally, Like.objects.create(idea_id=idea_id, user=actor, **chosen), 1)
        elif wants_updates and not given.wants_updates:
            given.wants_updates = True
            given.save(update_fields=["wants_updates"])
    return given is None


def take_back(*, actor: User, idea_id: int) -> bool:
    """Take a like back; False when there was none. A free meeting that it helped to bring stays."""
    with transaction.atomic():
        tally = tallies.lock(idea_id)
        given = Like.objects.filter(idea_id=idea_id, user=actor).first()
        if given is None:
            return False
        given.delete()
        _count(tally, given, -1)
    return True


def drop_own(idea: Idea) -> None:
    """Somebody became the owner of an idea that they had liked: that like goes. Inside the caller's transaction."""
    if idea.owner is not None and IdeaTally.objects.filter(pk=idea.pk).exists():
        take_back(actor=idea.owner, idea_id=idea.pk)


def set_updates(*, actor: User, idea_id: int, wanted: bool) -> None:
    """Whether this person hears what becomes of an idea that they like."""
    Like.objects.filter(idea_id=idea_id, user=actor).update(wants_updates=wanted)


def settle_place(*, actor: User, municipality: Municipality, postcode: str) -> None:
    """Whoever had no place here yet gets the one that they typed; likes from now on count there."""
    if actor.home_municipality_id is None:
        actor.home_municipality, actor.home_postcode = municipality, postcode
        actor.save(update_fields=["home_municipality", "home_postcode"])


def _count(tally: IdeaTally, given: Like, by: int) -> None:
    is_local = given.municipality_id == tally.municipality_id
    tallies.write(tally, local=tally.local + by * is_local, other=tally.other + by * (not is_local))


def like_as_meant(user: User, kept: Intention) -> str:
    """For `intentions`: the address is proved. What can no longer be done does not keep anybody from signing in: the
    page that this leads to says how it stands.
    """
    with contextlib.suppress(DomainError):
        like(actor=user, idea_id=kept.idea_id, wants_updates=bool(kept.data.get("updates")))
    return like_path(kept)


def like_path(kept: Intention) -> str:
    """The page on which the like was typed, and on which it shows afterwards."""
    return reverse("ideas:like", args=[kept.idea_id, kept.idea.slug])
