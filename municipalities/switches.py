"""Which parts of the product are on at a local site: declared here with their defaults, read in one place."""

from collections.abc import Iterable
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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

WAYS_IN = (Switch.PIN, Switch.CALL_BACK, Switch.VOICE, Switch.PHYSICAL_TABLES, Switch.PAPER)


def is_on(instance: Instance | None, switch: Switch) -> bool:
    """The national site (None) has the defaults, and nothing that only a local site can have."""
    if instance is None:
        return DEFAULTS[switch]
    return switch in on(instance)


def on(instance: Instance) -> frozenset[Switch]:
    """What is on. Raises ValueError for a name that is not declared: a typing error must not turn a part off."""
    chosen = {Switch(name): value for name, value in instance.switches.items()}
    return frozenset(switch for switch in Switch if chosen.get(switch, DEFAULTS[switch]))


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
