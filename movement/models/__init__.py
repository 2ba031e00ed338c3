"""What a municipality's movement keeps."""

from movement.models.contact import NOTE_LENGTH, OFFERS_LENGTH, REASON_LENGTH, Contact, ContactEntry

__all__ = ["NOTE_LENGTH", "OFFERS_LENGTH", "REASON_LENGTH", "Contact", "ContactEntry"]
