"""What the road of a table holds about a person: what they decided, why, and what they put there."""

from typing import Any

from aantafel.accounts.models import User
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services.privacy import redact_events
from tables.models import OwnerWord, StepChange, TableDocument


def export_road(*, user: User, **_others: Any) -> dict[str, Any]:
    """Decisions, reasons and documents of this person, at whatever table."""
    words = OwnerWord.objects.filter(by=user).order_by("at", "pk")
    moved = StepChange.objects.filter(actor=user).order_by("created_at", "pk")
    papers = TableDocument.everywhere.filter(added_by=user).order_by("added_at", "pk")
    return {
        "table_decisions": list(words.values("table__idea__title", "kind", "reason", "role", "at")),
        "table_moves": list(moved.values("table__idea__title", "kind", "to_step", "role", "note", "created_at")),
        "table_documents": list(
            papers.values("table__idea__title", "title", "about", "link", "added_at", "removed_at")
        ),
    }


def erase_road(*, user: User, **_others: Any) -> None:
    """What was public stays and belongs to the table; its rows lose the person by themselves. The mails in which this
    person named themselves to who owns a table with them go. Runs before the ideas lose their owner.
    """
    shared = StepChange.objects.filter(actor=user, kind="own").values_list("table", flat=True).distinct()
    for table in list(shared):
        mails = OutgoingMail.objects.filter(dedupe_key__startswith=f"tables:shared:{table}:")
        redact_events(list(mails.values_list("dedupe_key", flat=True)))
