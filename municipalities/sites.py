"""Which site a host name leads to, and at which address what belongs to a municipality stands.

Finding the site of a request always asks the database, so that a site that opens serves at once. For links the open
sites are remembered for a few seconds per process: a link that is out of date leads to a page that leads on.
"""

import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.http.request import split_domain_port

from municipalities import scope
from municipalities.enums import InstanceState
from municipalities.models import Host, Instance

REMEMBERED_SECONDS = 5.0


def national_hosts() -> frozenset[str]:
    """The hosts that are the national site by name: wildcards in NATIONAL_HOSTS name none."""
    named = {host.lower() for host in settings.NATIONAL_HOSTS if not host.startswith((".", "*"))}
    return frozenset(named | {settings.BASE_DOMAIN})


def find(host: str) -> Instance | None:
    """The instance that a host name without port leads to, in whatever state it is; its municipality comes along."""
    instances = Instance.objects.select_related("municipality").defer("tokens")  # only its style sheet needs them
    label, _dot, rest = host.partition(".")
    named = Q(pk__in=Host.objects.filter(name=host).values("instance"))  # also a subdomain that it had before
    if rest == settings.BASE_DOMAIN:
        named |= Q(subdomain=label)
    return instances.filter(named).first()


def of(request: HttpRequest) -> Instance | None:
    """The local site that a request came to; None on the national site."""
    return getattr(request, "instance", None)


def leads_to(request: HttpRequest) -> str:
    """The address of the site that stands elsewhere now, for a form that was sent to the old one; "" for any other."""
    return getattr(request, "leads_to", "")


def host_of(instance: Instance) -> str:
    """The canonical host name, without port."""
    return _host(instance.subdomain, instance.main_host)


def base_url_of(instance: Instance) -> str:
    """Where the site stands: scheme, host and port, without a slash at the end."""
    return _base_url(host_of(instance))


def base_url(municipality_id: int | None) -> str:
    """Where what belongs to a municipality stands: at its own site when that is open, else at the national one."""
    return _directory.of(municipality_id) or str(settings.BASE_URL)


def any_open() -> bool:
    """Whether there is any local site that serves everyone, as far as is remembered here."""
    return _directory.any()


def is_open(municipality_id: int | None) -> bool:
    """Whether a municipality has a site that serves everyone, as far as is remembered here."""
    return bool(_directory.of(municipality_id))


def is_open_now(municipality_id: int | None) -> bool:
    """The same, asked of the database: for an address that leads on at once, and must not be led back."""
    return Instance.objects.filter(municipality=municipality_id, state=InstanceState.OPEN).exists()


def is_local() -> bool:
    """Whether the site in use is that of a municipality."""
    return isinstance(_scope(), scope.Local | scope.Tenant)


def elsewhere(municipality_id: int | None) -> str:
    """The base of a link from the site in use to something of a municipality; "" when it stands on this very site."""
    there = _directory.of(municipality_id)
    match _scope():
        case scope.Local(municipality_id=here) | scope.Tenant(municipality_id=here):
            return "" if here == municipality_id else there or str(settings.BASE_URL)
        case _:
            return there


def own_site(municipality_id: int) -> str:
    """Where the own site of a municipality stands, when that is open and not the one in use; else ""."""
    there = elsewhere(municipality_id)
    return "" if there == settings.BASE_URL else there


def here() -> str:
    """The base of the site in use, open or not yet: where a link in a mail that was asked for here has to lead."""
    instance = in_use()
    return base_url_of(instance) if instance else str(settings.BASE_URL)


def in_use() -> Instance | None:
    """The local site in use, open or not yet; None on the national one."""
    match _scope():
        case scope.Local(municipality_id=key) | scope.Tenant(municipality_id=key):
            return Instance.objects.filter(municipality=key).first()
        case _:
            return None


def forget() -> None:
    """What is remembered of open sites is out of date: at once here, within seconds in other processes."""
    _directory.clear()
    transaction.on_commit(_directory.clear, robust=True)


def domain_of(request: HttpRequest) -> str:
    """The host name of a request, without port. Raises DisallowedHost for one that is no host name."""
    return split_domain_port(request.get_host())[0]


def _scope() -> scope.Scope | None:
    try:
        return scope.current()
    except scope.ScopeMissing:
        return None


def _host(subdomain: str, main_host: str) -> str:
    return main_host or f"{subdomain}.{settings.BASE_DOMAIN}"


def _base_url(host: str) -> str:
    national = urlsplit(settings.BASE_URL)
    port = f":{national.port}" if national.port else ""
    return f"{national.scheme}://{host}{port}"


@dataclass
class _Directory:
    """The open sites by municipality, as they were a moment ago."""

    known: dict[int, str] | None = None
    read_at: float = 0.0

    def of(self, municipality_id: int | None) -> str:
        if municipality_id is None:
            return ""
        if self.is_stale:
            self.read()
        return (self.known or {}).get(municipality_id, "")

    def any(self) -> bool:
        if self.is_stale:
            self.read()
        return bool(self.known)

    @property
    def is_stale(self) -> bool:
        return self.known is None or time.monotonic() - self.read_at > REMEMBERED_SECONDS

    def read(self) -> None:
        rows = Instance.objects.filter(state=InstanceState.OPEN).order_by("pk")
        listed = rows.values_list("municipality_id", "subdomain", "main_host")
        self.known = {key: _base_url(_host(subdomain, main)) for key, subdomain, main in listed}
        self.read_at = time.monotonic()

    def clear(self) -> None:
        self.known = None


_directory = _Directory()
