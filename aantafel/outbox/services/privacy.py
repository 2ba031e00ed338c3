"""People and municipalities in old mail: erased, handed over, moved along with a merger, and forgotten in time."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Protocol

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from aantafel.core import clock
from aantafel.outbox import addresses, labels
from aantafel.outbox.enums import SETTLED, State
from aantafel.outbox.models import AddressBlock, MailAttempt, OptOut, OutgoingMail

KEEP = timedelta(days=180)
REDACTED_ADDRESS = "erased@redacted.invalid"
_BATCH = 1000


class Person(labels.Actor, Protocol):
    email: str


class Municipality(Protocol):
    code: str


def erase(*, user: Person, **_others: Any) -> str:
    """No personal data of this person stays in the outbox; that the mail was sent, and for which event, does.

    Runs in the caller's transaction. Mail that still waits is cancelled. Raises nothing when there is none.
    """
    count = _redact(_of(user))
    address = addresses.key(user.email)
    OptOut.objects.filter(address=address).delete()
    AddressBlock.objects.filter(address=address).delete()
    return f"outbox: {count} mails"


def redact_events(keys: Iterable[str]) -> None:
    """No text stays of the mails with these dedupe keys, whoever they went to; those that wait are cancelled."""
    _redact(OutgoingMail.objects.filter(dedupe_key__in=list(keys)))


def redact_recipient(label: str) -> None:
    """No text stays of the mails to who has this label; those that wait are cancelled."""
    _redact(OutgoingMail.objects.filter(recipient=label))


def export(*, user: Person, **_others: Any) -> dict[str, list[Mapping[str, Any]]]:
    """What this person was sent, and what they stopped. Never a secret."""
    mails = _of(user).order_by("pk").values("created_at", "sent_at", "subject", "body_text", "attachments", "state")
    stopped = OptOut.objects.filter(address=addresses.key(user.email)).values("category", "created_at")
    return {"mails": list(mails), "stopped_mail": list(stopped)}


def move_municipality(*, old: Municipality, new: Municipality, **_others: Any) -> str:
    """Mail to a municipality that merged belongs to its successor, which sees it in its history."""
    mails = OutgoingMail.objects.filter(recipient=labels.of_municipality(old.code))
    count = mails.update(recipient=labels.of_municipality(new.code))
    return f"outbox: {count} mails"


def forget_old() -> int:
    """Content and address of what was settled half a year ago. In small transactions; may run twice."""
    before = clock.now() - KEEP
    count = 0
    while True:
        old = OutgoingMail.objects.filter(created_at__lt=before, state__in=SETTLED, redacted_at=None)
        numbers = list(old.values_list("pk", flat=True)[:_BATCH])
        if not numbers:
            return count
        count += _redact(OutgoingMail.objects.filter(pk__in=numbers))


def _of(user: Person) -> models.QuerySet[OutgoingMail]:
    return OutgoingMail.objects.alias(address_key=Lower("to_address")).filter(
        Q(recipient=labels.of_person(user)) | Q(address_key=addresses.key(user.email))
    )


def _redact(mails: models.QuerySet[OutgoingMail]) -> int:
    with transaction.atomic():
        numbers = list(mails.select_for_update().order_by("pk").values_list("pk", flat=True))
        chosen = OutgoingMail.objects.filter(pk__in=numbers)
        chosen.filter(state__in=(State.QUEUED, State.HELD)).update(state=State.CANCELLED, secret="")
        MailAttempt.objects.filter(mail__in=numbers).update(message="")
        return chosen.update(
            to_address=REDACTED_ADDRESS,
            to_name="",
            subject="",
            body_text="",
            body_html="",
            attachments=[],
            headers={},
            secret="",
            conversation="",
            last_error="",
            redacted_at=clock.now(),
        )
