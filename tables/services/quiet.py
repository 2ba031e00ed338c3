"""Who wants no more mail from a table. That holds for the address, also when somebody is taken off the list and put on
it again: a digest of it is kept, from which nobody reads the address. Each is called with the table locked.
"""

from collections.abc import Iterable

from django.conf import settings
from django.utils.crypto import salted_hmac

from aantafel.core import clock
from aantafel.outbox import addresses
from tables.models import QuietAddress, Seat

_SALT = "tables.quiet"


def stop(seat: Seat) -> None:
    seat.quiet_at = seat.quiet_at or clock.now()
    seat.save(update_fields=["quiet_at"])
    if seat.email:
        digest = _digest(seat, settings.SECRET_KEY)
        QuietAddress.objects.get_or_create(table_id=seat.table_id, digest=digest)


def undo(seat: Seat) -> None:
    seat.quiet_at = None
    seat.save(update_fields=["quiet_at"])
    QuietAddress.objects.filter(table=seat.table_id, digest__in=_digests(seat)).delete()


def recall(seats: Iterable[Seat]) -> None:
    """Of locked seats of one table: who said it before they stood on this line."""
    asked = {seat: _digests(seat) for seat in seats if seat.email and seat.quiet_at is None}
    every = {digest for found in asked.values() for digest in found}
    tables = {seat.table_id for seat in asked}
    known = set(QuietAddress.objects.filter(table__in=tables, digest__in=every).values_list("digest", flat=True))
    for seat, found in asked.items():
        if known & found:
            seat.quiet_at = clock.now()
            seat.save(update_fields=["quiet_at"])


def _digests(seat: Seat) -> set[str]:
    """Those that may be kept of it: also of before the site got another secret key."""
    return {_digest(seat, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)}


def _digest(seat: Seat, key: str | bytes) -> str:
    about = f"{seat.table_id}:{addresses.key(seat.email)}"
    return salted_hmac(_SALT, about, secret=key, algorithm="sha256").hexdigest()
