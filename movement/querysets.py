"""Questions to the network list."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from aantafel.core import clock
from aantafel.core.text import fold
from municipalities.scope import TenantQuerySet

if TYPE_CHECKING:
    from movement.models import Contact, ContactEntry
else:
    Contact = ContactEntry = Any

CHECKED_FOR = timedelta(days=365)


class ContactQuerySet(TenantQuerySet["Contact"]):
    def public(self) -> Self:
        """Nothing: the list is for the desks alone."""
        return self.none()

    def to_check(self) -> Self:
        """What nobody looked at for a year."""
        return self.filter(checked_at__lt=clock.now() - CHECKED_FOR)

    def with_words(self, words: str) -> Self:
        """By a part of the name, of what they can do, of the mail address or of the phone number."""
        digits = "".join(character for character in words if character.isdigit())
        phone = Q(phone__contains=digits[-9:]) if len(digits) > 5 else Q()  # whatever the country code
        text = Q(offers__icontains=words) | Q(email__icontains=words) | Q(note__icontains=words)
        return self.filter(Q(sort_name__contains=fold(words)) | text | phone)


class ContactEntryQuerySet(TenantQuerySet["ContactEntry"]):
    def public(self) -> Self:
        return self.none()
