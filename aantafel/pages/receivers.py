"""What follows from news of lower floors: an address that bounces shows at the municipality or the person.

Both receivers run inside the transaction that blocks or unblocks the address, so that the two never disagree.
"""

from typing import Any

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.text import shorten
from aantafel.outbox import addresses
from aantafel.outbox.signals import address_bounced, address_unblocked
from municipalities.models import Municipality

REASON_LENGTH = 300


def connect() -> None:
    address_bounced.connect(mark_bounced, dispatch_uid="pages.mark_bounced")
    address_unblocked.connect(clear_bounced, dispatch_uid="pages.clear_bounced")


def mark_bounced(*, address: str, recipient: str, reason: str, **_kwargs: Any) -> None:
    """Mark whoever the label names, as long as they still have the address that bounced."""
    now = clock.now()
    municipality = _municipality(recipient, address)
    if municipality is not None:
        why = shorten(reason, REASON_LENGTH)
        Municipality.objects.filter(pk=municipality.pk).update(mail_blocked_at=now, mail_blocked_reason=why)
    User.objects.filter(email=address).update(mail_blocked_at=now)


def clear_bounced(*, address: str, recipient: str, **_kwargs: Any) -> None:
    """The operator lifted the block: the municipality and the person with this address may be mailed again."""
    municipality = _municipality(recipient, address)
    if municipality is not None:
        Municipality.objects.filter(pk=municipality.pk).update(mail_blocked_at=None, mail_blocked_reason="")
    User.objects.filter(email=address).update(mail_blocked_at=None)


def _municipality(recipient: str, address: str) -> Municipality | None:
    """The municipality that the label names, if this is its mailbox (or, outside production, what stands for it)."""
    sort, _colon, code = recipient.partition(":")
    if sort != "municipality":
        return None
    found = Municipality.objects.filter(code=code).exclude(email="").first()
    if found is None or address not in map(addresses.key, (found.email, addresses.harmless(found.email))):
        return None
    return found
