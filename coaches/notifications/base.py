"""What the mails about coaches share. They come from the local site: its links, its name, its address to reply to."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import Membership, User
from aantafel.accounts.permissions import desk_parts, running_shares
from aantafel.outbox.services import enqueue
from municipalities import sites
from municipalities.models import Instance, Municipality


def link(municipality: Municipality, name: str, language: str, *args: object) -> str:
    """A whole address on the site of a municipality, in the reader's language."""
    with translation.override(language):
        return _base_url(municipality) + reverse(name, args=args)


def desk_of(municipality: Municipality, part: DeskPart, *, first: User | None = None) -> list[User]:
    """Who at the desk hears of something: who began it and still works there, or else the coordinators and who stands
    in for them."""
    if first is not None and part in desk_parts(first, municipality.pk):
        return [first]
    roles = Membership.objects.filter(municipality=municipality, role=Role.COORDINATOR, ended_at=None)
    standing_in = running_shares().filter(municipality=municipality, part="")
    people = User.objects.filter(pk__in=roles.values("user")) | User.objects.filter(pk__in=standing_in.values("user"))
    return list(people.filter(is_active=True).order_by("pk"))


def send(
    kind: str, user: User, municipality: Municipality, dedupe_key: str, context: dict[str, Any], *, category: str = ""
) -> None:
    """With a `category` it is a mail that people may stop."""
    instance = Instance.objects.filter(municipality=municipality).first()
    reply_to = (instance.reply_to or instance.contact_email) if instance else ""
    shared = {"name": user.get_short_name(), "municipality": municipality, "site": _site(instance)}
    enqueue(
        kind=kind,
        to=user.email,
        language=user.language,
        context={**shared, **context},
        dedupe_key=f"coaches:{dedupe_key}",
        from_name=(instance.sender_name or instance.name) if instance else "",
        reply_to=reply_to or settings.OPERATOR_EMAIL,
        conversation=f"to:{user.email}",
        recipient=user.recipient,
        optional=bool(category),
        category=category,
    )


def _base_url(municipality: Municipality) -> str:
    """Its own site also while that is being prepared: its desk works there already."""
    instance = Instance.objects.filter(municipality=municipality).first()
    return sites.base_url_of(instance) if instance else str(settings.BASE_URL)


def _site(instance: Instance | None) -> dict[str, str]:
    """Who sends it, as the frame of a mail shows it."""
    name = instance.name if instance else settings.SITE_NAME
    email = (instance.contact_email if instance else "") or settings.OPERATOR_EMAIL
    return {
        "name": name,
        "base_url": sites.base_url_of(instance) if instance else str(settings.BASE_URL),
        "operator_name": (instance.contact_name or name) if instance else settings.OPERATOR_NAME,
        "operator_email": email,
        "operator_phone": (instance.contact_phone if instance else "") or settings.OPERATOR_PHONE,
    }
