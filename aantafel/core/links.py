"""Links that act for whoever has them, without an account: what one is for, and about what, is signed into it.

What is signed for one purpose is read for no other. Who opens a link sees a page; only the button on it acts, since
mail programs open links by themselves. The address holds it under the name `token`, so that it is kept nowhere
(`core.headers`, `core.logs`). A link that has to be taken back needs a random key in a row instead.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import signing

from aantafel.core import clock

_PURPOSE = re.compile(r"[a-z]+(\.[a-z]+)+")


class NotOurs(Exception):
    """We did not make this link, or for something else."""


class RanOut(NotOurs):
    """We made it, but too long ago."""


class _Signer(signing.TimestampSigner):
    def timestamp(self) -> str:
        return signing.b62_encode(int(clock.now().timestamp()))


def make(purpose: str, about: Any) -> str:
    """A token for an address. `purpose` is the app and what is done ("tables.answer"); `about` is anything that JSON
    can hold, best no more than a number or a key: it is signed, not hidden.
    """
    return _signer(purpose).sign_object(about)


def read(purpose: str, token: str, *, max_age: timedelta | None = None) -> Any:
    """What it is about, also when the key of the site has changed since (SECRET_KEY_FALLBACKS). Raises NotOurs, and
    RanOut for one that is older than `max_age`.
    """
    try:
        about = _signer(purpose).unsign_object(token)
    except signing.BadSignature:
        raise NotOurs from None
    made_at = datetime.fromtimestamp(signing.b62_decode(token.split(":")[-2]), tz=UTC)
    if max_age is not None and clock.now() - made_at > max_age:
        raise RanOut
    return about


def _signer(purpose: str) -> _Signer:
    if not _PURPOSE.fullmatch(purpose):
        raise ValueError(f"This is no purpose: {purpose}.")
    return _Signer(salt=f"aantafel.{purpose}")
