"""The one writer of how many likes an idea has. Whoever changes likes locks the tally first, and so takes turns.

Counting without that lock was seen to bring the free meeting twice, or never.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, Q
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock, killpoints
from aantafel.core.errors import WrongState
from ideas.models import Idea, IdeaTally, Like
from ideas.signals import threshold_reached


class NotOnTheSite(WrongState):
    default = _("This idea is no longer on the site.")


def open_tally(idea: Idea, *, threshold: int) -> None:
    """For an idea that comes on the site: what takes a free meeting is fixed for it here; 0 where there is none."""
    if idea.municipality_id is None:
        raise ValueError("a published idea has a municipality")
    fixed = {"threshold": threshold, "municipality_id": idea.municipality_id, "theme": idea.theme}
    IdeaTally.objects.get_or_create(idea=idea, defaults=fixed)


def lock(idea_id: int, **also: Exists) -> Any:
    """The tally, locked until the caller's transaction ends. Raises NotOnTheSite for an idea that never had one.

    `also` are questions whose answers come along under their names. They are asked before the lock is waited for, so
    they must be about what cannot change meanwhile.
    """
    tallies = IdeaTally.objects.select_for_update(of=("self",), no_key=True)
    tally = tallies.annotate(**also).filter(pk=idea_id).first()
    if tally is None:
        raise NotOnTheSite
    return tally


def write(tally: IdeaTally, *, local: int, other: int) -> None:
    """Set the counts of a locked tally. The first time that the threshold is reached is marked, and never unmarked.

    The mark is what counts: a signal only says so at once, and a periodic task looks for marks that nobody heard of.
    """
    tally.local, tally.other = local, other
    fields = ["local", "other"]
    if tally.reached_at is None and 0 < tally.threshold <= local:
        tally.reached_at = clock.now()
        fields.append("reached_at")
        transaction.on_commit(partial(killpoints.reach, "like:committed"))  # the mark stands, and nobody has rung
        threshold_reached.send(sender=IdeaTally, idea_id=tally.pk)
    tally.save(update_fields=fields)


def recount(idea_ids: list[int]) -> None:
    """Count the likes of these ideas anew: after a merger, or when a person with their likes was erased."""
    for idea_id in sorted(idea_ids):
        with transaction.atomic():
            tally = IdeaTally.objects.select_for_update(no_key=True).filter(pk=idea_id).first()
            if tally is not None:
                write(tally, **count(tally))


def count(tally: IdeaTally) -> dict[str, int]:
    """What the likes themselves say, local and other."""
    here = Q(municipality=tally.municipality_id)
    likes = Like.objects.filter(idea=tally.pk).exclude(user=F("idea__owner"))
    counted: dict[str, int] = likes.aggregate(local=Count("pk", filter=here), other=Count("pk", filter=~here))
    return counted


def move_promise(idea: Idea, *, to: Idea) -> bool:
    """Two ideas are put together: a free meeting that was reached is for the one that stays, unless that has its own.
    Both tallies are locked. True when it moves.
    """
    tally = IdeaTally.objects.filter(idea=idea, reached_at__isnull=False).first()
    other = IdeaTally.objects.filter(idea=to).first()
    if tally is None or other is None or other.reached_at is not None:
        return False
    promise = ("reached_at", "settled_at", "threshold")
    IdeaTally.objects.filter(idea=to).update(**{name: getattr(tally, name) for name in promise})
    IdeaTally.objects.filter(idea=idea).update(reached_at=None, settled_at=None, threshold=0)
    return True
