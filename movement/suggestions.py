"""The network list as a source of people whom a table could ask.

Only its desks see that list, so only coach and desk get them. Once somebody is on the list of a table, the site mails
them, and the address stays with the network list.
"""

from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity
from movement.models import Contact
from tables.asking import suggestions
from tables.asking.suggestions import Candidate, Source
from tables.enums import SeatSource
from tables.permissions import Work


def connect() -> None:
    title, lead = (
        _("From the network list"),
        _("Only coach and coordinator see this. They get the mail through the site."),
    )
    suggestions.register(50, Source("netwerk", title, lead, contacts))


def contacts(work: Work) -> list[Candidate]:
    """Who can be mailed, those of the theme of the idea first."""
    if not (work.is_coach or work.is_desk):
        return []
    rows = Contact.everywhere.filter(municipality=work.table.municipality_id).exclude(email="")
    theme = work.table.idea.theme
    about = rows.filter(themes__contains=[theme]) if theme else rows.none()
    others = rows.exclude(pk__in=about.values("pk"))
    most = suggestions.MOST * 2
    return [_candidate(one) for found in (about, others) for one in found.order_by("sort_name", "pk")[:most]]


def _candidate(contact: Contact) -> Candidate:
    return Candidate(
        contact.pk,
        contact.name,
        Capacity.PROFESSIONAL,
        SeatSource.CONTACT,
        role=str(contact.get_kind_display()),
        said=contact.offers,
        name=contact.name,
        email=contact.email,
    )
