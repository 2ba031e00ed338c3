"""What somebody was doing when they were asked to sign in. Upper floors register what follows.

A handler gets the person and the intent's key, inside the transaction of the sign-in, and returns the path to go to.
"""

from collections.abc import Callable

from aantafel.accounts.models import User

Handler = Callable[[User, str], str]
Back = Callable[[str], str]
_handlers: dict[str, tuple[Handler, Back]] = {}


def register(name: str, handler: Handler, back: Back) -> None:
    """`back` gives the path where the person can correct the address and ask for another code."""
    _handlers[name] = (handler, back)


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
