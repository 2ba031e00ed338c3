"""Liking an idea, and taking that back."""

import contextlib
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import killpoints, ratelimit
from aantafel.core.errors import DomainError, WrongState
from ideas.models import Idea, IdeaTally, Intention, Like
from ideas.services import tallies
from ideas.services.tallies import NotOnTheSite
from municipalities.models import Municipality
from municipalities.switches import PartOff, Switch, sites_without


class TooManyLikes(DomainError):
    default = _("That were many likes in a short time. Wait a while and try again.")


class OwnIdea(WrongState):
    default = _("This is your own idea: your own like does not count.")


class PlaceNeeded(DomainError):
    default = _("Tell us your postcode first, so that we know whether you live in this municipality.")


def like(*, actor: User, idea_id: int, wants_updates: bool = False) -> bool:
    """Like an idea once; False when this person liked it before. It counts where they live now, and goes on doing so.

    Locks the person, so that two clicks take turns, then the tally, with as few questions as can be: a hundred people
    may wait for it. Then writes the like. Raises PlaceNeeded, OwnIdea, NotOnTheSite, PartOff,
    TooManyLikes.
    """
    if actor.home_municipality_id is None:
        raise PlaceNeeded
    if not ratelimit.hit("like", actor.recipient, limit=200, per=timedelta(hours=1)):
        raise TooManyLikes
    with transaction.atomic():
        home = _lock_home(actor)
        before = Like.objects.filter(idea_id=idea_id, user=actor)
        # neither can change while this person is locked: taking an idea over locks them too
        tally = tallies.lock(
            idea_id,
            is_own=Exists(Idea.everywhere.of(actor).filter(pk=idea_id)),
            is_liked=Exists(before),
            is_off=Exists(sites_without(Switch.LIKES).filter(municipality=OuterRef("municipality"))),
        )
        if not tally.listed:
            raise NotOnTheSite
        if tally.is_off:
            raise PartOff(Switch.LIKES)
        if tally.is_own:
            raise OwnIdea
        if tally.is_liked:
            if wants_updates:
                before.update(wants_updates=True)
            return False
        chosen = {"municipality_id": home, "wants_updates": wants_updates}
        _count(tally, Like.objects.create(idea_id=idea_id, user=actor, **chosen), 1)
    return True


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


def move_all(idea: Idea, *, to: Idea) -> None:
    """Two ideas are put together: who likes both likes the one that stays, once. Inside the caller's transaction, which
    holds both tallies and counts anew.
    """
    twice = Q(user__in=Like.objects.filter(idea=to).values("user"))
    own = Q(user=to.owner_id) if to.owner_id else Q(pk=None)
    Like.objects.filter(twice | own, idea=idea).delete()
    Like.objects.filter(idea=idea).update(idea=to)


def set_updates(*, actor: User, idea_id: int, wanted: bool) -> None:
    """Whether this person hears what becomes of an idea that they like."""
    Like.objects.filter(idea_id=idea_id, user=actor).update(wants_updates=wanted)


def settle_place(*, actor: User, municipality: Municipality, postcode: str) -> None:
    """Whoever had no place here yet gets the one that they typed; likes from now on count there."""
    if actor.home_municipality_id is None:
        actor.home_municipality, actor.home_postcode = municipality, postcode
        actor.save(update_fields=["home_municipality", "home_postcode"])


def _lock_home(actor: User) -> int:
    """Where this person lives now. A merger or an erasure may have happened since the page was asked for, and waits
    from here on. Raises PlaceNeeded, and WrongState for somebody who is no longer here.
    """
    person = User.objects.select_for_update(no_key=True).filter(pk=actor.pk).values_list("home_municipality_id").first()
    if person is None:
        raise WrongState
    if person[0] is None:
        raise PlaceNeeded
    return int(person[0])


def _count(tally: IdeaTally, given: Like, by: int) -> None:
    killpoints.reach("like:written")
    is_local = given.municipality_id == tally.municipality_id
    tallies.write(tally, local=tally.local + by * is_local, other=tally.other + by * (not is_local))
    killpoints.reach("like:counted")


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
