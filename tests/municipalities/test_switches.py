"""Which parts are on."""

import pytest

from municipalities import switches
from municipalities.models import Instance
from municipalities.switches import Switch


def test_every_switch_has_a_default() -> None:
    assert set(switches.DEFAULTS) == set(Switch)


def test_what_was_chosen_goes_before_the_default() -> None:
    instance = Instance(switches={"reactions": False})
    assert not switches.is_on(instance, Switch.REACTIONS)
    assert switches.is_on(instance, Switch.PIN)
    assert switches.is_on(None, Switch.REACTIONS)


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(ValueError, match="reactoins"):
        switches.on(Instance(switches={"reactoins": False}))


def test_only_what_differs_is_kept_and_reads_back_the_same() -> None:
    chosen = frozenset(Switch) - {Switch.VOICE, Switch.PAPER}
    kept = switches.to_keep(chosen)
    assert kept == {"voice": False, "paper": False}
    assert switches.on(Instance(switches=kept)) == chosen


def test_what_contradicts_itself_is_said() -> None:
    assert switches.faults(Switch, likes_threshold=25) == []
    assert len(switches.faults([Switch.LIKES], likes_threshold=25)) == 1
    assert len(switches.faults([Switch.HELPER, Switch.PAPER], likes_threshold=0)) == 1
    assert len(switches.faults([Switch.PIN], likes_threshold=25)) == 1
    assert switches.faults([Switch.PIN], likes_threshold=0) == []
