"""Where at the road of a table something is done, for who organises it. A coach and a coordinator have pages of their
own for what they do at their desks. Nobody is sent to a door that does not open for them.
"""

from enum import Enum

from django.urls import reverse

from aantafel.accounts.enums import DeskPart
from municipalities import sites
from tables.enums import ActorRole
from tables.permissions import Work


class Place(Enum):
    """The word is the name of the address, for what has the same one for everybody."""

    COACH = "coach"
    CORE = "core"
    SEATS = "seats"
    INVITE = "invite"
    MEETINGS = "meetings"
    MINUTES = "minutes"
    WORDS = "words"
    CHOICE = "choice"
    PLAN = "plan"
    QUESTIONS = "questions"
    EVALUATION = "evaluation"
    FORWARD = "forward"
    RESUME = "resume"
    STILL = "how_it_goes"
    DESK = "desk"
    PUBLIC = "public"


def address(name: str, *args: object) -> str:
    """A page of a table."""
    return reverse(f"tables:{name}", args=args)


def url(place: Place, work: Work) -> str:
    """Where somebody does it; "" for who cannot. Uses `idea`."""
    if place is Place.PUBLIC:
        return work.table.url
    if place is Place.COACH:
        return _of_coach(work)
    if place is Place.CORE:
        return _of_answers(work)
    if place is Place.DESK:
        return _of_desk(work)
    return address(place.value, work.table.pk)


def _of_coach(work: Work) -> str:
    """Where a coach is chosen; for whoever pinned the idea, where their coach is."""
    table = work.table
    if work.is_owner:
        return reverse("coaches:mine", args=[table.idea_id]) if _pinned(work) else ""
    if work.role is ActorRole.COORDINATOR and DeskPart.MATCH in work.parts:
        return sites.elsewhere(table.municipality_id) + reverse("coordinator:match", args=[table.idea_id])
    return ""


def _of_desk(work: Work) -> str:
    """What the desk that looks after the table knows of its idea and its people."""
    if work.role is ActorRole.COORDINATOR:
        return sites.elsewhere(work.table.municipality_id) + reverse("coordinator:idea", args=[work.table.idea_id])
    return reverse("desk:idea", args=[work.table.idea_id]) if work.role is ActorRole.OPERATOR else ""


def _of_answers(work: Work) -> str:
    table = work.table
    if work.is_owner and _pinned(work) and table.pinner_left_at is None:
        return reverse("tables:core", args=[table.idea_id])
    if work.is_coach:
        return sites.elsewhere(table.municipality_id) + reverse("coach:core", args=[table.pk])
    return reverse("tables:work_core", args=[table.pk])


def _pinned(work: Work) -> bool:
    """Whether the idea is their own; who owns the table with its pinner has no pages of it."""
    return work.table.idea.owner_id == work.user.pk
