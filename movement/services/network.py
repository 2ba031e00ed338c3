"""Keeping the network list. Each change locks the contact, and appends a line to the history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User, normalise_email
from aantafel.accounts.services import people
from aantafel.core import clock
from aantafel.core.dates import day_of
from aantafel.core.errors import Conflict
from aantafel.core.text import fold
from movement.enums import PEOPLE, ContactEntryKind, ContactKind
from movement.models import Contact, ContactEntry
from municipalities.models import Municipality, Neighbourhood


class ChangedMeanwhile(Conflict):
    default = _(
        "Somebody else has just changed this contact. What you typed is still here. "
        "Save it again to put it in its place."
    )


@dataclass(frozen=True)
class Details:
    """What is told of a contact."""

    kind: ContactKind
    name: str
    offers: str = ""
    themes: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    source: str = ""
    agreed_how: str = ""
    agreed_on: date | None = None
    note: str = ""

    def fields(self) -> dict[str, Any]:
        """As the row holds it. An organisation needs nobody's yes."""
        agrees = self.kind in PEOPLE
        return {
            **vars(self),
            "themes": list(self.themes),
            "sort_name": fold(self.name),
            "email": normalise_email(self.email),
            "agreed_how": self.agreed_how if agrees else "",
            "agreed_on": self.agreed_on if agrees else None,
        }


def add(
    *, actor: User, municipality: Municipality, details: Details, neighbourhoods: Iterable[Neighbourhood] = ()
) -> Contact:
    """Put somebody on the list. Whoever adds it has checked it. The same, sent twice, stands there once. Locks the
    person who adds it."""
    with transaction.atomic():
        people.lock(actor)
        same = {"municipality": municipality, "checked_by": actor, **details.fields()}
        twice = Contact.everywhere.filter(**same, added_at__gt=clock.a_moment_ago()).first()
        if twice is not None:
            return twice
        contact = Contact.everywhere.create(**same)
        contact.neighbourhoods.set(_of(municipality, neighbourhoods))
        _note(contact, ContactEntryKind.ADDED, actor)
    return contact


def change(
    *,
    actor: User,
    municipality: Municipality,
    contact_id: int,
    mark: str,
    details: Details,
    neighbourhoods: Iterable[Neighbourhood] = (),
) -> Contact:
    """Change what is told, which counts as a check. `mark` is what the writer has seen (`mark_of`).

    Raises ChangedMeanwhile, and Contact.DoesNotExist for one of another municipality or one that was removed.
    """
    with transaction.atomic():
        contact = _locked(municipality, contact_id)
        if mark != mark_of(contact):
            raise ChangedMeanwhile
        for name, value in details.fields().items():
            setattr(contact, name, value)
        contact.changed_at = contact.checked_at = clock.now()
        contact.checked_by = actor
        contact.save()
        contact.neighbourhoods.set(_of(municipality, neighbourhoods))
        _note(contact, ContactEntryKind.CHANGED, actor)
    return contact


def check(*, actor: User, municipality: Municipality, contact_id: int) -> Contact:
    """Say that it is still right. A second time on one day adds no line. Raises Contact.DoesNotExist."""
    with transaction.atomic():
        contact = _locked(municipality, contact_id)
        known = contact.checked_by_id == actor.pk and day_of(contact.checked_at) == clock.today()
        contact.checked_at, contact.checked_by = clock.now(), actor
        contact.save(update_fields=["checked_at", "checked_by"])
        if not known:
            _note(contact, ContactEntryKind.CHECKED, actor)
    return contact


def remove(*, actor: User, municipality: Municipality, contact_id: int, reason: str) -> None:
    """Delete it. The reason stays, without the name. Raises Contact.DoesNotExist."""
    with transaction.atomic():
        contact = _locked(municipality, contact_id)
        _note(contact, ContactEntryKind.REMOVED, actor, reason=reason)
        contact.delete()


def mark_of(contact: Contact) -> str:
    """What changes with every change."""
    return contact.changed_at.isoformat()


def _locked(municipality: Municipality, contact_id: int) -> Contact:
    return Contact.everywhere.select_for_update(no_key=True).get(pk=contact_id, municipality=municipality)


def _of(municipality: Municipality, neighbourhoods: Iterable[Neighbourhood]) -> list[Neighbourhood]:
    """Only parts of the municipality itself."""
    return [one for one in neighbourhoods if one.municipality_id == municipality.pk]


def _note(contact: Contact, kind: ContactEntryKind, actor: User | None, *, reason: str = "") -> None:
    ContactEntry.everywhere.create(
        municipality_id=contact.municipality_id,
        contact=contact,
        contact_kind=contact.kind,
        kind=kind,
        actor=actor,
        reason=reason,
    )
