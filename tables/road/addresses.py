"""Where at the road of a table something is done, for who organises it. A coach and a coordinator have pages of their
own for what they do at their desks.
"""

from enum import Enum

from django.urls import reverse

from municipalities import sites
from tables.enums import ActorRole
from tables.models import Table


class Place(Enum):
    """The word is the name of the address, for what has the same one for everybody."""

    HOME = "work"
    COACH = "coach"
    CORE = "core"
    SEATS = "seats"
    INVITE = "invite"
    MEETINGS = "meetings"
    MINUTES = "minutes"
    WORDS = "words"
    CHOICE = "choice"
    PLAN = "plan"
    EVALUATION = "evaluation"
    FORWARD = "forward"
    RESUME = "resume"
    STILL = "how_it_goes"
    PUBLIC = "public"


def address(name: str, *args: object) -> str:
    """A page of a table."""
    return reverse(f"tables:{name}", args=args)


def url(place: Place, table: Table, role: ActorRole) -> str:
    """Where somebody does it; "" for who cannot. Uses `idea`."""
    if place is Place.PUBLIC:
        return table.url
    if place is Place.COACH:
        return _of_coach(table, role)
    if place is Place.CORE:
        return _of_answers(table, role)
    return address(place.value, table.pk)


def _of_coach(table: Table, role: ActorRole) -> str:
    """Where a coach is chosen; for the owner, where their coach is."""
    if role is ActorRole.OWNER:
        return reverse("coaches:mine", args=[table.idea_id])
    if role is ActorRole.COORDINATOR:
        return sites.elsewhere(table.municipality_id) + reverse("coordinator:match", args=[table.idea_id])
    return ""


def _of_answers(table: Table, role: ActorRole) -> str:
    if role is ActorRole.OWNER and table.pinner_left_at is None:
        return reverse("tables:core", args=[table.idea_id])
    if role is ActorRole.COACH:
        return sites.elsewhere(table.municipality_id) + reverse("coach:core", args=[table.pk])
    return reverse("tables:work_core", args=[table.pk])
