"""Addresses that a mail server refused for good: nothing is sent to them until an operator lifts the block."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from aantafel.core import clock
from aantafel.outbox import addresses, labels
from aantafel.outbox.models import AddressBlock
from aantafel.outbox.signals import address_bounced, address_unblocked


def is_blocked(address: str) -> bool:
    return bool(blocked([address]))


def blocked(given: Iterable[str]) -> set[str]:
    """Those of the addresses, as keys, that are blocked. One query."""
    keys = {addresses.key(address) for address in given}
    found = AddressBlock.objects.filter(address__in=keys, lifted_at=None)
    return set(found.values_list("address", flat=True))


def block(*, address: str, recipient: str, reason: str) -> None:
    """Nothing more to this address. Runs inside the caller's transaction; the signal's receivers too."""
    AddressBlock.objects.update_or_create(
        address=addresses.key(address),
        defaults={
            "recipient": recipient,
            "reason": reason,
            "created_at": clock.now(),
            "lifted_at": None,
            "lifted_by": "",
        },
    )
    address_bounced.send(sender=AddressBlock, address=addresses.key(address), recipient=recipient, reason=reason)


def lift(address: str, *, actor: labels.Actor) -> None:
    """Mail may be tried again. Mails that the block stopped stay as they are: each can be retried. Idempotent."""
    with transaction.atomic():
        found = AddressBlock.objects.select_for_update().filter(address=addresses.key(address), lifted_at=None)
        for row in found:
            row.lifted_at, row.lifted_by = clock.now(), labels.of_person(actor)
            row.save(update_fields=["lifted_at", "lifted_by"])
            address_unblocked.send(sender=AddressBlock, address=row.address, recipient=row.recipient)


def standing() -> QuerySet[AddressBlock]:
    """The blocks that hold."""
    return AddressBlock.objects.filter(lifted_at=None)
