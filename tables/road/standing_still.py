"""Which tables stand still: after how many days without a sign of life, by step and by municipality."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from coaches.models import Match
from ideas.models import Reaction, Support
from municipalities.enums import InstanceState
from municipalities.models import Instance
from tables.enums import TableState
from tables.lifecycle import Step
from tables.querysets import TableQuerySet

Unless = Callable[[datetime], Q]  # from a moment on


def days_of(instance: Instance | None) -> dict[Step, int]:
    """The country's, with what a municipality chose for itself."""
    own = instance.still_days if instance is not None else {}
    return {step: int(own.get(str(step.value), settings.TABLE_STILL_DAYS[step])) for step in Step}


def silent(tables: TableQuerySet, *, now: datetime) -> TableQuerySet:
    """Running tables, of whatever municipality, of which nothing was heard for as long as their step may take: nothing
    that their people did, and nothing that others brought or said. Where the desk of a municipality looks for a coach,
    it is not the table that stands still.
    """
    own = Instance.objects.filter(state=InstanceState.OPEN).exclude(still_days={})
    chosen = {instance.municipality_id: days_of(instance) for instance in own}
    still = longer_than(days_of(None), now) & ~Q(municipality__in=chosen)
    for municipality, days in chosen.items():
        still |= Q(municipality=municipality) & longer_than(days, now)
    local = Instance.objects.filter(municipality=OuterRef("municipality"), state=InstanceState.OPEN)
    return _running(tables).filter(still).filter(_theirs() | ~Exists(local))


def silent_at(tables: TableQuerySet, instance: Instance, *, now: datetime, but: Unless) -> TableQuerySet:
    """The same of the tables of one open site, without those of which `but` says that somebody looked since."""
    return _running(tables).filter(longer_than(days_of(instance), now, but)).filter(_theirs())


def longer_than(days: dict[Step, int], now: datetime, but: Unless | None = None) -> Q:
    """In each step another while; steps with the same one are asked together."""
    found = Q(pk__in=[])
    for count in sorted(set(days.values())):
        since = now - timedelta(days=count)
        steps = [step.value for step in days if days[step] == count]
        still = Q(step__in=steps, alive_at__lt=since) & ~_brought(since)
        found |= still & ~but(since) if but else still
    return found


def _brought(since: datetime) -> Q:
    """Whether others brought or said something since."""
    about = {"idea": OuterRef("idea"), "created_at__gt": since}
    return Q(Exists(Support.objects.filter(**about))) | Q(Exists(Reaction.everywhere.filter(**about)))


def _running(tables: TableQuerySet) -> TableQuerySet:
    return tables.filter(idea__state="published", state=TableState.RUNNING)


def _theirs() -> Q:
    """At a local site: with a coach, or further on than looking for one."""
    return Q(step__gt=Step.MATCH.value) | Q(Exists(Match.everywhere.open().filter(idea=OuterRef("idea"))))
