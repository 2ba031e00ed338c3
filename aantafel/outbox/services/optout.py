"""Stopping mail that may be stopped, by a link that needs no account (List-Unsubscribe, RFC 8058)."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from aantafel.core import links
from aantafel.outbox import addresses
from aantafel.outbox.models import OptOut, OutgoingMail

PURPOSE = "outbox.stop"


@dataclass(frozen=True)
class Wish:
    """Who does not want what."""

    address: str
    category: str


def token(address: str, category: str) -> str:
    """Signed, without end: a mail of years ago can still be stopped."""
    return links.make(PURPOSE, [addresses.key(address), category])


def read(value: str) -> Wish | None:
    """What a token says; None for one that we did not make."""
    try:
        address, category = links.read(PURPOSE, value)
    except links.NotOurs:
        return None
    return Wish(address, category)


def stop_url(address: str, category: str, *, language: str) -> str:
    with translation.override(language):
        return settings.BASE_URL + reverse("outbox:stop", args=[token(address, category)])


def headers(url: str) -> dict[str, str]:
    """The two headers that let a mail program stop the mail with one click; none for mail that cannot be stopped."""
    if not url:
        return {}
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def stop(wish: Wish) -> None:
    """No more optional mail of this category to this address. Idempotent."""
    OptOut.objects.get_or_create(address=wish.address, category=wish.category)


def undo(wish: Wish) -> None:
    """Mail of this category is welcome again. Idempotent."""
    OptOut.objects.filter(address=wish.address, category=wish.category).delete()


def is_stopped(wish: Wish) -> bool:
    return OptOut.objects.filter(address=wish.address, category=wish.category).exists()


def unwanted(batch: list[OutgoingMail]) -> set[int]:
    """The numbers of those optional mails in the batch that the receiver has stopped. One query, or none."""
    optional = [mail for mail in batch if mail.optional]
    if not optional:
        return set()
    keys = {addresses.key(mail.to_address) for mail in optional}
    stopped = set(OptOut.objects.filter(address__in=keys).values_list("address", "category"))
    return {mail.pk for mail in optional if (addresses.key(mail.to_address), mail.category) in stopped}
