"""A local site opens or ends: who looks after the ideas and tables of a municipality changes, and no row moves.

Each in one transaction that locks the site, repeatable, and with a dry run that does the very same and undoes it: what
it reports is exactly what would happen, and nobody gets a mail. The handlers in `aantafel.core.registry` do what it
takes in each app, and say what they did in sentences.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aantafel.accounts.models import User
from aantafel.accounts.services import invitations
from aantafel.core import killpoints, page_cache
from aantafel.core.errors import DomainError, WrongState
from aantafel.core.registry import Registry, on_hand_back, on_hand_over
from movement import notifications
from movement.enums import SiteEntryKind
from movement.models import SiteEntry
from movement.opening import Readiness, readiness
from municipalities.enums import InstanceState
from municipalities.models import Instance
from municipalities.services import instances


class NotReady(DomainError):
    """The initiative group is not whole, and no reason was given to open all the same."""

    default = gettext_lazy(
        "The initiative group or the coordinator is not there yet. Wait, or write down why the site opens all the same."
    )


class ReasonNeeded(DomainError):
    default = gettext_lazy("Write down why the site ends: its people read this.")


class NeverOpened(WrongState):
    default = gettext_lazy("This site is not open, so that there is nothing to give back.")


@dataclass(frozen=True)
class Report:
    """What happened, a sentence each. `changed` is False when it had been done before."""

    instance: Instance
    changed: bool
    lines: list[str] = field(default_factory=list)


def open_site(*, actor: User | None, instance_id: int, reason: str = "", dry_run: bool = False) -> Report:
    """The municipality's own people look after it from now on. Also for a site that ended before.

    Opens when the initiative group is whole; else only with a reason, which is kept. Raises NotReady. A dry run never
    does: it tells what would follow.
    """
    with transaction.atomic():
        instance = _lock(instance_id)
        if instance.state == InstanceState.OPEN:
            return Report(instance, False, [_("The site was open already. Nothing changed.")])
        ready = readiness(instance.municipality)
        if not (ready.is_complete or reason or dry_run):
            raise NotReady
        instances.mark_open(instance, early_reason="" if ready.is_complete else reason)
        lines = [_("%(name)s is open.") % {"name": instance.name}, *_early(ready)]
        lines += _pass_on(on_hand_over, instance, actor)
        lines += notifications.site_opened(instance)
        return _finish(instance, SiteEntryKind.OPENED, actor, instance.early_reason, lines, dry_run)


def end_site(*, actor: User | None, instance_id: int, reason: str, dry_run: bool = False) -> Report:
    """The operator looks after the municipality again; roles, ideas and tables stay as they are, for another time.

    Raises ReasonNeeded, and NeverOpened for a site that is being prepared.
    """
    with transaction.atomic():
        instance = _lock(instance_id)
        if instance.state == InstanceState.ENDED:
            return Report(instance, False, [_("The site had ended already. Nothing changed.")])
        if instance.state != InstanceState.OPEN:
            raise NeverOpened
        if not (reason or dry_run):
            raise ReasonNeeded
        instances.mark_ended(instance)
        lines = [_("%(name)s has ended: its addresses lead to the national site.") % {"name": instance.name}]
        lines += _pass_on(on_hand_back, instance, actor)
        lines += _taken_back(invitations.withdraw_all(actor=actor, municipality=instance.municipality))
        lines += notifications.site_ended(instance, reason=reason)
        return _finish(instance, SiteEntryKind.ENDED, actor, reason, lines, dry_run)


def _lock(instance_id: int) -> Instance:
    instance = Instance.objects.select_for_update(of=("self",), no_key=True).select_related("municipality")
    return instance.get(pk=instance_id)


def _pass_on(registry: Registry, instance: Instance, actor: User | None) -> list[str]:
    answers = registry.run(municipality=instance.municipality, actor=actor)
    killpoints.reach("hand_over:passed_on")
    return [line for lines in answers for line in lines]


def _early(ready: Readiness) -> list[str]:
    if ready.is_complete:
        return []
    return [_("It opens early."), *ready.missing]


def _taken_back(count: int) -> list[str]:
    if not count:
        return []
    said = ngettext("%(n)d invitation is taken back.", "%(n)d invitations are taken back.", count)
    return [said % {"n": count}]


def _finish(
    instance: Instance, kind: SiteEntryKind, actor: User | None, text: str, lines: list[str], dry_run: bool
) -> Report:
    SiteEntry.objects.create(instance=instance, kind=kind, actor=actor, text=text)
    transaction.on_commit(page_cache.purge, robust=True)
    if dry_run:
        transaction.set_rollback(True)
    return Report(instance, True, lines)
