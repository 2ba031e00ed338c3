"""Host names that may lead to a local site: written in one way, and nobody else's."""

import re

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from aantafel.core.errors import DomainError
from municipalities import sites
from municipalities.models import Host, Instance

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST = 253
KEPT_FREE = frozenset({"www", "mail", "api"})


class NoHostName(DomainError):
    default = _("This is not a whole host name. It looks like aantafel.gemeente.nl, without https:// in front.")


class NoSubdomain(DomainError):
    default = _("Use only the letters a to z, digits and hyphens, such as sudwest-fryslan.")


class Taken(DomainError):
    default = _("This address leads to another site already.")


class OfTheNationalSite(DomainError):
    default = _("This address belongs to the national site.")


def clean_host(text: str) -> str:
    """A host name in lower case, other letters in the form that the internet uses. Raises NoHostName."""
    typed = text.strip().rstrip(".").lower()
    try:
        name = typed.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise NoHostName from error
    labels = name.split(".")
    whole = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()
    if not whole or len(name) > _LONGEST:
        raise NoHostName
    return name


def clean_subdomain(text: str) -> str:
    """The part in front of BASE_DOMAIN. Raises NoSubdomain, and Taken for a name that is kept free."""
    name = text.strip().lower()
    if not _LABEL.fullmatch(name) or len(name) > 60:
        raise NoSubdomain
    if name in KEPT_FREE:
        raise Taken
    return name


def check_host(name: str, *, own: Instance | None = None) -> None:
    """That a clean host name is free for a site (`own`, when there is one). Raises Taken and OfTheNationalSite."""
    if name in sites.national_hosts() or name.endswith(f".{settings.BASE_DOMAIN}"):
        raise OfTheNationalSite
    if Host.objects.filter(name=name).exclude(instance=own).exists():
        raise Taken


def check_subdomain(name: str, *, own: Instance | None = None) -> None:
    """The same for a clean subdomain. One that leads to another site from earlier times is not free."""
    if f"{name}.{settings.BASE_DOMAIN}" in sites.national_hosts():
        raise OfTheNationalSite
    if sites.find(f"{name}.{settings.BASE_DOMAIN}") not in (None, own):
        raise Taken
