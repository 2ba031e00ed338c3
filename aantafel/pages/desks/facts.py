"""What the desk tells of people and requests, as pairs for a list."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from aantafel.accounts.models import Membership, User
from aantafel.core import dates
from aantafel.pages.desks.contact import Contact
from aantafel.pages.desks.queries import pinner_of
from ideas.models import CallBack, Idea, Pinner

Facts = list[tuple[str, str]]


def of_pinner(idea: Idea, contact: Contact) -> Facts:
    """Who is behind an idea, who filled it in, and how and when they said yes."""
    pinner = pinner_of(idea)
    facts = [
        (_("Name"), contact.name or _("not known")),
        (_("Shows as"), idea.shown_name or _("without a name")),
        (_("E-mail address"), idea.owner.email if idea.owner else contact.email),
        (_("Phone number"), contact.phone),
        (_("Came in"), f"{idea.get_channel_display()}, {_day(idea.submitted_at)}"),
        (_("Filled in by"), _filled_in_by(pinner)),
        (_("Said yes"), _consent(pinner)),
        (_("Relation"), idea.get_relation_display()),
    ]
    return [(label, value) for label, value in facts if value]


def of_call(call: CallBack) -> Facts:
    facts = [
        (_("Good time to call"), call.when),
        (_("Municipality"), call.municipality.name if call.municipality else ""),
        (_("Asked on"), date_format(localtime(call.created_at), "j F Y, H:i")),
    ]
    return [(label, value) for label, value in facts if value]


def of_person(person: User, roles: list[Membership]) -> Facts:
    facts = [
        (_("E-mail address"), person.email),
        (_("Capacity"), person.get_capacity_display()),
        (_("Lives in"), person.home_municipality.name if person.home_municipality else ""),
        (_("Shows as"), person.get_name_display_display()),
        (_("Roles"), ", ".join(_role(each) for each in roles)),
        (_("Here since"), _day(person.created_at)),
    ]
    return [(label, value) for label, value in facts if value]


def _filled_in_by(pinner: Pinner | None) -> str:
    if pinner is None:
        return ""
    if pinner.helper is not None or pinner.helper_name:
        email = pinner.helper.email if pinner.helper else ""
        return " ".join(part for part in (pinner.helper_name, email) if part)
    return _by(pinner.consent_recorded_by)


def _consent(pinner: Pinner | None) -> str:
    """Who, when and how."""
    if pinner is None or not pinner.consent_how:
        return ""
    recorded = _by(pinner.consent_recorded_by)
    parts = [pinner.get_consent_how_display(), _day(pinner.consent_at)]
    return ", ".join([*parts, _("noted down by %(name)s") % {"name": recorded}] if recorded else parts)


def _by(user: User | None) -> str:
    return user.name or user.email if user else ""


def _role(membership: Membership) -> str:
    where = membership.municipality.name if membership.municipality else _("the whole country")
    return f"{membership.get_role_display()} ({where})"


def _day(moment: datetime | None) -> str:
    return dates.day(moment) if moment else ""
