"""Whom tables can ask at the municipality, kept by its coordinator."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import clock
from aantafel.core.errors import Conflict
from municipalities.models import Municipality
from tables.models import TownContact


class Known(Conflict):
    default = _("Somebody with this address stands at this theme already.")


class ChangedMeanwhile(Conflict):
    """`contact` is what now stands there."""

    default = _(
        "Somebody else has just changed this. What you typed is still here. Save it again to put it in its place."
    )

    def __init__(self, contact: TownContact) -> None:
        super().__init__()
        self.contact = contact


def add(*, actor: User, municipality: Municipality, theme: str, name: str, role: str, email: str) -> TownContact:
    """Raises Known."""
    with transaction.atomic():
        people.lock(actor)
        made = TownContact(municipality=municipality, theme=theme, name=name, role=role, email=email, added_by=actor)
        _save(made)
    return made


def change(
    *, actor: User, municipality: Municipality, pk: int, seen: str, theme: str, name: str, role: str, email: str
) -> TownContact:
    """`seen` is `mark_of` what the writer had before them. Raises ChangedMeanwhile, Known, TownContact.DoesNotExist."""
    with transaction.atomic():
        people.lock(actor)
        found = TownContact.everywhere.select_for_update(no_key=True).get(pk=pk, municipality=municipality)
        if mark_of(found) != seen:
            raise ChangedMeanwhile(found)
        found.theme, found.name, found.role, found.email = theme, name, role, email
        found.changed_at = clock.now()
        _save(found)
    return found


def remove(*, actor: User, municipality: Municipality, pk: int) -> None:
    """Safe to run twice. Who is on the list of a table already stays there."""
    with transaction.atomic():
        people.lock(actor)
        TownContact.everywhere.filter(pk=pk, municipality=municipality).delete()


def mark_of(contact: TownContact) -> str:
    return contact.changed_at.isoformat()


def _save(contact: TownContact) -> None:
    try:
        with transaction.atomic():
            contact.save()
    except IntegrityError as error:
        if "town_contact_once_per_theme" in str(error):
            raise Known from error
        raise
