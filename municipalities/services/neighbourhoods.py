"""The neighbourhoods of a municipality: added, renamed and ended; what happened in one that ended stays there."""

from collections.abc import Iterable

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from aantafel.core import clock, page_cache
from aantafel.core.errors import Conflict, DomainError, WrongState
from municipalities.models import Municipality, Neighbourhood


class NameTaken(DomainError):
    default = _("There is another neighbourhood with this name, now or before. Choose another name.")


class Renamed(Conflict):
    """A colleague gave it another name meanwhile, `now`."""

    def __init__(self, now: str) -> None:
        sentence = _("A colleague has just named this neighbourhood “%(name)s”. Is yours better? Save it again.")
        super().__init__(sentence % {"name": now})
        self.now = now


class Ended(WrongState):
    default = _("This neighbourhood is no longer used. Add it again to use it.")


def add(*, actor: AbstractBaseUser, municipality: Municipality, names: Iterable[str]) -> list[str]:
    """Those of the names that were not in use, in their order; one that had ended is used again. Safe to run twice."""
    added = []
    with transaction.atomic(), pghistory.context(user=actor.pk):
        _one_at_a_time(municipality)
        known = {one.name.lower(): one for one in Neighbourhood.objects.filter(municipality=municipality)}
        for name in names:
            there = known.get(name.lower())
            if there is not None and there.ended_at is None:
                continue
            if there is None:
                known[name.lower()] = Neighbourhood.objects.create(municipality=municipality, name=name)
            else:
                there.name, there.ended_at = name, None
                there.save(update_fields=["name", "ended_at"])
            added.append(name)
        _told()
    return added


def rename(*, actor: AbstractBaseUser, municipality: Municipality, pk: int, name: str, was: str) -> None:
    """Raises Renamed when it is no longer called `was`, NameTaken, Ended, and DoesNotExist for one elsewhere."""
    with transaction.atomic(), pghistory.context(user=actor.pk):
        found = _lock(municipality, pk)
        if found.ended_at is not None:
            raise Ended
        if found.name != was and found.name != name:
            raise Renamed(found.name)
        found.name = name
        try:
            with transaction.atomic():
                found.save(update_fields=["name"])
        except IntegrityError as error:
            raise NameTaken from error
        _told()


def end(*, actor: AbstractBaseUser, municipality: Municipality, pk: int) -> None:
    """No longer offered; ideas keep it. Safe to run twice. Raises DoesNotExist for one elsewhere."""
    with transaction.atomic(), pghistory.context(user=actor.pk):
        found = _lock(municipality, pk)
        if found.ended_at is None:
            found.ended_at = clock.now()
            found.save(update_fields=["ended_at"])
            _told()


def _one_at_a_time(municipality: Municipality) -> None:
    """Two who add the same names take turns."""
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)


def _lock(municipality: Municipality, pk: int) -> Neighbourhood:
    return Neighbourhood.objects.select_for_update(of=("self",), no_key=True).get(pk=pk, municipality=municipality)


def _told() -> None:
    transaction.on_commit(page_cache.purge, robust=True)
