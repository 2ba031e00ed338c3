"""Questions to the tables of a municipality's movement."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from aantafel.core import clock
from aantafel.core.text import fold
from movement.enums import HeardState
from municipalities.scope import TenantQuerySet

if TYPE_CHECKING:
    from movement.models import Contact, ContactEntry, HeardIdea, PhysicalTable, TakenInAt
else:
    Contact = ContactEntry = HeardIdea = PhysicalTable = TakenInAt = Any

CHECKED_FOR = timedelta(days=365)
OPEN_STATES = (HeardState.WAITS, HeardState.PLANNED, HeardState.VISITED)


class PhysicalTableQuerySet(TenantQuerySet["PhysicalTable"]):
    def public(self) -> Self:
        """Those where people can come now."""
        return self.filter(ended_at=None)

    def with_hours(self) -> Self:
        """With all that says when they are open, and who sits there. Two queries more."""
        return self.select_related("host", "neighbourhood").prefetch_related("hours", "special_days")


class TakenInAtQuerySet(TenantQuerySet["TakenInAt"]):
    municipality_lookup = "table__municipality_id"

    def public(self) -> Self:
        """Nothing: at which table an idea came in is for the desk."""
        return self.none()


class HeardIdeaQuerySet(TenantQuerySet["HeardIdea"]):
    def public(self) -> Self:
        """Nothing: who is to be visited is for coordinators and coaches alone."""
        return self.none()

    def open(self) -> Self:
        return self.filter(state__in=OPEN_STATES)


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
        folded = fold(words)
        name = Q(sort_name__contains=folded) if folded else Q()
        return self.filter(name | text | phone)


class ContactEntryQuerySet(TenantQuerySet["ContactEntry"]):
    def public(self) -> Self:
        return self.none()
