"""What somebody was doing when they were asked to sign in. Upper floors register what follows.

A handler gets the person and the intent's key, inside the transaction of the sign-in, and returns the path to go to.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from aantafel.accounts.models import User


@dataclass(frozen=True)
class Meaning:
    """What a code will do, as a sentence without anything that was typed; and what was typed."""

    sentence: str = ""
    text: str = ""


@dataclass(frozen=True)
class Until:
    """What has not happened as long as the code is not typed in, and the button that does it."""

    heading: str | Promise = ""
    button: str | Promise = ""


Handler = Callable[[User, str], str]
Back = Callable[[str], str]
Tell = Callable[[str], Meaning]
_handlers: dict[str, tuple[Handler, Back]] = {}
_tellers: dict[str, Tell] = {}
_waiting: dict[str, Until] = {}


def register(name: str, handler: Handler, back: Back, tell: Tell | None = None, *, until: Until | None = None) -> None:
    """`back` gives the path where the person can correct the address and ask for another code. `tell` says what the
    code will do: anybody can type anybody's address, so its owner reads that before they use it. `until` is said where
    the code is asked for.
    """
    _handlers[name] = (handler, back)
    if until is not None:
        _waiting[name] = until
    if tell is not None:
        _tellers[name] = tell


def meaning(intent: str) -> Meaning:
    """What it is that a code with this intent will do; empty where its own page tells that."""
    name, _colon, key = intent.partition(":")
    return _tellers[name](key) if name in _tellers else Meaning()


def until(intent: str) -> Until:
    """What waits for a code with this intent; empty where nothing has to be said of it."""
    return _waiting.get(intent.partition(":")[0], Until())


def way_back(intent: str) -> str:
    """The path to go back to; "" when there was no intent."""
    name, _colon, key = intent.partition(":")
    return _handlers[name][1](key) if intent else ""


def carry_out(intent: str, user: User) -> str:
    """The path that the intent leads to; "" for none. An unknown intent is a programming error and raises KeyError."""
    if not intent:
        return ""
    name, _colon, key = intent.partition(":")
    return _handlers[name][0](user, key)
