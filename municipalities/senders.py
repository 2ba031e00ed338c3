"""Who a mail about something of a municipality comes from: its own site when that is open, else the national one.

Asked of the database each time, so that a mail that is written while a site opens or ends already knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from municipalities import sites
from municipalities.branding import mail
from municipalities.enums import InstanceState
from municipalities.models import Instance


@dataclass(frozen=True)
class Sender:
    """A site as mails know it. `from_name` is "" where the mail goes out under the name in the settings. `colours` and
    the logo are those of its own look, if it has one.
    """

    name: str
    base_url: str
    reply_to: str
    phone: str
    signed: str
    from_name: str = ""
    is_local: bool = False
    colours: Mapping[str, str] = field(default_factory=dict)
    logo_url: str = ""
    logo_text: str = ""

    def link(self, route: str, language: str, *args: object) -> str:
        """A whole address on this site, in the reader's language."""
        with translation.override(language):
            return self.base_url + reverse(route, args=args)

    def mail(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """What `enqueue` has to know of the sender, along with the mail's own context."""
        site = {
            "name": self.name,
            "base_url": self.base_url,
            "operator_name": self.signed,
            "operator_email": self.reply_to,
            "operator_phone": self.phone,
            "is_local": self.is_local,
            "colours": self.colours,
            "logo_url": self.logo_url,
            "logo_text": self.logo_text,
        }
        return {"context": {**context, "site": site}, "from_name": self.from_name, "reply_to": self.reply_to}


def of(municipality_id: int | None) -> Sender:
    """Whose people look after a municipality now."""
    there = Instance.objects.filter(municipality=municipality_id, state=InstanceState.OPEN).first()
    return of_instance(there) if there else national()


def here() -> Sender:
    """The site in use, for a mail that somebody asks for there."""
    instance = sites.in_use()
    return of_instance(instance) if instance else national()


def of_instance(instance: Instance) -> Sender:
    """The local site, in whatever state it is."""
    signed = instance.sender_name or instance.name
    return Sender(
        name=instance.name,
        base_url=sites.base_url_of(instance),
        reply_to=instance.reply_to or instance.contact_email or settings.OPERATOR_EMAIL,
        phone=instance.contact_phone or settings.OPERATOR_PHONE,
        signed=signed,
        from_name=signed,
        is_local=True,
        colours=mail.colours(instance.tokens),
        logo_url=urljoin(sites.base_url_of(instance), instance.logo.url) if instance.logo else "",
        logo_text=instance.logo_description or instance.name,
    )


def national() -> Sender:
    return Sender(
        name=settings.SITE_NAME,
        base_url=settings.BASE_URL,
        reply_to=settings.OPERATOR_EMAIL,
        phone=settings.OPERATOR_PHONE,
        signed=settings.OPERATOR_NAME,
    )
