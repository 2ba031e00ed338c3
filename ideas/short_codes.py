"""Short codes that people read from paper and type: without vowels, so that they spell nothing, and without letters and
figures that look alike. Eight of them are one of fifty thousand million."""

import hashlib
import hmac

from django.conf import settings
from django.utils.crypto import salted_hmac

ALPHABET = "CDFGHJKMNPQRTVWXY34679"
LENGTH = 8
_SALT = "aantafel.short-code"


def derive(name: str) -> str:
    """The code of a thing with this name: the same each time, and not to be guessed by who has not our secret."""
    number = int.from_bytes(hmac.digest(settings.SECRET_KEY.encode(), f"{_SALT}:{name}".encode(), hashlib.sha256))
    letters = []
    for _place in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "".join(letters)


def normalise(typed: str) -> str:
    """What was typed as the code: capitals, without spaces, dashes and dots; "" when it cannot be a code."""
    bare = "".join(character for character in typed.upper() if character.isalnum())
    return bare if len(bare) == LENGTH and set(bare) <= set(ALPHABET) else ""


def grouped(code: str) -> str:
    """As it stands in a letter: twice four."""
    return f"{code[:4]} {code[4:]}"


def digest(code: str) -> str:
    return _digest(code, settings.SECRET_KEY)


def digests(code: str) -> list[str]:
    """Those that may be kept of a code: also of before the site got another secret key."""
    return [_digest(code, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _digest(code: str, key: str | bytes) -> str:
    return salted_hmac(_SALT, code, secret=key, algorithm="sha256").hexdigest()
