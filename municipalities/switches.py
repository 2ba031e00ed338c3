"""Which parts of the product are on at a local site: declared here with their defaults, read in one place."""

from collections.abc import Iterable
from enum import Enum

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.core.errors import WrongState
from municipalities.enums import InstanceState
from municipalities.models import Instance


class Switch(Enum):
    """A part that a municipality may turn on or off. The value is how it is kept."""

    PIN = "pin"
    HELPER = "helper"
    CALL_BACK = "call_back"
    VOICE = "voice"
    PHYSICAL_TABLES = "physical_tables"
    PAPER = "paper"
    LIKES = "likes"
    SUPPORT = "support"
    REACTIONS = "reactions"
    BECOME_COACH = "become_coach"
    COACHES_SHOWN = "coaches_shown"


DEFAULTS: dict[Switch, bool] = {
    Switch.PIN: True,
    Switch.HELPER: True,
    Switch.CALL_BACK: True,
    Switch.VOICE: True,
    Switch.PHYSICAL_TABLES: True,
    Switch.PAPER: True,
    Switch.LIKES: True,
    Switch.SUPPORT: True,
    Switch.REACTIONS: True,
    Switch.BECOME_COACH: True,
    Switch.COACHES_SHOWN: True,
}

LABELS: dict[Switch, str | Promise] = {
    Switch.PIN: _("Pin an idea on the site"),
    Switch.HELPER: _("Pinning for somebody else"),
    Switch.CALL_BACK: _("Be called back"),
    Switch.VOICE: _("Tell an idea instead of typing"),
    Switch.PHYSICAL_TABLES: _("Come by at a table in the neighbourhood"),
    Switch.PAPER: _("Hand in an idea on paper"),
    Switch.LIKES: _("Find an idea a good idea"),
    Switch.SUPPORT: _("Join, help and ask"),
    Switch.REACTIONS: _("React to an idea"),
    Switch.BECOME_COACH: _("Become a coach"),
    Switch.COACHES_SHOWN: _("Show who the coaches are"),
}

SAID_WHEN_OFF: dict[Switch, str | Promise] = {
    Switch.PIN: _("On this site you cannot pin an idea yourself."),
    Switch.HELPER: _("On this site you cannot pin an idea for somebody else."),
    Switch.CALL_BACK: _("On this site you cannot leave your phone number to be called."),
    Switch.VOICE: _("On this site you cannot tell an idea with your voice."),
    Switch.PHYSICAL_TABLES: _("On this site there are no tables where you can come by."),
    Switch.PAPER: _("On this site there is no form on paper."),
    Switch.LIKES: _("On this site you cannot like ideas."),
    Switch.SUPPORT: _("On this site you cannot join, help or ask something about an idea."),
    Switch.REACTIONS: _("On this site you cannot react to ideas."),
    Switch.BECOME_COACH: _("On this site you cannot sign up as a coach."),
    Switch.COACHES_SHOWN: _("On this site it does not show who the coaches are."),
}

WAYS_IN = (Switch.PIN, Switch.CALL_BACK, Switch.VOICE, Switch.PHYSICAL_TABLES, Switch.PAPER)


class PartOff(WrongState):
    """What somebody wants to do belongs to a part that the municipality has turned off."""

    def __init__(self, switch: Switch) -> None:
        super().__init__(SAID_WHEN_OFF[switch])


def is_on(instance: Instance | None, switch: Switch) -> bool:
    """The national site (None) has the defaults."""
    return switch in on(instance)


def on(instance: Instance | None) -> frozenset[Switch]:
    """What is on. Raises ValueError for a name that is not declared: a typing error must not turn a part off."""
    kept = instance.switches if instance is not None else {}
    chosen = {**DEFAULTS, **{Switch(name): bool(value) for name, value in kept.items()}}
    return frozenset(switch for switch, is_there in chosen.items() if is_there)


def sites_without(switch: Switch) -> QuerySet[Instance]:
    """The open sites that have a part off."""
    there = Instance.objects.filter(state=InstanceState.OPEN)
    name = f"switches__{switch.value}"
    return there.filter(**{name: False}) if DEFAULTS[switch] else there.exclude(**{name: True})


def demand(municipality_id: int | None, switch: Switch) -> None:
    """For services: a form may still come in that was opened before the part went off, or on the national site.

    Raises PartOff.
    """
    if sites_without(switch).filter(municipality=municipality_id).exists():
        raise PartOff(switch)


def faults(chosen: Iterable[Switch], *, likes_threshold: int) -> list[str | Promise]:
    """What contradicts itself, as sentences for who chose it."""
    there = set(chosen)
    found: list[str | Promise] = []
    if not there & set(WAYS_IN):
        found.append(_("Leave at least one way in open: otherwise nobody can bring an idea."))
    if Switch.HELPER in there and Switch.PIN not in there:
        found.append(_("Pinning for somebody else needs pinning on the site."))
    if likes_threshold and Switch.LIKES not in there:
        found.append(_("Without likes the number of likes means nothing: make it 0, or turn likes on."))
    return found


def to_keep(chosen: Iterable[Switch]) -> dict[str, bool]:
    """What differs from the defaults, as `Instance.switches` holds it."""
    there = set(chosen)
    return {switch.value: switch in there for switch in Switch if (switch in there) != DEFAULTS[switch]}
