"""Mail addresses: made equal, and outside production turned into addresses that lead nowhere."""

import hashlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

SINK = "redirect.example"
_HARMLESS = (".example", ".test", ".invalid", ".localhost")
_HARMLESS_DOMAINS = {"example", "example.com", "example.net", "example.org", "localhost"}


def normalise(address: str) -> str:
    """Without spaces around, the domain in lower case and ASCII. Raises ValueError for what is no address."""
    local, _at, domain = address.strip().rpartition("@")
    try:
        cleaned = f"{local}@{domain.lower().encode('idna').decode('ascii')}"
        validate_email(cleaned)
    except (ValidationError, UnicodeError) as error:
        raise ValueError("This is not a mail address.") from error
    return cleaned


def key(address: str) -> str:
    """What two spellings of one mailbox share."""
    return address.strip().lower()


def is_harmless(address: str) -> bool:
    """True for a domain that is reserved for examples, so that nobody can live there."""
    domain = address.rpartition("@")[2].lower()
    return domain in _HARMLESS_DOMAINS or domain.endswith(_HARMLESS)


def deliverable(address: str) -> str:
    """The address that a mail may really go to: itself in production, else an example address that tells it."""
    if settings.MAIL_REAL_ADDRESSES or is_harmless(address):
        return address
    return harmless(address)


def harmless(address: str) -> str:
    """The same mailbox under a domain that leads nowhere: post@town.nl becomes post.town.nl@redirect.example."""
    if is_harmless(address):
        return address
    local = address.replace("@", ".").replace('"', "").replace(" ", "")
    if len(local) > 64:
        local = f"{local[:47]}.{hashlib.sha256(address.encode()).hexdigest()[:16]}"
    return f"{local}@{SINK}"
