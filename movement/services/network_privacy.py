"""What network lists hold about a person: to take along, and to erase."""

from typing import Any

from django.db import transaction

from aantafel.accounts.models import User
from movement.enums import PEOPLE, ContactEntryKind
from movement.models import Contact, ContactEntry


def export_contacts(*, user: User, **_others: Any) -> dict[str, Any]:
    """Every contact with this person's address, the notes about them included, for `on_export`."""
    rows = Contact.everywhere.filter(email=user.email).order_by("pk")
    return {
        "network_lists": list(
            rows.values(
                *("municipality__name", "kind", "name", "offers", "themes", "phone", "email", "website"),
                *("source", "agreed_how", "agreed_on", "note", "added_at", "checked_at"),
            )
        )
    }


def erase_contacts(*, user: User, **_others: Any) -> None:
    """For `on_erase`: people go off every list; of an organisation only the address goes."""
    with transaction.atomic():
        rows = Contact.everywhere.select_for_update(no_key=True).filter(email=user.email).order_by("pk")
        for contact in rows:
            if contact.kind in PEOPLE:
                ContactEntry.everywhere.create(
                    municipality_id=contact.municipality_id,
                    contact_kind=contact.kind,
                    kind=ContactEntryKind.ERASED,
                )
                contact.delete()
            else:
                contact.email = ""
                contact.save(update_fields=["email"])
