"""The one writer of where a local site stands; `movement.services` says when it may."""

from django.db import transaction

from aantafel.core import clock
from municipalities import sites
from municipalities.enums import InstanceState
from municipalities.models import Instance


def lock(municipality_id: int | None) -> Instance | None:
    """The site of a municipality, locked until the caller's transaction ends; None where there is none.

    Whoever decides something at a desk takes it before the idea, so that no site opens or ends meanwhile.
    """
    rows = Instance.objects.select_for_update(of=("self",), no_key=True).select_related("municipality")
    return rows.filter(municipality=municipality_id).first()


def mark_open(instance: Instance, *, early_reason: str = "") -> None:
    """A locked site serves everyone from now on. `early_reason` says why, where the group is not whole."""
    instance.state, instance.opened_at, instance.early_reason = InstanceState.OPEN, clock.now(), early_reason
    instance.save(update_fields=["state", "opened_at", "early_reason"])
    transaction.on_commit(sites.forget, robust=True)


def mark_ended(instance: Instance) -> None:
    """Its hosts lead to the national site from now on."""
    instance.state, instance.ended_at = InstanceState.ENDED, clock.now()
    instance.save(update_fields=["state", "ended_at"])
    transaction.on_commit(sites.forget, robust=True)


def mark_preparing(instance: Instance) -> None:
    """A site that ended is made ready again: its own people reach it."""
    instance.state = InstanceState.PREPARING
    instance.save(update_fields=["state"])
