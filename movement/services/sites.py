"""Preparing a local site: its name, and the addresses that lead to it. What was done is kept in its story.

The database keeps two people from taking the same address; who was second is told so.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aantafel.accounts.models import User
from aantafel.accounts.services import invitations
from aantafel.core import page_cache
from aantafel.core.errors import WrongState
from movement.enums import SiteEntryKind
from movement.models import SiteEntry
from municipalities import host_names, sites
from municipalities.enums import InstanceState
from municipalities.models import Host, Instance, Municipality
from municipalities.services import instances


class PreparedAlready(WrongState):
    default = gettext_lazy("This municipality has a local site already.")


class NotEnded(WrongState):
    default = gettext_lazy("Only a site that has ended can be prepared again.")


class NotPreparing(WrongState):
    default = gettext_lazy("Only the preparation of a site that is not open can be stopped.")


class NoMunicipality(WrongState):
    default = gettext_lazy("This municipality has merged into another.")


def prepare(
    *, actor: User, municipality: Municipality, name: str, subdomain: str, hosts: list[str], main_host: str = ""
) -> Instance:
    """Begin with a site: its own people reach it at once, visitors when it opens.

    `hosts` are clean names; `main_host` is one of them, or "" for the subdomain. Raises PreparedAlready,
    NoMunicipality, Taken and OfTheNationalSite.
    """
    if not municipality.is_current:
        raise NoMunicipality
    if main_host and main_host not in hosts:
        raise ValueError("the main host is one of the hosts")
    host_names.check_subdomain(subdomain)
    for host in hosts:
        host_names.check_host(host)
    with _one_wins(), transaction.atomic():
        made = Instance(municipality=municipality, name=name, subdomain=subdomain, main_host=main_host)
        made.save(force_insert=True)
        Host.objects.bulk_create(Host(instance=made, name=host) for host in sorted(set(hosts)))
        _note(made, SiteEntryKind.PREPARED, actor, sites.host_of(made))
    return made


def change(*, actor: User, instance_id: int, name: str, subdomain: str) -> None:
    """Another name, another subdomain. The old one leads to the site as a host. Raises Taken, OfTheNationalSite."""
    with _one_wins(), _locked(instance_id) as instance:
        if (instance.name, instance.subdomain) == (name, subdomain):
            return
        host_names.check_subdomain(subdomain, own=instance)
        if instance.subdomain != subdomain:
            instance.hosts.filter(name=f"{subdomain}.{settings.BASE_DOMAIN}").delete()
            Host.objects.create(instance=instance, name=f"{instance.subdomain}.{settings.BASE_DOMAIN}")
        instance.name, instance.subdomain = name, subdomain
        instance.save(update_fields=["name", "subdomain"])
        _note(instance, SiteEntryKind.CHANGED, actor, f"{name}, {sites.host_of(instance)}")


def add_host(*, actor: User, instance_id: int, name: str) -> None:
    """One more host name, which leads to the main one. Safe to run twice. Raises Taken, OfTheNationalSite."""
    with _one_wins(), _locked(instance_id) as instance:
        host_names.check_host(name, own=instance)
        _host, new = Host.objects.get_or_create(instance=instance, name=name)
        if new:
            _note(instance, SiteEntryKind.HOST_ADDED, actor, name)


def remove_host(*, actor: User, instance_id: int, host_id: int) -> None:
    """It leads nowhere any more; when it was the main one, the subdomain is that from now on. Safe to run twice."""
    with _locked(instance_id) as instance:
        gone = instance.hosts.filter(pk=host_id).first()
        if gone is None:
            return
        gone.delete()
        if instance.main_host == gone.name:
            instance.main_host = ""
            instance.save(update_fields=["main_host"])
        _note(instance, SiteEntryKind.HOST_REMOVED, actor, gone.name)


def choose_main(*, actor: User, instance_id: int, name: str) -> None:
    """The host to which the others lead; "" is the subdomain. Raises Host.DoesNotExist for one that is not its own."""
    with _locked(instance_id) as instance:
        if name:
            instance.hosts.get(name=name)
        if instance.main_host == name:
            return
        instance.main_host = name
        instance.save(update_fields=["main_host"])
        _note(instance, SiteEntryKind.CHANGED, actor, sites.host_of(instance))


def stop_preparing(*, actor: User, instance_id: int) -> None:
    """It does not open for now: who was asked and has not answered need not answer any more. Raises NotPreparing."""
    with _locked(instance_id) as instance:
        if instance.state != InstanceState.PREPARING:
            raise NotPreparing
        instances.mark_ended(instance)
        invitations.withdraw_all(actor=actor, municipality=instance.municipality)
        _note(instance, SiteEntryKind.ENDED, actor, _("Before it opened"))


def prepare_again(*, actor: User, instance_id: int) -> None:
    """A site that ended: its own people reach it again. Raises NotEnded."""
    with _locked(instance_id) as instance:
        if instance.state != InstanceState.ENDED:
            raise NotEnded
        instances.mark_preparing(instance)
        _note(instance, SiteEntryKind.PREPARED, actor, _("Once more"))


@contextmanager
def _locked(instance_id: int) -> Iterator[Instance]:
    """In a transaction; afterwards links and kept pages know."""
    with transaction.atomic():
        rows = Instance.objects.select_for_update(of=("self",), no_key=True)
        yield rows.select_related("municipality").get(pk=instance_id)
        transaction.on_commit(sites.forget, robust=True)
        transaction.on_commit(page_cache.purge, robust=True)


@contextmanager
def _one_wins() -> Iterator[None]:
    """What the database refused because somebody else was just before is said in words."""
    try:
        yield
    except IntegrityError as error:
        if "municipality" in str(error):
            raise PreparedAlready from error
        raise host_names.Taken from error


def _note(instance: Instance, kind: SiteEntryKind, actor: User | None, text: str) -> None:
    SiteEntry.objects.create(instance=instance, kind=kind, actor=actor, text=text)
